import Foundation
import Platform

/// The processes of this machine, as far as a test may look at them.
package enum ProcessList {
  /// Whether a process runs; a zombie, which nobody has waited for yet, does not.
  package static func isRunning(_ pid: Int32) -> Bool {
    guard systemKill(pid, 0) == 0 || errno == EPERM else { return false }
    guard let stat = contents("/proc/\(pid)/stat") else { return true }
    // The name in parentheses may hold anything, so the state is looked for after the last one.
    let rest = stat.split(separator: ")", omittingEmptySubsequences: false).last ?? ""
    return !rest.hasPrefix(" Z") && !rest.hasPrefix(" X")
  }

  /// The running processes that were started with an environment variable of this value.
  ///
  /// Only Linux shows other processes' environments; elsewhere the list is empty.
  ///
  /// - Returns: Process ids with the programs' arguments.
  package static func withEnvironment(_ name: String, _ value: String) -> [Int32: String] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    var found: [Int32: String] = [:]
    for pid in entries.compactMap({ Int32($0) }) where pid != getpid() {
      guard let environment = contents("/proc/\(pid)/environ"),
        environment.split(separator: "\0").contains("\(name)=\(value)"), isRunning(pid)
      else { continue }
      let arguments = contents("/proc/\(pid)/cmdline") ?? ""
      found[pid] = arguments.split(separator: "\0").joined(separator: " ")
    }
    return found
  }

  /// The running children of a process that have an environment variable of this name.
  ///
  /// Empty where there is no `/proc`.
  static func children(of parent: Int32, withVariable name: String) -> [Int32] {
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return entries.compactMap { Int32($0) }.filter { pid in
      guard let fields = contents("/proc/\(pid)/stat")?.split(separator: ")").last,
        fields.split(separator: " ").dropFirst().first == "\(parent)",
        let environment = contents("/proc/\(pid)/environ")
      else { return false }
      return environment.split(separator: "\0").contains { $0.hasPrefix("\(name)=") }
        && isRunning(pid)
    }
  }

  /// Kills processes.
  ///
  /// - Returns: Whether there were any.
  static func kill(_ pids: some Collection<Int32>) -> Bool {
    for pid in pids { _ = signal(pid, SIGKILL) }
    return !pids.isEmpty
  }

  /// Sends a signal to one process.
  ///
  /// - Returns: Whether it could be sent.
  package static func signal(_ pid: Int32, _ number: Int32) -> Bool {
    // 0 and negative ids would reach whole groups, the test's own among them.
    pid > 1 && systemKill(pid, number) == 0
  }

  private static func contents(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The system's `kill`, under a name that ``ProcessList`` does not use itself.
private func systemKill(_ pid: Int32, _ number: Int32) -> Int32 {
  kill(pid, number)
}
