import Foundation
import TestSupport

/// tinyproxy on loopback, of this test run alone, which wants a password.
final class ProxyServer: Sendable {
  /// The one that all tests use; `nil` where there is no tinyproxy.
  static let shared: ProxyServer? = {
    do {
      return try ProxyServer()
    } catch {
      print("Tests with a proxy are skipped: \(error)")
      return nil
    }
  }()

  static var isAvailable: Bool { shared != nil }

  /// User and password as they stand in a URL.
  static let login = "pat:p%40ss"

  let folder: TemporaryFolder
  let port: Int
  private let program: LeashedProgram

  private init() throws {
    let places = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin"]
    let program = places.map { "\($0)/tinyproxy" }
      .first(where: FileManager.default.isExecutableFile(atPath:))
    guard let program else {
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
      BasicAuth pat p@ss
      LogFile "\(folder("requests"))"
      LogLevel Info

      """, to: "tinyproxy.conf")
    self.program = try LeashedProgram(
      "\(program) -d -c '\(folder("tinyproxy.conf"))'", log: folder("log"), removing: folder.path)
    guard SSHServer.isUp(port) else {
      throw SSHServer.Unavailable(description: "tinyproxy does not start.")
    }
  }

  /// Its address without a scheme, with user and password.
  var address: String { "\(ProxyServer.login)@127.0.0.1:\(port)" }
}
