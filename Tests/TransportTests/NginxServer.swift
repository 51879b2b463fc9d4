import Foundation
import TestSupport
import Testing

/// nginx with git-http-backend on loopback, of this test run alone, as the user that runs the tests.
final class NginxServer: Sendable {
  /// The one that all tests use; `nil` where there is no nginx.
  static let shared: NginxServer? = {
    do {
      return try NginxServer()
    } catch {
      print("There is no nginx for the tests: \(error)")
      return nil
    }
  }()

  static let isAvailable = InstalledProgram.has("nginx", "fcgiwrap")

  /// The differences from port to port.
  enum Site: String, CaseIterable {
    case plain, tls, http1, tls12, tls13, wrongName, expired, basic, clientCertificate, readOnly
    case small, gzip, other
  }

  static let user = "ann"
  static let password = "p@ss wörd"

  let folder: TemporaryFolder
  private let ports: [Site: Int]
  private let programs: LeashedProgram

  private init() throws {
    let manager = FileManager.default
    func program(_ name: String) throws -> String {
      guard let found = InstalledProgram.path(name) else {
        throw SSHServer.Unavailable(description: "there is no \(name); install it.")
      }
      return found
    }
    let (nginx, wrapper) = (try program("nginx"), try program("fcgiwrap"))
    let folder = try TemporaryFolder("handoff-nginx")
    self.folder = folder
    _ = try HTTPCertificates(in: folder)
    try folder.write("\(Self.user):{PLAIN}\(Self.password)\n", to: "passwords")
    let sockets = (1...6).map { folder("fcgi\($0)") }
    var ports: [Site: Int] = [:]
    for site in Site.allCases { ports[site] = try SSHServer.freePort() }
    self.ports = ports
    let backend = try Git.run(in: "/", "--exec-path") + "/git-http-backend"
    try folder.write(
      NginxConfiguration(folder: folder, ports: ports, sockets: sockets, backend: backend).text,
      to: "nginx.conf")
    let wrappers = sockets.map { "\(wrapper) -f -s 'unix:\($0)'" }
    programs = try LeashedProgram(
      ["\(nginx) -p '\(folder.path)' -c '\(folder("nginx.conf"))' -e '\(folder("errors"))'"]
        + wrappers, log: folder("log"), removing: folder.path)
    let port = ports[.other] ?? 0
    for _ in 0..<3_000 {
      if sockets.allSatisfy(manager.fileExists(atPath:)) { break }
      usleep(20_000)
    }
    guard SSHServer.isUp(port) else {
      throw SSHServer.Unavailable(
        description:
          "nginx does not start: \(folder.read("log") ?? "") \(folder.read("errors") ?? "")")
    }
  }

  func port(_ site: Site) -> Int { ports[site] ?? 0 }

  /// The address of a repository.
  ///
  /// - Parameters:
  ///   - site: The port.
  ///   - path: The repository's path on the disk, or another that the site knows.
  ///   - host: `localhost`, which the certificate names, or another.
  ///   - user: User and password, encoded.
  /// - Returns: The URL.
  func url(
    _ site: Site, _ path: String, host: String = "localhost", user: String? = nil
  ) -> String {
    let scheme = [.plain, .other].contains(site) ? "http" : "https"
    let login = user.map { "\($0)@" } ?? ""
    return "\(scheme)://\(login)\(host):\(port(site))\(Self.encoded(path))"
  }

  static func encoded(_ path: String) -> String {
    path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed.subtracting(["'", "!"]))
      ?? path
  }

  /// User and password as they stand in a URL.
  static let login = "ann:p%40ss%20w%C3%B6rd"

  /// The environment of a client that trusts the server's authority.
  func environment(_ more: [String: String] = [:]) -> [String: String] {
    SSHServer.environment(["GIT_SSL_CAINFO": folder("ca.pem")]).merging(more) { $1 }
  }

  /// The lines of the log of requests that contain a text.
  func requests(_ text: String) -> [String] {
    waitForLog()
    return (folder.read("requests") ?? "").split(separator: "\n").map(String.init)
      .filter { $0.contains(text) }
  }

  /// Waits until what was asked before stands in the log: nginx writes a line when the answer has
  /// gone out, so that the client may know first.
  private func waitForLog() {
    let mark = UUID().uuidString
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = SilentListener.address(port: port(.other))
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { return }
    let connection = ScriptedConnection(descriptor: descriptor)
    connection.send("GET /secret?\(mark) HTTP/1.0\r\n\r\n")
    connection.waitForEnd()
    for _ in 0..<400 where folder.read("requests")?.contains(mark) != true { usleep(5_000) }
  }
}
