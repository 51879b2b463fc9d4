import Foundation
import SnapshotStore
import SyncRepo
import Testing

@testable import Notes

/// A person who has notes at the server, in one repository.
private struct Person {
  let name: String
  let server: GitServer
  let log = Log()

  func clone(
    _ repository: String, computer: String, password: String = "secret",
    progressLine: ProgressLine = ProgressLine()
  ) async throws -> (Notebook, Keychain) {
    let keychain = Keychain(host: server.host, user: name, password: password)
    let notebook = try await Notebook.clone(
      from: server.address(repository), to: server.clone("\(repository)-\(computer)"),
      computer: computer, keychain: keychain, log: log, progressLine: progressLine)
    return (notebook, keychain)
  }
}

@Suite("A program that embeds both libraries")
struct NotebookTests {
  private let server: GitServer
  private let (ann, bob): (Person, Person)

  init() throws {
    server = try GitServer(["anns": ("ann", "secret"), "bobs": ("bob", "other secret")])
    (ann, bob) = (Person(name: "ann", server: server), Person(name: "bob", server: server))
  }

  @Test("Two repositories with different logins, at the same time in one process")
  func twoRepositories() async throws {
    async let annsDesk = ann.clone("anns", computer: "desk").0
    async let bobsDesk = bob.clone("bobs", computer: "desk", password: "other secret").0
    let notebooks = try await (annsDesk, bobsDesk)
    try await withThrowingTaskGroup { group in
      for number in 1...3 {
        group.addTask { _ = try await notebooks.0.write("Ann \(number)", number: number) }
        group.addTask { _ = try await notebooks.1.write("Bob \(number)", number: number) }
      }
      try await group.waitForAll()
    }
    let (laptop, _) = try await ann.clone("anns", computer: "laptop")
    let notes = try await laptop.all()
    #expect(
      notes == [
        "notes/desk-1.md": "Ann 1", "notes/desk-2.md": "Ann 2", "notes/desk-3.md": "Ann 3",
      ])
    let report = try await laptop.write("From the laptop", number: 1)
    #expect(report.pushed)
    _ = try await notebooks.0.write("Ann 4", number: 4)
    #expect(try await notebooks.0.all()["notes/laptop-1.md"] == "From the laptop")
    let bobs = try await notebooks.1.all()
    #expect(bobs.keys.sorted() == ["notes/desk-1.md", "notes/desk-2.md", "notes/desk-3.md"])
  }

  @Test("The shortest program")
  func firstNote() async throws {
    let repository = "\(server.folder.path)/anns"
    let report = try await shareFirstNote(address: repository, folder: server.clone("first"))
    #expect(report.pushed)
    let (laptop, _) = try await ann.clone("anns", computer: "laptop")
    #expect(try await laptop.all() == ["notes/desk-1.md": "Hello.\n"])
  }

  @Test("Progress comes in order, and counts what is sent and received")
  func progress() async throws {
    let (desk, _) = try await ann.clone("anns", computer: "desk")
    let line = ProgressLine()
    _ = try await desk.write("Hello", number: 1, progressLine: line)
    let phases = line.history.map(\.phase)
    #expect(phases.first == .connecting)
    #expect(phases.last == .pushing)
    // A blob, two trees and a commit.
    #expect(line.history.last?.objects == 4)
    #expect(line.history.last?.totalObjects == 4)
    let cloning = ProgressLine()
    _ = try await ann.clone("anns", computer: "laptop", progressLine: cloning)
    let last = cloning.history.last { $0.phase == .receiving }
    #expect(last?.objects == 4)
    #expect(last?.totalObjects == 4)
  }

  @Test("A task that is cancelled ends while the server is silent")
  func cancellation() async throws {
    let (connecting, mark) = AsyncStream.makeStream(of: Void.self)
    let line = ProgressLine { _ in mark.yield() }
    let task = Task { try await ann.clone("silent", computer: "desk", progressLine: line) }
    for await _ in connecting { break }
    task.cancel()
    let error = await #expect(throws: SyncError.self) { _ = try await task.value }
    #expect(error?.kind == .cancelled)
    #expect(FileManager.default.fileExists(atPath: server.clone("silent-desk")) == false)
  }

  @Test("A login that is refused has a kind and a remedy; the password is not told")
  func refusedLogin() async throws {
    let error = await #expect(throws: SyncError.self) {
      _ = try await ann.clone("anns", computer: "desk", password: "wr0ng")
    }
    let refusal = try #require(error)
    #expect(refusal.kind == .authenticationFailed)
    #expect(refusal.remedy?.kind == .giveCredential)
    #expect(Reaction(to: refusal) == .askForPassword(address: server.address("anns")))
    #expect("\(refusal)".contains("handoff") == false)
    for text in ["\(refusal)", String(reflecting: refusal), ann.log.text] {
      #expect(text.contains("wr0ng") == false)
    }
    #expect(ann.log.text.contains("credentialRefused"))
  }

  @Test("A server that is away is tried again later")
  func noServer() async throws {
    let error = await #expect(throws: SyncError.self) {
      _ = try await shareFirstNote(
        address: "http://127.0.0.1:1/anns", folder: server.clone("away"))
    }
    #expect(error.map(Reaction.init) == .tryLater)
  }

  @Test("Events name the source of a password, and never the password")
  func events() async throws {
    _ = try await ann.clone("anns", computer: "desk")
    let accepted = ann.log.text.split(separator: "\n").filter {
      $0.hasPrefix("credentialAccepted: ")
    }
    #expect(accepted.count == 1)
    #expect(accepted.first?.contains("the notes' keychain") == true)
    #expect(ann.log.text.contains("secret") == false)
  }

  @Test("Snapshots are files of a repository")
  func snapshots() async throws {
    let machine = try #require(MachineName("desk"))
    let session = try #require(SessionID("33785254-a340-4684-9d05-f25b432bddab"))
    let id = SnapshotID(machine: machine, session: session)
    let (desk, _) = try await ann.clone("anns", computer: "desk")
    let repo = desk.repo
    let snapshot = Snapshot(
      title: "Fix the clock", updated: Date(timeIntervalSince1970: 1_790_000_000),
      body: SnapshotBody(sections: [.task: "The clock is late."]))
    let store = Snapshots(repo: repo)
    try await store.write(snapshot, as: id)
    _ = try await repo.synchronize()
    let (laptop, _) = try await ann.clone("anns", computer: "laptop")
    let listed = try await Snapshots(repo: laptop.repo).list()
    #expect(listed.map(\.header?.title) == ["Fix the clock"])
    #expect(listed.map(\.machine) == ["desk"])
  }
}
