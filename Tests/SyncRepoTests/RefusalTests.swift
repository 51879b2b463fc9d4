import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

@Suite("What cannot be synchronised says why")
struct RefusalTests {
  @Test("A remote that is not there, or is no repository, leaves no half clone")
  func missingRemote() async throws {
    let fixture = try SyncFixture()
    try fixture.folder.write("x", to: "plain/file")
    for address in [fixture.folder("nowhere.git"), fixture.folder("plain"), "file:///nowhere"] {
      let error = try await syncError {
        _ = try await SyncRepository.clone(
          from: address, to: fixture.folder("desk"),
          configuration: SyncFixture.configuration("desk"))
      }
      #expect(error.kind == .remoteUnreachable)
      #expect(error.description.contains("git init --bare"))
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path).sorted()
    #expect(left == ["plain", "remote.git"])
  }

  @Test("A remote that goes away keeps the commit here, and takes it when it is back")
  func vanishedRemote() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    try FileManager.default.moveItem(atPath: fixture.remote, toPath: fixture.folder("away"))
    let error = try await syncError {
      _ = try await desk.synchronize([write("tasks/desk-1.md", "two\n")])
    }
    #expect(error.kind == .remoteUnreachable)
    #expect(try await desk.read("tasks/desk-1.md") == Array("two\n".utf8))
    try FileManager.default.moveItem(atPath: fixture.folder("away"), toPath: fixture.remote)
    #expect(try await desk.synchronize().pushed)
    #expect(try fixture.remoteFile("tasks/desk-1.md") == "two")
  }

  @Test("A remote that was made anew and empty gets everything again")
  func emptiedRemote() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    try FileManager.default.removeItem(atPath: fixture.remote)
    try Git.bare(at: fixture.remote)
    _ = try await desk.synchronize()
    #expect(try fixture.remoteFile("tasks/desk-1.md") == "one")
  }

  @Test("A checked-out branch is not pushed to, as git refuses it")
  func checkedOut() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let person = try fixture.personsClone()
    let other = try await SyncRepository.clone(
      from: person, to: fixture.folder("other"), configuration: SyncFixture.configuration("other"))
    let error = try await syncError {
      _ = try await other.synchronize([write("tasks/other-1.md", "x\n")])
    }
    #expect(error.kind == .rejected && error.description.contains("--bare"))
    try Git.expectClean(person)
  }

  @Test("Bare, shallow and detached clones are refused with the way out")
  func unsupported() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    for number in 1...3 {
      _ = try await desk.synchronize([write("tasks/desk-1.md", "\(number)\n")])
    }
    try Git.run(
      in: fixture.folder.path, "clone", "--quiet", "--depth=1", "file://\(fixture.remote)",
      "shallow")
    let detached = try fixture.personsClone()
    try Git.run(in: detached, "checkout", "--quiet", "--detach")
    for (path, word) in [
      (fixture.remote, "bare"), (fixture.folder("shallow"), "--unshallow"), (detached, "switch"),
    ] {
      let error = try await syncError {
        _ = try await SyncRepository.open(
          at: path, configuration: SyncFixture.configuration("desk"))
      }
      #expect(error.kind == .unsupported && error.description.contains(word))
    }
    let missing = try await syncError {
      _ = try await SyncRepository.open(
        at: fixture.folder("none"), configuration: SyncFixture.configuration("desk"))
    }
    #expect(missing.kind == .notARepository)
  }

  @Test(
    "Paths that lead astray are refused before anything is written",
    arguments: [
      "", "/etc/passwd", "tasks/../x", "tasks//x", ".git/config", "tasks/.GIT/x", "tasks/a\nb",
      "tasks\\x", "a/./b", "tasks/\u{202E}x",
    ])
  func paths(path: String) async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    let error = try await syncError { try await desk.commit([write(path, "x")], message: "x") }
    #expect(error.kind == .invalidPath)
    #expect(try await desk.list("tasks").isEmpty)
  }

  @Test("Symbolic links and oversized files in the repository are not read")
  func untrusted() async throws {
    let fixture = try SyncFixture()
    let desk = try await fixture.clone("desk")
    _ = try await desk.synchronize([write("tasks/desk-1.md", "one\n")])
    let person = try fixture.personsClone()
    try FileManager.default.createSymbolicLink(
      atPath: person + "/tasks/link.md", withDestinationPath: "/etc/passwd")
    try Git.run(in: person, "add", ".")
    try Git.run(in: person, "commit", "--quiet", "-m", "A link")
    try Git.run(in: person, "push", "--quiet")
    _ = try await desk.synchronize()
    let link = try await syncError { _ = try await desk.read("tasks/link.md") }
    #expect(link.kind == .unreadable)
    let large = try await syncError { _ = try await desk.read("tasks/desk-1.md", limit: 2) }
    #expect(large.kind == .unreadable)
    #expect(try await desk.list("tasks").filter(\.isSymbolicLink).map(\.path) == ["tasks/link.md"])
  }

  @Test("Addresses are told apart as git does, and never show a password")
  func addresses() {
    let cases: [(String, RemoteAddress.Transport, String)] = [
      ("/srv/x.git", .local, "/srv/x.git"), ("./a:b", .local, "./a:b"),
      ("file:///srv/a%20b", .local, "file:///srv/a%20b"),
      ("git@host:x.git", .ssh, "git@host:x.git"), ("host:x", .ssh, "host:x"),
      ("ssh://git@host/x", .ssh, "ssh://git@host/x"), ("git+ssh://h/x", .ssh, "git+ssh://h/x"),
      ("https://ann:secret@host/x", .http, "https://host/x"),
      ("https://tok@host/x", .http, "https://host/x"), ("git://h/x", .git, "git://h/x"),
      ("ftp://h/x", .other("ftp"), "ftp://h/x"),
    ]
    for (text, transport, shown) in cases {
      let address = RemoteAddress(text)
      #expect(address.transport == transport)
      #expect(address.description == shown)
    }
    #expect(RemoteAddress("file:///srv/a%20b").localPath == "/srv/a b")
    #expect(RemoteAddress("file://localhost/srv").localPath == "/srv")
  }
}
