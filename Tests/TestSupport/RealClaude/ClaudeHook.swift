/// One command hook of a settings file.
package struct ClaudeHook: Sendable, ExpressibleByStringLiteral {
  /// The command; run by `/bin/sh -c` unless there are arguments.
  package var command: String
  /// Arguments of the exec form, which needs 2.1.139; nil writes the shell form.
  package var arguments: [String]?
  /// Seconds.
  package var timeout: Int?
  /// Which values of the event it is for; nil is all.
  package var matcher: String?

  /// Describes a hook.
  package init(
    _ command: String, arguments: [String]? = nil, timeout: Int? = nil, matcher: String? = nil,
  ) {
    self.command = command
    self.arguments = arguments
    self.timeout = timeout
    self.matcher = matcher
  }

  package init(stringLiteral command: String) {
    self.init(command)
  }

  /// The hook as an entry of its event's array in `settings.json`.
  var entry: [String: Any] {
    var handler: [String: Any] = ["type": "command", "command": command]
    handler["args"] = arguments
    handler["timeout"] = timeout
    var entry: [String: Any] = ["hooks": [handler]]
    entry["matcher"] = matcher
    return entry
  }
}
