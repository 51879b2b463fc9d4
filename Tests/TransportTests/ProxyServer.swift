import Foundation
import TestSupport

/// tinyproxy on loopback, of this test run alone, which wants a password.
final class ProxyServer: Sendable {
  /// The one that all tests use; `nil` where there is no tinyproxy.
  static let shared: ProxyServer? = {
    do {
      return try ProxyServer()
    } catch {
      print("There is no proxy for the tests: \(error)")
      return nil
    }
  }()

  static let isAvailable = InstalledProgram.has("tinyproxy")

  /// User and password as they stand in a URL.
  static let login = "pat:pass%2Dword%2E1"

  let folder: TemporaryFolder
  let port: Int
  private let program: LeashedProgram

  private init() throws {
    guard let program = InstalledProgram.path("tinyproxy") else {
      throw SSHServer.Unavailable(description: "there is no tinyproxy; install tinyproxy-bin.")
    }
    folder = try TemporaryFolder("handoff-proxy")
    port = try SSHServer.freePort()
    try folder.write(
      """
      Port \(port)
      Listen 127.0.0.1
      Timeout 60
      MaxClients 100
      BasicAuth pat pass-word.1
      LogFile "\(folder("requests"))"
      LogLevel Info

      """, to: "tinyproxy.conf")
    self.program = try LeashedProgram(
      "\(program) -d -c '\(folder("tinyproxy.conf"))'", log: folder("log"), removing: folder.path)
    guard SSHServer.isUp(port) else {
      throw SSHServer.Unavailable(
        description: "tinyproxy does not start: \(folder.read("log") ?? "")")
    }
  }

  /// Its address without a scheme, with user and password.
  var address: String { "\(ProxyServer.login)@127.0.0.1:\(port)" }
}
