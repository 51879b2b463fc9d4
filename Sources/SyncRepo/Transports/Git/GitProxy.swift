/// The program that makes the connections of `git://`, where one is configured
/// (git-config(1), `core.gitProxy`).
enum GitProxy {
  /// Chooses the program as git does: `GIT_PROXY_COMMAND` for every host, else the first value of
  /// `core.gitProxy` that fits; `none` means no program.
  ///
  /// - Parameters:
  ///   - host: The remote's host.
  ///   - environment: Where `GIT_PROXY_COMMAND` is looked up.
  ///   - values: All values of `core.gitProxy`, in order: `COMMAND` or `COMMAND for DOMAIN`.
  /// - Returns: The program, which gets host and port as arguments; `nil` for a connection of our own.
  static func command(
    for host: String, environment: [String: String], values: [String]
  ) -> String? {
    if let command = environment["GIT_PROXY_COMMAND"] { return command.isEmpty ? nil : command }
    for value in values {
      guard let separator = value.firstRange(of: " for ") else { return program(value[...]) }
      let domain = value[separator.upperBound...]
      if host == domain || host.hasSuffix(".\(domain)") {
        return program(value[..<separator.lowerBound])
      }
    }
    return nil
  }

  private static func program(_ text: Substring) -> String? {
    text.isEmpty || text == "none" ? nil : String(text)
  }
}
