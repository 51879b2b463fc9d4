import Foundation
import TestSupport
import Testing

/// git-daemon on loopback, of this test run alone, for all repositories that have
/// `git-daemon-export-ok`.
final class GitServer: Sendable {
  /// The one that all tests use, which takes pushes.
  static let shared = Result { try GitServer(pushes: true) }

  let folder: TemporaryFolder
  let port: Int
  private let daemon: LeashedProgram

  /// Starts a server.
  ///
  /// - Parameters:
  ///   - pushes: True if `receive-pack` is enabled.
  ///   - options: More options of git-daemon(1).
  /// - Throws: An error of `LeashedProgram`; an expectation where it does not come up.
  init(pushes: Bool, options: String = "") throws {
    folder = try TemporaryFolder("handoff-git-daemon")
    port = try SSHServer.freePort()
    // Not `git daemon`: that one is a child, which would outlive the leash.
    let program = try Git.run(in: "/", "--exec-path") + "/git-daemon"
    daemon = try LeashedProgram(
      "env -i PATH=\"$PATH\" GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 '\(program)' "
        + "--listen=127.0.0.1 --port=\(port) --reuseaddr --max-connections=0 --user-path "
        + (pushes ? "--enable=receive-pack " : "") + options,
      log: folder("log"), removing: folder.path)
    try #require(SSHServer.isUp(port), "\(folder.read("log") ?? "")")
  }

  /// Lets the server show a repository, and returns its address.
  func url(_ path: String, host: String = "127.0.0.1") throws -> String {
    try "".write(toFile: path + "/git-daemon-export-ok", atomically: true, encoding: .utf8)
    let encoded = path.replacing(" ", with: "%20").replacing("'", with: "%27")
    return "git://\(host):\(port)\(encoded)"
  }
}
