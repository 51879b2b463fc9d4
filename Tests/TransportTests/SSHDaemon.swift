import Foundation
import TestSupport
import Testing

/// Another sshd beside the shared one, with the same keys and a configuration of a test's own.
final class SSHDaemon: Sendable {
  let folder: TemporaryFolder
  let port: Int
  private let server: SSHServer
  private let daemon: LeashedProgram

  /// Starts it.
  ///
  /// - Parameters:
  ///   - server: Whose keys it has.
  ///   - hostKeys: The host keys to use: `ed25519`, `ecdsa`, `rsa`.
  ///   - options: Lines that decide before those of the shared one.
  /// - Throws: An error of `LeashedProgram`; an expectation where it does not come up.
  init(_ server: SSHServer, hostKeys: [String] = ["ed25519"], options: [String] = []) throws {
    self.server = server
    folder = try TemporaryFolder("handoff-sshd")
    port = try SSHServer.freePort()
    let shared = try server.folder.text("sshd_config").split(separator: "\n")
      .filter { !$0.hasPrefix("ListenAddress") && !$0.hasPrefix("HostKey") }
    let lines =
      options + ["ListenAddress 127.0.0.1:\(port)"]
      + hostKeys.map { "HostKey \(server.folder("host_\($0)"))" } + shared.map(String.init)
    try folder.write(lines.joined(separator: "\n") + "\n", to: "sshd_config")
    daemon = try LeashedProgram(
      "\(server.program) -D -e -f '\(folder("sshd_config"))'", log: folder("log"),
      removing: folder.path)
    try #require(SSHServer.isUp(port), "\(folder.read("log") ?? "")")
  }

  func url(_ path: String) -> String { "ssh://127.0.0.1:\(port)\(path)" }

  /// The environment of a client that knows this server by the given lines of `known_hosts`, `HOST`
  /// standing for its name there.
  func environment(
    knownHosts: [String]? = nil, key: String = "id_ed25519", more: String = ""
  ) throws -> [String: String] {
    let lines =
      try knownHosts
      ?? ["ed25519", "ecdsa", "rsa"].map {
        "HOST " + (try SSHServer.publicKey(server.folder("host_\($0)")))
      }
    let name = "known-\(UUID().uuidString.prefix(8))"
    let text = lines.map { $0.replacing("HOST", with: "[127.0.0.1]:\(port)") + "\n" }.joined()
    try folder.write(text, to: name)
    return try server.environment(key: key, knownHosts: folder(name), more: more)
  }
}
