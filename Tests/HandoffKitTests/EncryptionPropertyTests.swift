import AgeFormat
import Foundation
import Platform
import SnapshotStore
import SyncRepo
import TestSupport
import Testing

@testable import HandoffKit

@Suite("Machines join, are removed and write in any order")
struct EncryptionPropertyTests {
  static let names = ["desk", "laptop", "studio"]

  /// What each machine had been told of when it wrote a file: who reads it is told by this.
  struct Written {
    let bytes: [UInt8]
    let removed: Set<String>
    let writer: String
  }

  @Test("Nobody reads what was written by who knew of the removal; members agree in the end")
  func random() async throws {
    var generator = SeededGenerator(for: "membership")
    let fixture = try EncryptionFixture()
    try await fixture.start("desk", .encrypt(passphrase: nil))
    var started: Set = ["desk"]
    var open: [String] = []
    var written: [Written] = []
    var count = 0
    for _ in 0..<45 {
      let machine = Self.names.randomElement(using: &generator) ?? "desk"
      let other = Self.names.randomElement(using: &generator) ?? "desk"
      guard started.contains(machine) else {
        guard let code = open.popLast() else { continue }
        try await fixture.start(machine, .join(code: code))
        started.insert(machine)
        continue
      }
      let isMember = try await fixture.list(machine).repository.vault?.isMember == true
      switch Int.random(in: 0..<8, using: &generator) {
      case 0, 1:
        if isMember {
          open.append(try await fixture.invite(machine))
        } else if let code = open.popLast() {
          _ = try? await Initialization(fixture.kit.context(machine)).enter(.join(code: code))
        }
      case 2:
        guard isMember, machine != other, let name = MachineName(other) else { continue }
        // It may not be a member, as far as this one knows.
        _ = try? await fixture.list(machine).repository.groupPass?.remove(name)
      case 3, 4, 5:
        guard isMember else { continue }
        count += 1
        let id = try await fixture.write("Task \(count)", machine, sequence: count)
        let list = try await fixture.list(machine)
        let bytes = try #require(try await list.store.repo.read(id.sealedPath))
        let removed = list.repository.vault?.state.book.map { book in
          book.removed.subtracting(book.members.values)
        }
        written.append(Written(bytes: bytes, removed: removed ?? [], writer: machine))
      default: try await fixture.sync(machine)
      }
    }
    for _ in 0..<3 {
      for machine in Self.names where started.contains(machine) { try await fixture.sync(machine) }
    }
    let keys = try started.map { ($0, try fixture.key($0)) }
    for file in written {
      for (name, key) in keys where file.removed.contains(key.recipient.text) {
        #expect(!fixture.opens(file.bytes, key), "\(name) reads what \(file.writer) wrote")
      }
    }
    try await expectAgreement(fixture, started)
  }

  /// Those who count each other among the members have one secret, and read the same.
  private func expectAgreement(_ fixture: EncryptionFixture, _ started: Set<String>) async throws {
    var states: [String: (book: GroupBook, listed: [String])] = [:]
    for machine in started {
      let list = try await fixture.list(machine)
      guard list.repository.vault?.isMember == true, let book = list.repository.vault?.state.book
      else { continue }
      let all = try await list.store.list().filter { stored in
        stored.machine.map { book.members[$0] != nil } == true
      }
      states[machine] = (book, all.compactMap { $0.header?.title }.sorted())
    }
    for (one, first) in states {
      for (other, second) in states where one < other {
        guard first.book.members[other] != nil, second.book.members[one] != nil else { continue }
        #expect(first.book.secret == second.book.secret, "\(one) and \(other)")
        #expect(first.listed == second.listed, "\(one) and \(other)")
      }
    }
  }

  @Test("Facts are the same in whatever order they come, and forged ones do not count")
  func facts() throws {
    func epoch(_ members: [String: String]) -> GroupBook.Epoch {
      GroupBook.Epoch(secret: Hex.text(SecureRandom.bytes(32)), members: members)
    }
    var start = GroupBook(beginning: epoch(["a": "A", "b": "B", "c": "C", "d": "D"]))
    var (one, two) = (start, start)
    one.remove(["C"])
    two.join("e", "E")
    two.remove(["D"])
    two.join("f", "F")
    var three = start
    three.join("g", "G")
    let books = [one, two, three]
    var results: Set<GroupBook> = []
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]] {
      var book = start
      for index in order { book.merge(books[index]) }
      for index in order { book.merge(books[index]) }
      results.insert(book)
    }
    let book = try #require(results.first)
    #expect(results.count == 1)
    // Who joined while somebody removed another is let in once more by who has let it in.
    #expect(book.members == ["a": "A", "b": "B"])
    #expect(book.secret != one.secret && book.secret != two.secret)

    var stranger = GroupBook(beginning: epoch(["a": "A", "x": "X"]))
    stranger.join("x", "X")
    stranger.remove(["A"])
    let before = start
    #expect(!start.merge(stranger) && start == before)
    // Whoever was removed knows the secret of before, and nothing that follows from it alone.
    var removed = before
    removed.join("x", "X")
    var present = one
    present.merge(removed)
    #expect(present.members == one.members && present.secret == one.secret)
    removed.remove(["A"])
    present.merge(removed)
    #expect(present.members["x"] == nil && present.secret != removed.secret)
  }

  @Test("Codes are typed as people type them")
  func codes() throws {
    for _ in 0..<200 {
      let code = InvitationCode.random()
      #expect(code.text.utf8.count == 19 && InvitationCode(code.text) == code)
      #expect(InvitationCode(code.text.lowercased().replacing("-", with: " ")) == code)
      let typed = code.text.replacing("0", with: "o").replacing("1", with: "l")
      #expect(InvitationCode(typed) == code)
    }
    for text in ["", "7F2K", "7F2K-9QXM-3T8B-W5CU", "7F2K-9QXM-3T8B-W5CZ-0"] {
      #expect(InvitationCode(text) == nil)
    }
  }
}
