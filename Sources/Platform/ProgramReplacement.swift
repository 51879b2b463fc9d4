/// Turns the running process into another program (`execvp(3)`).
package enum ProgramReplacement {
  /// Starts the program in the place of this one.
  ///
  /// - Parameters:
  ///   - program: A path, or a name that is looked for in `PATH`.
  ///   - arguments: What follows the name.
  /// - Returns: Why it could not be started; otherwise it does not return.
  package static func run(_ program: String, arguments: [String]) -> FileError {
    var pointers = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    execvp(program, &pointers)
    return FileError("start", program)
  }
}
