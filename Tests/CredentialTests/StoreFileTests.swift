import Foundation
import Git2
import Platform
import Processes
import TestSupport
import Testing

@testable import SyncRepo

@Suite("The files of git credential-store, compared with that program")
struct StoreFileTests {
  /// The result of one operation on a file.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var before: String?
    var url = "https://example.org/team/a.git"
    var username = "ann"
    var password = "x"
    var usesPath = false
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "no file"),
    Case(name: "empty file", before: ""),
    Case(name: "another host", before: "https://bob:y@other.org\n"),
    Case(
      name: "old password in the middle",
      before: "https://bob:y@other.org\nhttps://ann:old@example.org\nhttps://cid:z@third.org\n"),
    Case(
      name: "twice, and once for another user",
      before: "https://ann:x@example.org\nhttps://bob:y@example.org\nhttps://ann:x@example.org\n"),
    Case(
      name: "comments, empty lines and nonsense stay",
      before: "# a comment\n\nnonsense\nhttps://example.org\nhttps://ann@example.org\n"),
    Case(name: "no line end at the end", before: "https://bob:y@other.org"),
    Case(name: "an entry with a path", before: "https://ann:old@example.org/team\n"),
    Case(
      name: "with useHttpPath", before: "https://ann:old@example.org/team\nhttps://a:b@c/d\n",
      usesPath: true),
    Case(
      name: "with useHttpPath and the same path",
      before: "https://ann:old@example.org/team/a.git\n", usesPath: true),
    Case(name: "a port", before: "https://ann:old@example.org:8443\n"),
    Case(name: "the same port", url: "https://example.org:8443/a"),
    Case(name: "http", before: "https://ann:x@example.org\n", url: "http://example.org/a"),
    Case(name: "marks", username: "a@b:c/d", password: "p@ss:w/o rd%?#é日"),
    Case(name: "unreserved marks", username: "a-b_c.d~e", password: "!*'();&=+$,[]"),
    Case(name: "empty password", password: ""),
    Case(name: "carriage returns at line ends", before: "https://ann:old@example.org\r\n"),
    Case(name: "capital letters", before: "https://ann:old@EXAMPLE.org\n"),
    Case(name: "path with marks", url: "https://example.org/a%20b/(c)", usesPath: true),
  ]

  private func url(_ test: Case) throws -> CredentialURL {
    try #require(CredentialURL(test.url.utf8, isPartial: false))
  }

  private func record(_ test: Case, knowing: Bool = true) throws -> CredentialRecord {
    let url = try url(test)
    return CredentialRecord(
      scheme: url.scheme ?? "", host: url.host ?? "", path: test.usesPath ? url.path : nil,
      username: knowing ? test.username : nil, password: knowing ? test.password : nil)
  }

  @Test("store, get and erase leave the same file and give the same answer", arguments: cases)
  func operations(test: Case) throws {
    let folder = try TemporaryFolder()
    let (theirs, ours) = (folder("theirs"), folder("ours"))
    for path in [theirs, ours] {
      if let before = test.before { try folder.write(before, to: LocalFile.name(of: path)) }
    }
    let store = CredentialStoreFile(paths: [ours], lockMilliseconds: 1_000)
    func git(_ operation: CredentialOperation, _ record: CredentialRecord) throws -> String {
      try Program.run(
        "/usr/bin/env", ["git", "credential-store", "--file=\(theirs)", operation.rawValue],
        environment: Git.environment, input: Data(record.lines(protects: true))
      ).output
    }
    for (operation, knowing) in [
      (CredentialOperation.get, false), (.store, true), (.get, false), (.get, true),
      (.store, true), (.erase, true), (.get, false),
    ] {
      let record = try record(test, knowing: knowing)
      let expected = try git(operation, record)
      let reply = try store.run(operation, record)
      #expect(String(decoding: reply.output, as: UTF8.self) == expected, "\(operation)")
      // An older git erases whatever the password; ours was stored a moment ago.
      let expectedFile = folder.read("theirs")
      #expect(folder.read("ours") == expectedFile, "\(operation)")
      if operation == .store { #expect(LocalFile.information(ours)?.mode == 0o600) }
    }
    #expect(LocalFile.names(in: folder.path).filter { $0.hasSuffix(".lock") }.isEmpty)
  }

  @Test("Another password than the refused one stays, as newer versions of git do")
  func otherPassword() throws {
    let folder = try TemporaryFolder()
    try folder.write("https://ann:new@example.org\nhttps://ann:old@example.org\n", to: "f")
    let store = CredentialStoreFile(paths: [folder("f")], lockMilliseconds: 0)
    var record = CredentialRecord(scheme: "https", host: "example.org")
    record.username = "ann"
    record.password = "old"
    _ = try store.run(.erase, record)
    #expect(folder.read("f") == "https://ann:new@example.org\n")
  }

  @Test("A lock that another writer holds is respected, and nothing changes")
  func locked() throws {
    let folder = try TemporaryFolder()
    try folder.write("https://bob:y@other.org\n", to: "f")
    try folder.write("", to: "f.lock")
    let store = CredentialStoreFile(paths: [folder("f")], lockMilliseconds: 30)
    let record = CredentialRecord(
      scheme: "https", host: "example.org", username: "ann", password: "x")
    let error = #expect(throws: ConnectionFailure.self) { try store.run(.store, record) }
    #expect(error?.message.contains("File exists") == true)
    #expect(folder.read("f") == "https://bob:y@other.org\n" && folder.read("f.lock") == "")
  }

  @Test("A symbolic link stays one, and its file is replaced")
  func link() throws {
    let folder = try TemporaryFolder()
    try folder.write("https://bob:y@other.org\n", to: "real/file")
    try FileManager.default.createSymbolicLink(
      atPath: folder("link"), withDestinationPath: "real/file")
    let store = CredentialStoreFile(paths: [folder("link")], lockMilliseconds: 0)
    _ = try store.run(
      .store,
      CredentialRecord(scheme: "https", host: "example.org", username: "ann", password: "x"))
    #expect(LocalFile.kind(folder("link")) == .symbolicLink)
    #expect(
      folder.read("real/file") == "https://ann:x@example.org\nhttps://bob:y@other.org\n")
  }

  @Test("The usual files are found in git's order, by git and by us")
  func places() throws {
    var fixture = try CredentialFixture([("credential.helper", "store")])
    let url = "https://example.org/a"
    func password() throws -> String? { try fixture.chain(url).next()?.password }
    func gits() throws -> String? {
      try fixture.git("fill", "url=\(url)\n\n").output.split(separator: "\n")
        .first { $0.hasPrefix("password=") }.map { String($0.dropFirst(9)) }
    }
    #expect(try password() == nil)
    try fixture.folder.write("https://ann:config@example.org\n", to: ".config/git/credentials")
    #expect(try password() == "config" && gits() == "config")
    fixture.environment["XDG_CONFIG_HOME"] = fixture.folder("xdg")
    try fixture.folder.write("https://ann:xdg@example.org\n", to: "xdg/git/credentials")
    #expect(try password() == "xdg" && gits() == "xdg")
    try fixture.folder.write("https://ann:home@example.org\n", to: ".git-credentials")
    #expect(try password() == "home" && gits() == "home")
    for option in ["--file ~/x", "--file '\(fixture.folder("x"))'", "--file=\"$HOME/x\""] {
      fixture.set([("credential.helper", "store \(option)")])
      #expect(try password() == nil)
      try fixture.folder.write("https://ann:own@example.org\n", to: "x")
      #expect(try password() == "own" && gits() == "own", "\(option)")
      try FileManager.default.removeItem(atPath: fixture.folder("x"))
    }
    fixture.set([("credential.helper", "store --file=~/x")])
    try fixture.folder.write("https://ann:own@example.org\n", to: "x")
    #expect(try password() == "own")
  }

  @Test("What is accepted is stored where git finds it, and what is refused goes away again")
  func roundTrip() throws {
    let fixture = try CredentialFixture([("credential.helper", "store")])
    let chain = fixture.chain("https://ann:p%40ss@example.org/a")
    _ = try chain.next()
    chain.approve()
    #expect(fixture.folder.read(".git-credentials") == "https://ann:p%40ss@example.org\n")
    #expect(
      try fixture.git("fill", "url=https://example.org\n\n").output.contains("password=p@ss\n"))
    let again = fixture.chain("https://example.org/a")
    #expect(try again.next() == Credential(username: "ann", password: "p@ss"))
    #expect(again.source == "credential helper \"store\"")
    again.reject()
    #expect(fixture.folder.read(".git-credentials") == "")
  }

  @Test("No program of git's is started for its own helpers, by whatever name")
  func native() throws {
    var fixture = try CredentialFixture()
    for name in ["git", "git-credential-store", "git-credential-cache"] {
      _ = try fixture.folder.script("bin/\(name)", "echo started >> '\(fixture.folder("calls"))'")
    }
    try fixture.folder.write("https://ann:x@example.org\n", to: ".git-credentials")
    for helper in ["store", "/usr/lib/git-core/git-credential-store", "cache --timeout 5"] {
      fixture.set([("credential.helper", helper)])
      let chain = fixture.chain("https://example.org/a")
      #expect((try chain.next() == nil) == helper.hasPrefix("cache"))
      chain.approve()
      chain.reject()
      try fixture.folder.write("https://ann:x@example.org\n", to: ".git-credentials")
    }
    #expect(fixture.calls().isEmpty)
    fixture.set([("credential.helper", "store --nonsense"), ("credential.helper", "store --file")])
    let chain = fixture.chain("https://example.org/a")
    #expect(try chain.next() == nil)
    #expect(chain.tried.contains("credential helper \"store\": it has an unknown option"))
    #expect(chain.tried.contains("credential helper \"store\": its option --file has no value"))
  }

  @Test("Random files do no harm, and what is not for us stays in them")
  func fuzz() throws {
    let folder = try TemporaryFolder()
    let pieces = [
      "https://", "http://", "ann", ":", "@", "example.org", "/", "%", "%0a", "%00", "\n", "\r",
      "\u{0}", "?", "#", "é", "x", "://", "[::1]", " ",
    ]
    var random = SystemRandomNumberGenerator()
    let store = CredentialStoreFile(paths: [folder("f")], lockMilliseconds: 0)
    let record = CredentialRecord(
      scheme: "https", host: "example.org", username: "ann", password: "x")
    for _ in 0..<300 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<40, using: &random) {
        bytes += Array((pieces.randomElement(using: &random) ?? "").utf8)
        if Int.random(in: 0..<8, using: &random) == 0 { bytes.append(.random(in: 0...255)) }
      }
      try LocalFile.write(bytes, to: folder("f"), durable: false)
      _ = try store.run(.store, record)
      let output = try store.run(.get, record).output
      #expect(output == Array("username=ann\npassword=x\n".utf8))
      _ = try store.run(.erase, record)
      #expect(try store.run(.get, record).output.isEmpty)
    }
  }
}
