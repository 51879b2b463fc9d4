/// What the doctor tells while it works.
package enum DoctorEvent: Sendable {
  /// A check begins.
  case began(DoctorCheck)
  /// A check has ended.
  case ended(DoctorResult)
}
