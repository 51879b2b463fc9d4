/// What a finished program left behind.
package struct ProgramOutcome: Sendable {
  /// How it ended.
  package let status: ProgramStatus
  /// Its standard output; bytes that are not UTF-8 are replaced.
  package let output: String
  /// Its standard error; bytes that are not UTF-8 are replaced.
  package let errors: String
}
