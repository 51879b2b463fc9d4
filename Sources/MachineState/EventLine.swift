package import Platform

/// One line of the event log, as all programs of handoff write it.
package struct EventLine: Sendable, Hashable {
  /// The weight of an event.
  package enum Level: String, Sendable { case info, warning, error }

  package let level: Level
  /// The program that wrote it.
  package let program: String
  /// The subject, as a short word: `hook`, `summary`, `push`.
  package let topic: String
  /// The event, and its reason.
  package let message: String
  /// The session it is about.
  package let session: String?
  /// The next step.
  package let hint: String?

  /// Makes a line.
  package init(
    _ level: Level, program: String, topic: String, message: String, session: String? = nil,
    hint: String? = nil
  ) {
    self.level = level
    self.program = program
    self.topic = topic
    self.message = message
    self.session = session
    self.hint = hint
  }

  /// The log is cut to its newer half beyond this size.
  package static let sizeLimit = 1 << 20

  /// Appends the line to the log.
  ///
  /// - Parameters:
  ///   - state: The folder of the log.
  ///   - seconds: The time, since 1970.
  /// - Throws: `FileError` where the log cannot be written.
  package func append(to state: StateFolder, seconds: Int64) throws(FileError) {
    var line = "{\"time\":\(seconds),\"level\":\"\(level.rawValue)\""
    line += ",\"program\":\(EventLine.quoted(program)),\"topic\":\(EventLine.quoted(topic))"
    line += ",\"message\":\(EventLine.quoted(message))"
    if let session { line += ",\"session\":\(EventLine.quoted(session))" }
    if let hint { line += ",\"hint\":\(EventLine.quoted(hint))" }
    try LocalFile.append(Array((line + "}\n").utf8), to: state.eventLog)
    if let size = LocalFile.information(state.eventLog)?.size, size > EventLine.sizeLimit {
      try EventLine.halve(state.eventLog)
    }
  }

  private static func halve(_ path: String) throws(FileError) {
    let bytes = try LocalFile.read(path)
    let half = bytes[(bytes.count / 2)...]
    guard let end = half.firstIndex(of: 0x0A) else { return }
    try LocalFile.write(Array(half[(end + 1)...]), to: path, durable: false)
  }

  /// Returns a text as a JSON string.
  package static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars.prefix(2_000) {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let hex = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
