internal import Platform

/// The search for programs, by the rule of the shell.
enum ProgramSearch {
  /// Returns the path of a program.
  ///
  /// - Parameters:
  ///   - name: A name that is looked for in `PATH`, or a path.
  ///   - context: The environment and the working folder.
  /// - Returns: `nil` where there is no file that may be run.
  static func locate(_ name: String, _ context: HandoffContext) -> String? {
    if name.contains("/") {
      return (try? context.absolute(name)).flatMap { isProgram($0) ? $0 : nil }
    }
    let folders = (context.variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first(where: isProgram)
  }

  private static func isProgram(_ path: String) -> Bool {
    unsafe access(path, X_OK) == 0 && !LocalFile.isFolder(path)
  }
}
