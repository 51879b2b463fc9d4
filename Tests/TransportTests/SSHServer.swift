import Foundation
import TestSupport
import Testing

/// An OpenSSH server on loopback, of this test run alone: throw-away host keys and user keys, as the
/// user that runs the tests.
final class SSHServer: Sendable {
  /// The one that all tests use; `nil` where there is no sshd.
  static let shared: SSHServer? = {
    do {
      return try SSHServer()
    } catch {
      print("There is no sshd for the tests: \(error)")
      return nil
    }
  }()

  static let isAvailable = InstalledProgram.has("sshd", "ssh", "ssh-keygen")

  struct Unavailable: Error, CustomStringConvertible {
    let description: String
  }

  let folder: TemporaryFolder
  let port: Int
  let user: String
  /// The path of sshd.
  let program: String
  private let daemon: LeashedProgram

  private init() throws {
    guard let sshd = InstalledProgram.path("sshd") else {
      throw Unavailable(description: "there is no sshd; install openssh-server.")
    }
    program = sshd
    folder = try TemporaryFolder("handoff-sshd")
    user = NSUserName()
    port = try SSHServer.freePort()
    for type in ["ed25519", "ecdsa", "rsa"] {
      for name in ["host_\(type)", "id_\(type)"] { try SSHServer.makeKey(folder(name), type) }
    }
    for name in ["id_readonly", "id_stranger", "other_host"] {
      try SSHServer.makeKey(folder(name), "ed25519")
    }
    try SSHServer.makeKey(folder("id_secret"), "ed25519", passphrase: "open sesame")
    try Self.writeAuthorizedKeys(folder)
    if getuid() == 0 {
      try FileManager.default.createDirectory(
        atPath: "/run/sshd", withIntermediateDirectories: true)
    }
    try SSHServer.writeConfiguration(folder, port: port, sshd: sshd)
    daemon = try LeashedProgram(
      "\(sshd) -D -e -f '\(folder("sshd_config"))'", log: folder("log"),
      removing: folder.path)
    guard SSHServer.isUp(port) else {
      throw Unavailable(description: "sshd does not start: \(folder.read("log") ?? "")")
    }
    let hosts = try ["ed25519", "ecdsa", "rsa"].map { type in
      try "[127.0.0.1]:\(port) \(Self.publicKey(folder("host_\(type)")))"
    }
    try folder.write(hosts.joined(separator: "\n") + "\n", to: "known_hosts")
  }

  /// Writes a client's configuration, with more lines besides the host and its keys.
  func clientConfiguration(
    key: String = "id_ed25519", knownHosts: String? = nil, more: String = ""
  ) throws -> String {
    let name = "client-\(UUID().uuidString.prefix(8))"
    try folder.write(
      """
      \(more)
      Host work
        HostName 127.0.0.1
        Port \(port)
      Host jumped
        HostName 127.0.0.1
        Port \(port)
        ProxyJump work
      Host *
        User \(user)
        IdentityFile \(folder(key))
        IdentitiesOnly yes
        IdentityAgent none
        UserKnownHostsFile \(knownHosts ?? folder("known_hosts"))
        GlobalKnownHostsFile /dev/null
        StrictHostKeyChecking yes

      """, to: name)
    return folder(name)
  }

  /// The environment of a client that uses such a configuration.
  func environment(
    key: String = "id_ed25519", knownHosts: String? = nil, more: String = ""
  ) throws -> [String: String] {
    let file = try clientConfiguration(key: key, knownHosts: knownHosts, more: more)
    return SSHServer.environment(["GIT_SSH_COMMAND": "ssh -F '\(file)'"])
  }

  static func environment(_ more: [String: String] = [:]) -> [String: String] {
    ["PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent"]
      .merging(more) { $1 }
  }

  func url(_ path: String) -> String { "ssh://127.0.0.1:\(port)\(path)" }

  // MARK: - Making it

  static func makeKey(_ path: String, _ type: String, passphrase: String = "") throws {
    let size = type == "rsa" ? ["-b", "2048"] : []
    try keygen(["-q", "-t", type, "-N", passphrase, "-f", path, "-C", "test"] + size)
  }

  /// Runs ssh-keygen(1).
  static func keygen(_ arguments: [String]) throws {
    let result = try Program.run("/usr/bin/ssh-keygen", arguments, environment: environment())
    guard result.status == 0 else { throw Unavailable(description: result.errors) }
  }

  static func publicKey(_ path: String) throws -> String {
    try String(contentsOfFile: path + ".pub", encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func writeAuthorizedKeys(_ folder: TemporaryFolder) throws {
    // What a hosting service's read-only deploy key answers.
    try folder.write(
      """
      #!/bin/sh
      case $SSH_ORIGINAL_COMMAND in
      git-upload-pack*) exec sh -c "$SSH_ORIGINAL_COMMAND" ;;
      esac
      echo 'ERROR: The key you are authenticating with has been marked as read only.' >&2
      exit 1
      """, to: "read-only")
    chmod(folder("read-only"), 0o755)
    var lines = try ["ed25519", "ecdsa", "rsa", "secret"].map { try publicKey(folder("id_\($0)")) }
    lines.append(
      "restrict,command=\"\(folder("read-only"))\" \(try publicKey(folder("id_readonly")))")
    try folder.write(lines.joined(separator: "\n") + "\n", to: "authorized_keys")
  }

  private static func writeConfiguration(
    _ folder: TemporaryFolder, port: Int, sshd: String
  ) throws {
    let lines = [
      "ListenAddress 127.0.0.1:\(port)", "PidFile none", "UsePAM no", "StrictModes no",
      "PasswordAuthentication no", "KbdInteractiveAuthentication no",
      "PermitRootLogin prohibit-password", "MaxStartups 200", "MaxSessions 100",
      "AuthorizedKeysFile \(folder("authorized_keys"))", "AllowTcpForwarding yes",
      "HostKey \(folder("host_ed25519"))", "HostKey \(folder("host_ecdsa"))",
      "HostKey \(folder("host_rsa"))",
      // No configuration of the user's: bash reads its own under sshd unless it is a shell's child.
      "SetEnv SHLVL=3 GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 LC_ALL=C",
    ]
    // Newer servers shut a client out that failed to log in; older ones do not know the option.
    for more in [["PerSourcePenalties no"], []] {
      try folder.write((lines + more).joined(separator: "\n") + "\n", to: "sshd_config")
      let check = try Program.run(
        sshd, ["-t", "-f", folder("sshd_config")], environment: environment())
      if check.status == 0 { return }
    }
    throw Unavailable(description: "sshd does not take its configuration.")
  }

  static func freePort() throws -> Int {
    let listener = try SilentListener()
    return listener.port
  }

  /// Waits until a server that was started takes connections, for a minute.
  static func isUp(_ port: Int) -> Bool {
    for _ in 0..<3_000 {
      if answers(port) { return true }
      usleep(20_000)
    }
    return false
  }

  static func answers(_ port: Int) -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = SilentListener.address(port: port)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
