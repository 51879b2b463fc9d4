import ClaudeCode
import Foundation
import Testing

@testable import Summarizer

/// The set of sessions in `Sessions`, each with the facts that a successor needs.
///
/// The real Claude Code wrote them, driven by `scripts/sessions/make.py`.
@Suite struct SessionSetTests {
  private let sessions: [MadeSession]

  init() throws {
    // What a session carries on is no part of its transcript; `scripts/sessions/measure.py` has all of it.
    sessions = try MadeSession.all().filter { $0.after == nil }
  }

  @Test func `holds sessions of every kind, in English and Chinese`() {
    #expect(sessions.count >= 48)
    #expect(sessions.allSatisfy { !$0.facts.isEmpty })
    #expect(sessions.count { $0.twin != nil } >= 11)
  }

  // Raise these floors with the shares; they never go down.
  @Test func `keeps the share of facts that it kept before`() throws {
    var lost: [String] = []
    func share(_ name: String, _ text: (MadeSession) throws -> String) throws -> Double {
      var found = 0
      for session in sessions {
        let missing = session.missing(in: try text(session))
        found += session.facts.count - missing.count
        lost += missing.map { "\(name), \(session.name): \($0)" }
      }
      return Double(found) / Double(sessions.reduce(0) { $0 + $1.facts.count })
    }
    let digest = try share("digest") { try $0.digest().text }
    let extract = try share("model-free") { try $0.modelFree() }
    #expect(digest >= 0.97, "\(digest): \(lost.joined(separator: "\n"))")
    #expect(extract >= 0.96, "\(extract): \(lost.joined(separator: "\n"))")
  }

  @Test func `keeps as much of a Chinese session as of its English twin`() throws {
    for english in sessions {
      guard let twin = english.twin, let chinese = sessions.first(where: { $0.name == twin }) else {
        continue
      }
      #expect(chinese.facts.count == english.facts.count, "\(twin)")
      let pairs = [
        (try english.digest().text, try chinese.digest().text),
        (try english.modelFree(), try chinese.modelFree()),
      ]
      for (ours, theirs) in pairs {
        let missing = chinese.missing(in: theirs)
        #expect(missing.count <= english.missing(in: ours).count, "\(twin): \(missing)")
      }
    }
  }
}

/// A session of the set.
private struct MadeSession: Decodable {
  /// A text that a successor needs; one of its forms is enough.
  struct Fact: Decodable {
    var kind: String
    var any: [String]
  }

  var name: String
  var project: String
  var facts: [Fact]
  /// The sessions that it carries on, oldest first.
  var after: [String]?

  /// The name of the same session in Chinese, if this is the English one of two.
  var twin: String? { name.hasSuffix("-en") ? name.dropLast(2) + "zh" : nil }

  static func all() throws -> [MadeSession] {
    let file = Bundle.module.url(forResource: "Sessions/facts", withExtension: "json")
    return try JSONDecoder().decode([Self].self, from: Data(contentsOf: #require(file)))
  }

  func digest() throws -> Digest {
    let file = Bundle.module.url(forResource: "Sessions/\(name)", withExtension: "jsonl")
    let conversation = try TranscriptReader().read(path: #require(file).path)
    let facts = ProjectFacts(name: project, folder: "~/src/\(project)")
    return Digest(conversation: conversation, project: facts, home: "/home/dev")
  }

  func modelFree() throws -> String {
    let summary = ExtractSummarizer().summarize(try digest())
    return Section.allCases.map { summary[$0] }.joined(separator: "\n")
  }

  /// Returns the facts that do not stand in a text, whatever its marks and line ends.
  func missing(in text: String) -> [String] {
    let whole = Self.plain(text)
    return facts.filter { fact in !fact.any.contains { whole.contains(Self.plain($0)) } }
      .map { "\($0.kind) \($0.any[0])" }
  }

  private static func plain(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      line.drop { $0.isWhitespace || ">│-*".contains($0) }
    }
    return lines.joined(separator: " ").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }
}
