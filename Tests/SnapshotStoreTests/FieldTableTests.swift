import Foundation
import Testing

@testable import SnapshotStore

@Suite("The table of fields")
struct FieldTableTests {
  static let id = SnapshotFormatTests.id

  /// A header in which every field of the table has a value of its own.
  static func full() -> SnapshotHeader {
    var header = SnapshotHeader(title: "", updated: Date(timeIntervalSince1970: 0))
    for (index, field) in SnapshotHeader.fields.enumerated() {
      switch field.property {
      case .text(let path): header[keyPath: path] = "Text \(index)"
      case .time(let path):
        header[keyPath: path] = Date(timeIntervalSince1970: 1_776_417_123 + Double(index))
      case .number(let path): header[keyPath: path] = index + 1
      }
    }
    header.state = .interrupted
    header.schema = SnapshotHeader.schema
    header.machine = id.machine.rawValue
    header.sessionID = id.session.rawValue
    return header
  }

  @Test("Every property has its row, and every row is written, read, and remembered")
  func roundTrip() throws {
    let header = Self.full()
    var snapshot = Snapshot(title: "", updated: .now, body: SnapshotBody(sections: [:]))
    snapshot.header = header
    let names = header.values.map(\.name)
    #expect(names == SnapshotHeader.fieldNames && Set(names).count == names.count)
    // All but the fields that nobody knows, and the word that only a newer version knows.
    #expect(Mirror(reflecting: header).children.count == names.count + 2)

    let bytes = snapshot.serialized(as: Self.id)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[1...names.count].map { String($0.prefix { $0 != ":" }) } == names)
    let again = try Snapshot(parsing: bytes)
    #expect(again.header == header && again.unknownFields.isEmpty)
    #expect(try SnapshotHeader(parsing: bytes) == header)

    let entry = SnapshotEntry(of: bytes)
    #expect(entry.content == .header(header))
    #expect(SnapshotEntry(packed: entry.packed[...]) == entry)
  }

  @Test("A field without a value is not written")
  func absent() throws {
    let snapshot = Snapshot(
      title: "T", updated: Date(timeIntervalSince1970: 0), body: SnapshotBody(sections: [:]))
    let text = String(decoding: snapshot.serialized(as: Self.id), as: UTF8.self)
    #expect(
      text.hasPrefix(
        """
        ---
        schema: 1
        title: T
        machine: linux-desktop
        session_id: 5a9095d0-3924-4b4e-8cb1-000000000001
        state: active
        updated: 1970-01-01T00:00:00Z
        ---

        """))
  }

  @Test("No bytes whatever are taken for an entry, unless they are one")
  func damagedEntries() {
    let packed = SnapshotEntry(
      of: SnapshotFormatTests.full().serialized(as: Self.id)
    ).packed
    var generator = SplitMix(state: 11)
    for _ in 0..<2_000 {
      var bytes = packed
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 8..<bytes.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      _ = SnapshotEntry(packed: bytes[...])
      _ = SnapshotEntry(packed: bytes.prefix(Int.random(in: 0..<bytes.count, using: &generator)))
    }
    #expect(SnapshotEntry(packed: []) == nil)
    #expect(SnapshotEntry(packed: [UInt8](repeating: 0xFF, count: 64)[...]) == nil)
  }

  @Test("The state of a newer version stays until another one is set")
  func newerState() throws {
    let text = "---\nstate: paused\nupdated: 2026-04-17T09:12:03Z\n---\n"
    var snapshot = try Snapshot(parsing: Array(text.utf8))
    #expect(snapshot.state == .active)
    #expect(
      String(decoding: snapshot.serialized(as: Self.id), as: UTF8.self).contains(
        "\nstate: paused\n"))
    snapshot.state = .interrupted
    #expect(
      String(decoding: snapshot.serialized(as: Self.id), as: UTF8.self).contains(
        "\nstate: interrupted\n"))
    for word in ["'a: b'", "[x]", "two words", "\"\\e[31m\""] {
      let text = "---\nstate: \(word)\nupdated: 2026-04-17T09:12:03Z\n---\n"
      let snapshot = try Snapshot(parsing: Array(text.utf8))
      #expect(
        String(decoding: snapshot.serialized(as: Self.id), as: UTF8.self).contains(
          "\nstate: active\n"))
    }
  }
}
