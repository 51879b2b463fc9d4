import Foundation

/// Where a test's servers and programs find each other on 127.0.0.1.
///
/// An isolated one is a network namespace of its own that has a loopback interface and nothing else,
/// so no program in it can reach the internet, or the machine's own servers. The test's process is
/// not inside: a server that the programs shall reach is started with ``command(_:)``.
package final class LoopbackNetwork: Sendable {
  /// What goes in front of a command to run it in this network; empty for the machine's own.
  private let prefix: [String]
  /// The process that keeps the namespace alive.
  private let holder: BackgroundProgram?
  /// Which network this is, and why, in one line for the test's log.
  package let summary: String

  private init(prefix: [String], holder: BackgroundProgram?, summary: String) {
    self.prefix = prefix
    self.holder = holder
    self.summary = summary
  }

  /// The machine's own loopback.
  package static var shared: LoopbackNetwork {
    LoopbackNetwork(prefix: [], holder: nil, summary: "the machine's own loopback")
  }

  /// Makes a network namespace, as root or in a user namespace, where the system permits it.
  ///
  /// - Parameter environment: Of the test's process; its `PATH` finds `unshare`, `nsenter`, `ip`.
  /// - Returns: The new network, or the machine's own loopback with the reason in ``summary``.
  package static func isolated(environment: [String: String]) async -> LoopbackNetwork {
    #if os(Linux)
    var environment = environment
    environment["PATH", default: "/usr/bin:/bin"] += ":/usr/sbin:/sbin"
    var reasons: [String] = []
    for options in [[], ["--user", "--map-current-user", "--keep-caps"]] {
      let command = ["unshare"] + options + ["--net", "sh", "-c", holderScript]
      do {
        let program = ExternalProgram(command, environment: environment)
        let (holder, _) = try await BackgroundProgram.start(program)
        let files = "/proc/\(holder.pid)/ns"
        let user = options.isEmpty ? [] : ["--preserve-credentials", "--user=\(files)/user"]
        let network = LoopbackNetwork(
          prefix: ["nsenter"] + user + ["--net=\(files)/net", "--"], holder: holder,
          summary: options.isEmpty
            ? "a network namespace" : "a network namespace in a user namespace")
        let trial = ExternalProgram(network.command(["true"]), environment: environment)
        _ = try await trial.output()
        return network
      } catch {
        reasons.append("\(error)".split(whereSeparator: \.isNewline).joined(separator: " "))
      }
    }
    let reason = reasons.joined(separator: "; ")
    return LoopbackNetwork(
      prefix: [], holder: nil, summary: "the machine's own loopback (\(reason))")
    #else
    return shared
    #endif
  }

  /// Whether only the programs of this network can be reached from within.
  package var isIsolated: Bool { holder != nil }

  /// The command that runs a command inside this network.
  package func command(_ command: [String]) -> [String] {
    prefix + command
  }

  /// Gives the network up; it vanishes with its last program.
  package func stop() async {
    await holder?.stop()
  }

  /// Brings the loopback up (`SIOCSIFFLAGS` where there is no `ip`), says so, and waits for the end
  /// of the test.
  private static let holderScript = """
    ip link set lo up 2>/dev/null || python3 -c 'import fcntl, socket, struct
    flags = struct.pack("16sH14s", b"lo", 0x49, b"")
    fcntl.ioctl(socket.socket(), 0x8914, flags)' || exit 1
    echo ready
    exec cat
    """
}
