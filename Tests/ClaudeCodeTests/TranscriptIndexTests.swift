import Foundation
import Platform
import Testing

@testable import ClaudeCode

/// A transcript that is read again and again beside the index that is kept of it.
///
/// Whatever happens to either, the reading is that of a reader without an index.
@Suite struct TranscriptIndexTests {
  struct Place {
    let folder: ScratchFolder
    var path: String { folder("a.jsonl") }
    var index: String { folder("a.index") }

    init() throws { folder = try ScratchFolder() }

    func write(_ text: String) throws { _ = try folder.write(text, to: "a.jsonl") }

    /// Adds to the file in place.
    func append(_ text: String) throws {
      try LocalFile.append(Array(text.utf8), to: path)
    }

    /// Reads with the index, and compares with a reading without one.
    func read(_ source: SourceLocation = #_sourceLocation) throws -> [String] {
      let limits = TranscriptLimits(keptBytes: 0)
      let conversation = try TranscriptReader(limits: limits).read(path: path, index: index)
      let alone = try TranscriptReader(limits: limits).read(path: path)
      #expect(conversation == alone, sourceLocation: source)
      return (conversation.earlier + conversation.events).map(\.short)
    }

    /// The bytes of the index that tell how far it reaches.
    func covered() throws -> Int {
      let bytes = try LocalFile.read(index)
      return (0..<8).reduce(0) { $0 | Int(bytes[40 + $1]) << ($1 * 8) }
    }
  }

  static func script() -> TranscriptScript {
    var script = TranscriptScript()
    script.raw(#"{"type":"custom-title","customTitle":"Early"}"#)
    script.prompt("p1", parent: .none)
    script.answer("a1")
    script.prompt("p2")
    script.answer("a2")
    return script
  }

  @Test func onlyWhatWasAddedIsReadAgain() throws {
    let place = try Place()
    var script = Self.script()
    try place.write(script.text)
    #expect(try place.read() == ["P:p1", "A:a1", "P:p2", "A:a2"])
    let before = script.text.utf8.count
    #expect(try place.covered() == before)
    script.prompt("p3")
    try place.append(script.text.dropFirst(before).description)
    #expect(try place.read() == ["P:p1", "A:a1", "P:p2", "A:a2", "P:p3"])
    #expect(try place.covered() == script.text.utf8.count)
  }

  /// A line that was changed between what the index knows the file by is not looked at again.
  @Test func whatIsKnownIsNotReadAgain() throws {
    let place = try Place()
    let title = #"{"type":"custom-title","customTitle":"Late"}"#
    let filler = String(repeating: "y", count: 5_000)
    var script = TranscriptScript()
    script.prompt("p1", filler, parent: .none)
    let offset = script.text.utf8.count
    script.raw("{" + String(repeating: " ", count: title.utf8.count - 2) + "}")
    script.prompt("p2", filler)
    try place.write(script.text)
    _ = try place.read()
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: place.path))
    try file.seek(toOffset: UInt64(offset))
    try file.write(contentsOf: Data(title.utf8))
    let reader = TranscriptReader(limits: TranscriptLimits(keptBytes: 0))
    #expect(try reader.read(path: place.path, index: place.index).title == nil)
    #expect(try reader.read(path: place.path).title == "Late")
  }

  @Test func theIndexIsForTheOwnerAlone() throws {
    let place = try Place()
    try place.write(Self.script().text)
    _ = try place.read()
    let mode = try FileManager.default.attributesOfItem(atPath: place.index)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    let bytes = try LocalFile.read(place.index)
    for word in ["Early", "p1", "/home/dev", TranscriptScript.sessionID] {
      #expect(!String(decoding: bytes, as: UTF8.self).contains(word))
    }
    let names = LocalFile.names(in: place.folder("")).sorted()
    #expect(names == ["a.index", "a.jsonl"])
  }

  @Test func aRewoundBranchIsLeft() throws {
    let place = try Place()
    var script = Self.script()
    try place.write(script.text)
    _ = try place.read()
    let before = script.text.utf8.count
    script.prompt("other", parent: "a1")
    try place.append(script.text.dropFirst(before).description)
    #expect(try place.read() == ["P:p1", "A:a1", "P:other"])
  }

  /// A place of a parent whose highest bit was flipped on the disk.
  @Test(arguments: [0x80, 0x00] as [UInt8])
  func aPlaceOutOfAllBoundsIsRefused(_ highest: UInt8) throws {
    let place = try Place()
    let bytes = (0..<TranscriptIndex.entryBytes).map { offset -> UInt8 in
      offset == 15 ? highest : (36..<40).contains(offset) ? 1 : 0
    }
    try LocalFile.write(bytes, to: place.index)
    let stored = try OpenFile(place.index, flags: O_RDONLY)
    let index = TranscriptIndex(
      limit: 8, count: 1, dropped: 0, covered: 100, in: stored, at: 0)
    let isRefused = index == nil
    #expect(isRefused == (highest != 0))
    // A file that is shorter than it says.
    let short = TranscriptIndex(limit: 8, count: 2, dropped: 0, covered: 100, in: stored, at: 0)
    let isShort = short == nil
    #expect(isShort)
  }

  @Test func aCompactionDivides() throws {
    let place = try Place()
    var script = Self.script()
    try place.write(script.text)
    _ = try place.read()
    let before = script.text.utf8.count
    script.compact("1", after: "a2")
    script.prompt("p3")
    try place.append(script.text.dropFirst(before).description)
    #expect(try place.read().last == "P:p3")
    let reader = TranscriptReader(limits: TranscriptLimits(keptBytes: 0))
    let conversation = try reader.read(path: place.path, index: place.index)
    #expect(conversation.compactSummary == "summary 1")
    #expect(conversation.earlier.count == 4)
  }

  @Test func parallelResultsFindTheirCalls() throws {
    let place = try Place()
    var script = Self.script()
    script.call("c1", id: "m")
    script.call("c2", id: "m")
    try place.write(script.text)
    _ = try place.read()
    for step in 0..<3 {
      let before = script.text.utf8.count
      switch step {
      case 0: script.result("r2", of: "c2", parent: "c2")
      case 1: script.result("r1", of: "c1", parent: "c1")
      default: script.answer("after", parent: "r1")
      }
      try place.append(script.text.dropFirst(before).description)
      _ = try place.read()
    }
    #expect(try place.read().suffix(3) == ["T:Bash=r1", "T:Bash=r2", "A:after"])
  }

  @Test func aLineThatIsBeingWrittenIsNotKept() throws {
    let place = try Place()
    var script = Self.script()
    let before = script.text.utf8.count
    script.prompt("p3")
    let added = Array(script.text.utf8)[before...]
    for length in stride(from: 0, to: added.count, by: 23) {
      try place.write(String(decoding: script.text.utf8.prefix(before), as: UTF8.self))
      try place.append(String(decoding: added.prefix(length), as: UTF8.self))
      #expect(try place.read().count == 4)
      #expect(try place.covered() == before)
      try place.append(String(decoding: added.dropFirst(length), as: UTF8.self))
      #expect(try place.read().last == "P:p3")
    }
    // Whole but for its line feed, it counts and is not kept.
    try place.write(String(script.text.dropLast()))
    #expect(try place.read().last == "P:p3")
    #expect(try place.covered() == before)
  }

  @Test func aFileThatWasReplacedIsReadAnew() throws {
    let place = try Place()
    var script = Self.script()
    try place.write(script.text)
    _ = try place.read()
    // Another file, shorter, longer, and one that begins with a copy of the history.
    var other = TranscriptScript()
    other.prompt("x", parent: .none)
    for text in [other.text, script.text + other.text, script.text] {
      try LocalFile.write(Array(text.utf8), to: place.path)
      _ = try place.read()
      #expect(try place.covered() == text.utf8.count)
    }
    script.prompt("forked")
    try LocalFile.write(Array(script.text.utf8), to: place.path)
    #expect(try place.read().last == "P:forked")
  }

  @Test func aFileThatWasCutOffOrRewrittenInPlaceIsReadAnew() throws {
    let place = try Place()
    let script = Self.script()
    try place.write(script.text)
    _ = try place.read()
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: place.path))
    let short = script.lines.dropLast().map { $0.utf8.count + 1 }.reduce(0, +)
    try file.truncate(atOffset: UInt64(short))
    #expect(try place.read() == ["P:p1", "A:a1", "P:p2"])
    #expect(try place.covered() == short)
    var other = TranscriptScript()
    for number in 0..<9 { other.prompt("x\(number)", parent: .last) }
    try file.truncate(atOffset: 0)
    try file.seek(toOffset: 0)
    try file.write(contentsOf: Data(other.text.utf8))
    #expect(try place.read().first == "P:x0")
  }

  /// Beginning and end are what they were, and the lines between lie elsewhere.
  @Test func aFileThatWasChangedInTheMiddleIsReadAnew() throws {
    let place = try Place()
    var script = TranscriptScript()
    let filler = String(repeating: "y", count: 5_000)
    script.prompt("p1", filler, parent: .none)
    script.prompt("q1", "short")
    script.prompt("q2", "longer by far")
    script.prompt("p2", filler)
    try place.write(script.text)
    _ = try place.read()
    let text = [script.lines[0], script.lines[2], script.lines[1], script.lines[3]]
      .map { $0 + "\n" }.joined()
    #expect(text.utf8.count == script.text.utf8.count)
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: place.path))
    try file.write(contentsOf: Data(text.utf8))
    #expect(try place.read().count == 4)
  }

  @Test func aBrokenIndexIsMadeAnew() throws {
    let place = try Place()
    var script = Self.script()
    try place.write(script.text)
    _ = try place.read()
    let whole = try LocalFile.read(place.index)
    var random = SeededGenerator(seed: 11)
    for round in 0..<60 {
      var bytes = whole
      if round.isMultiple(of: 3) {
        bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
      } else {
        for _ in 0..<3 {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
            in: 0...255, using: &random)
        }
      }
      try LocalFile.write(bytes, to: place.index)
      let limits = TranscriptLimits(keptBytes: 0)
      _ = try TranscriptReader(limits: limits).read(path: place.path, index: place.index)
    }
    try LocalFile.write([], to: place.index)
    #expect(try place.read().count == 4)
    try LocalFile.remove(place.index)
    try FileManager.default.createDirectory(
      atPath: place.index, withIntermediateDirectories: false)
    script.prompt("p3")
    try place.write(script.text)
    #expect(try place.read().count == 5)
  }

  /// Trees of any form, added to in pieces of any size.
  @Test func piecesAreReadAsTheWhole() throws {
    var random = SeededGenerator(seed: 12)
    for _ in 0..<40 {
      let place = try Place()
      var script = TranscriptScript()
      try place.write("")
      for number in 0..<24 {
        func name() -> String { "n\(Int.random(in: 0...26, using: &random))" }
        let isRoot = Int.random(in: 0...9, using: &random) == 0
        let parent = isRoot ? .none : TranscriptScript.Parent(name: name())
        // Now and then a line has the identifier of another one.
        let own = Int.random(in: 0...7, using: &random) == 0 ? name() : "n\(number)"
        let before = script.text.utf8.count
        switch Int.random(in: 0...4, using: &random) {
        case 0, 1: script.prompt(own, parent: parent)
        case 2: script.answer(own, id: name(), parent: parent)
        case 3: script.call(own, id: name(), parent: parent)
        default: script.result(own, of: name(), parent: parent)
        }
        try place.append(script.text.dropFirst(before).description)
        if Bool.random(using: &random) { _ = try place.read() }
      }
      _ = try place.read()
    }
  }

  @Test func theOldestLinesGoFromAnIndexThatIsKept() throws {
    let place = try Place()
    let limits = TranscriptLimits(keptBytes: 0, indexedLines: 80)
    var script = TranscriptScript()
    script.prompt("p", parent: .none)
    try place.write(script.text)
    for number in 0..<60 {
      let before = script.text.utf8.count
      for part in 0..<5 { script.answer("a\(number).\(part)") }
      try place.append(script.text.dropFirst(before).description)
      let reader = TranscriptReader(limits: limits)
      let conversation = try reader.read(path: place.path, index: place.index)
      let count = conversation.events.count
      #expect(count == min(1 + 5 * (number + 1), count) && count <= 90)
      #expect(count + conversation.reading.droppedLines == 1 + 5 * (number + 1))
      #expect(conversation.events.last?.short == "A:a\(number).4")
    }
  }
}
