internal import Foundation
internal import LocalFiles

/// What tells whether a machine goes on running: compared when a session has ended, and a grace
/// period later.
package struct MachineSigns: Sendable, Hashable, Codable {
  /// Changes with every start of the system; empty where it cannot be told.
  package var boot: String
  /// A shutdown has begun.
  package var isShuttingDown: Bool

  package init(boot: String, isShuttingDown: Bool) {
    self.boot = boot
    self.isShuttingDown = isShuttingDown
  }

  /// Reads the signs of this machine.
  ///
  /// Linux: `/proc/sys/kernel/random/boot_id`; `/run/nologin` and
  /// `/run/systemd/shutdown/scheduled`, which systemd makes before it stops the users' programs.
  package static func current() -> MachineSigns {
    #if os(Linux)
    let boot = (try? LocalFile.read("/proc/sys/kernel/random/boot_id", limit: 200)).map {
      String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
    let marks = ["/run/nologin", "/run/systemd/shutdown/scheduled"]
    return MachineSigns(
      boot: boot ?? "", isShuttingDown: marks.contains { LocalFile.exists($0) })
    #else
    let boot = Date(timeIntervalSinceNow: -ProcessInfo.processInfo.systemUptime)
    return MachineSigns(boot: "\(Int(boot.timeIntervalSince1970 / 60))", isShuttingDown: false)
    #endif
  }
}
