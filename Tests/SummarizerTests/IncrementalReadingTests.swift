import Foundation
import TestSupport
import Testing

@testable import ClaudeCode
@testable import Summarizer

/// The set of sessions, each read again and again while it grows.
///
/// Whatever was added, cut off or put in its place, the digest is that of a reading of the whole file.
@Suite struct IncrementalReadingTests {
  /// All of a conversation, and a part of it.
  private static let limits = [
    TranscriptLimits(keptBytes: 0),
    TranscriptLimits(wholeBytes: 0, selectedBytes: 9_000, keptBytes: 0),
  ]

  private struct Place {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("reading-\(UUID().uuidString)")
    var path: String { folder.appendingPathComponent("a.jsonl").path }

    func index(_ number: Int) -> String {
      folder.appendingPathComponent("\(number).index").path
    }

    init() throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    }

    func write(_ bytes: some Sequence<UInt8>) throws {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    func append(_ bytes: some Sequence<UInt8>) throws {
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.seekToEnd()
      try file.write(contentsOf: Data(bytes))
      try file.close()
    }

    func truncate(to size: Int) throws {
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.truncate(atOffset: UInt64(size))
      try file.close()
    }

    /// Reads with the index of each of the limits, and compares with readings without one.
    func compare(_ name: String) throws {
      for (number, limits) in IncrementalReadingTests.limits.enumerated() {
        let reader = TranscriptReader(limits: limits)
        let conversation = try reader.read(path: path, index: index(number))
        let whole = try reader.read(path: path)
        #expect(conversation == whole, "\(name)")
        let digest = Self.digest(conversation)
        #expect(digest.text == Self.digest(whole).text, "\(name)")
      }
    }

    private static func digest(_ conversation: Conversation) -> Digest {
      Digest(conversation: conversation, project: ProjectFacts(name: "api"), home: "/home/dev")
    }
  }

  private static func sessions() throws -> [(name: String, bytes: [UInt8])] {
    let folder = try #require(Bundle.module.url(forResource: "Sessions", withExtension: nil))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".jsonl") }.sorted()
    return try names.map { name in
      (name, Array(try Data(contentsOf: folder.appendingPathComponent(name))))
    }
  }

  @Test func `a session that grows`() throws {
    var random = RepeatableGenerator(seed: 1)
    for (name, bytes) in try Self.sessions() {
      let place = try Place()
      defer { try? FileManager.default.removeItem(at: place.folder) }
      // In the middle of lines, too.
      var cuts = (0..<3).map { _ in Int.random(in: 0...bytes.count, using: &random) }.sorted()
      cuts.append(bytes.count)
      try place.write([])
      var start = 0
      for end in cuts {
        try place.append(bytes[start..<end])
        try place.compare(name)
        start = end
      }
      for number in Self.limits.indices {
        #expect(FileManager.default.fileExists(atPath: place.index(number)))
      }
    }
  }

  @Test func `a session that grows at random`() throws {
    var random = SeededGenerator(for: "appends")
    let sessions = try Self.sessions()
    for _ in 0..<24 {
      let place = try Place()
      defer { try? FileManager.default.removeItem(at: place.folder) }
      try place.write([])
      // Also of several sessions, one behind the other, with their lines in another order.
      for (name, bytes) in sessions.shuffled(using: &random).prefix(
        Int.random(in: 1...2, using: &random))
      {
        var bytes = bytes
        if Int.random(in: 0..<4, using: &random) == 0 {
          let lines = bytes.split(separator: 0x0A).shuffled(using: &random)
          bytes = Array(lines.joined(separator: [0x0A])) + [0x0A]
        }
        var start = 0
        while start < bytes.count {
          let end = min(
            bytes.count, start + Int.random(in: 1...max(bytes.count / 6, 1), using: &random))
          try place.append(bytes[start..<end])
          try place.compare(name)
          start = end
        }
      }
    }
  }

  @Test func `a session of very many lines`() throws {
    let place = try Place()
    defer { try? FileManager.default.removeItem(at: place.folder) }
    try place.write([])
    var lines = 0
    // More at a time than the index has room for, and fewer.
    for count in [20, 6_000, 10, 10] {
      let text = (lines..<lines + count).map { number in
        let parent = number > 0 ? "\"00000000-52c7-4d1a-8e6b-\(digits(number - 1))\"" : "null"
        return """
          {"parentUuid":\(parent),"type":"user","message":{"role":"user","content":"part \(number)"},\
          "uuid":"00000000-52c7-4d1a-8e6b-\(digits(number))"}

          """
      }
      try place.append(Array(text.joined().utf8))
      try place.compare("\(count) lines")
      lines += count
    }
  }

  private func digits(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 12 - digits.count) + digits
  }

  @Test func `a session that grows by lines`() throws {
    let names = ["compaction-en", "escaped", "queued", "rewound", "turned-back"]
    let sessions = try Self.sessions().filter { names.contains(String($0.name.dropLast(6))) }
    #expect(sessions.count == names.count)
    for (name, bytes) in sessions {
      let place = try Place()
      defer { try? FileManager.default.removeItem(at: place.folder) }
      try place.write([])
      for line in bytes.split(separator: 0x0A) {
        try place.append(Array(line) + [0x0A])
        try place.compare(name)
      }
    }
  }

  @Test func `a session that is cut off, replaced, or followed by another one`() throws {
    var random = RepeatableGenerator(seed: 2)
    let sessions = try Self.sessions()
    for (number, (name, bytes)) in sessions.enumerated() where number.isMultiple(of: 2) {
      let place = try Place()
      defer { try? FileManager.default.removeItem(at: place.folder) }
      try place.write(bytes)
      try place.compare(name)
      try place.truncate(to: Int.random(in: 0...bytes.count, using: &random))
      try place.compare(name)
      try place.append(bytes.suffix(bytes.count / 2))
      try place.compare(name)
      let other = sessions[(number + 1) % sessions.count].bytes
      try place.append(other)
      try place.compare(name)
      try FileManager.default.removeItem(atPath: place.path)
      try place.write(other)
      try place.compare(name)
    }
  }
}
