internal import Essentials

/// What the process that runs the checks is asked for: one line of JSON on its standard input.
///
/// The address comes this way, and not as an argument, since it may hold a password.
package struct DoctorRequest: Sendable, Codable, Hashable {
  /// The names of the checks to run, in this order.
  package var checks: [String]
  /// The names of checks that were run before and did not end well.
  package var unmet: Set<String>
  /// The address to look at in place of the clone's remote.
  package var remote: String?

  package init(checks: [String], unmet: Set<String> = [], remote: String? = nil) {
    self.checks = checks
    self.unmet = unmet
    self.remote = remote
  }

  /// The request as a line.
  func line() throws -> [UInt8] { Array(try JSONEncoder().encode(self)) + [0x0A] }
}
