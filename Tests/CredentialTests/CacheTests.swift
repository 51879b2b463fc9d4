import Foundation
import Git2
import Processes
import TestSupport
import Testing

@testable import SyncRepo

@Suite("The daemon of git credential-cache, asked natively")
struct CacheTests {
  private let url = "https://example.org/a"

  /// Runs `git credential-cache`; a store starts the daemon, which must not hold what the test has.
  @discardableResult
  private func git(
    _ fixture: CredentialFixture, _ words: [String], input: String = ""
  ) throws -> String {
    let start = ProgramStart(
      command: ["git", "credential-cache"] + words, environment: fixture.environment,
      isInteractive: false, hasOwnSession: true)
    let answer = try ProgramExchange(
      start, outputLimit: 10_000, timeLimit: .seconds(20),
      cancellation: Cancellation()
    ).run(Array(input.utf8))
    return String(decoding: answer.output, as: UTF8.self)
  }

  @Test("What git keeps is found by us, what we keep is found by git, and erased by us")
  func bothWays() throws {
    let fixture = try CredentialFixture([("credential.helper", "cache")])
    let attributes = "protocol=https\nhost=example.org\n"
    let whole = "\(attributes)username=ann\npassword=p=x y\n"
    try git(fixture, ["store"], input: whole)
    defer { _ = try? git(fixture, ["exit"]) }
    let chain = fixture.chain(url)
    #expect(try chain.next() == Credential(username: "ann", password: "p=x y"))
    chain.reject()
    #expect(try git(fixture, ["get"], input: attributes).contains("password") == false)
    let ours = fixture.chain("https://ann:ours@example.org/a")
    _ = try ours.next()
    ours.approve()
    #expect(try git(fixture, ["get"], input: attributes).contains("username=ann\npassword=ours\n"))
    #expect(try fixture.git("fill", "url=\(url)\n\n").output.contains("password=ours\n"))
  }

  @Test("Sockets of an own path, in the old folder and in XDG_CACHE_HOME are found")
  func sockets() throws {
    var fixture = try CredentialFixture()
    try FileManager.default.createDirectory(
      atPath: fixture.folder("own"), withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
    func check(_ helper: String, _ options: String...) throws {
      fixture.set([("credential.helper", helper)])
      #expect(try fixture.chain("https://other.org").next() == nil)
      defer { _ = try? git(fixture, options + ["exit"]) }
      try git(
        fixture, options + ["store"],
        input: "protocol=https\nhost=other.org\nusername=bob\npassword=y\n")
      #expect(try fixture.chain("https://other.org").next()?.password == "y", "\(helper)")
    }
    try check("cache --socket \(fixture.folder("own/s"))", "--socket", fixture.folder("own/s"))
    try check("cache --timeout=60 --socket ~/own/s", "--socket", fixture.folder("own/s"))
    fixture.environment["XDG_CACHE_HOME"] = fixture.folder("xdg")
    try check("cache")
    try FileManager.default.createDirectory(
      atPath: fixture.folder(".git-credential-cache"), withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
    try check("cache --timeout 60")
  }

  @Test("Without a daemon nothing is found or kept, and that is said")
  func noDaemon() throws {
    let fixture = try CredentialFixture([("credential.helper", "cache")])
    let chain = fixture.chain("https://ann:x@example.org/a")
    _ = try chain.next()
    chain.approve()
    let note = "credential helper \"cache\": not stored: its daemon is not running, and only git "
    #expect(chain.tried.last == "\(note)starts it")
    let other = fixture.chain(url)
    #expect(try other.next() == nil)
    #expect(other.tried.contains("credential helper \"cache\": its daemon is not running"))
  }

  @Test("A daemon that never answers, or with garbage, is left")
  func badDaemons() throws {
    let fixture = try CredentialFixture([
      ("credential.helper", "cache --socket ~/silent"),
      ("credential.helper", "cache --socket ~/\(String(repeating: "x", count: 120))"),
    ])
    let listener = try SilentSocket(fixture.folder("silent"))
    defer { withExtendedLifetime(listener) {} }
    let chain = fixture.chain(
      url,
      limits: NetworkLimits(
        firstAnswer: .milliseconds(200), silence: .milliseconds(200), total: .milliseconds(200)))
    #expect(try chain.next() == nil)
    #expect(
      chain.tried.filter { $0.contains("helper") } == [
        "credential helper \"cache\": it was not done within 200 ms",
        "credential helper \"cache\": the path of its socket is too long",
      ])
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: ConnectionFailure.self) {
      try LocalSocket.ask(
        [1], at: fixture.folder("silent"), limit: 10, within: .seconds(60),
        cancellation: cancellation)
    }
  }
}

/// A socket that takes connections and says nothing.
final class SilentSocket {
  private let descriptor: Int32

  init(_ path: String) throws {
    #if canImport(Glibc)
    let type = Int32(SOCK_STREAM.rawValue)
    #else
    let type = SOCK_STREAM
    #endif
    descriptor = socket(AF_UNIX, type, 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0, listen(descriptor, 8) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  deinit { close(descriptor) }
}
