/// How a check of the doctor ended.
package enum DoctorVerdict: String, Sendable, Codable, CaseIterable {
  /// All is well.
  case ok
  /// It works, and deserves a look.
  case warning
  /// It does not work.
  case failed
  /// It does not apply, or cannot be told.
  case skipped
  /// The check itself broke.
  case crashed

  /// Whether the doctor's exit status says so.
  package var isFailure: Bool { self == .failed || self == .crashed }
}
