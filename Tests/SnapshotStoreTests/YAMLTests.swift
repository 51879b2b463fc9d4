import Foundation
import Testing

@testable import SnapshotStore

@Suite("YAML")
struct YAMLTests {
  /// Values as they stand in a file, the text that is read, and the way it is written again.
  static let values: [(yaml: String, text: String?, again: String?)] = [
    ("plain", "plain", "plain"), ("'it''s'", "it's", "it's"), ("\"a\\u00e9b\"", "aéb", "aéb"),
    ("two words", "two words", "two words"), ("true", "true", "'true'"), ("no", "no", "'no'"),
    ("NULL", nil, nil), ("~", nil, nil), ("", nil, nil), ("''", "", "''"), ("'~'", "~", "'~'"),
    ("12", "12", "'12'"), ("1_000", "1_000", "'1_000'"), ("0x1F", "0x1F", "'0x1F'"),
    ("0o17", "0o17", "'0o17'"), ("0b11", "0b11", "'0b11'"),
    ("190:20:30", "190:20:30", "'190:20:30'"),
    ("1:75", "1:75", "1:75"), ("1.5", "1.5", "'1.5'"), (".5e+3", ".5e+3", "'.5e+3'"),
    (".5e3", ".5e3", ".5e3"), ("1e3", "1e3", "'1e3'"), ("-.INF", "-.INF", "'-.INF'"),
    (".nan", ".nan", "'.nan'"), ("1e", "1e", "1e"), ("<<", "<<", "'<<'"), ("=", "=", "'='"),
    ("2026-04-17", "2026-04-17", "'2026-04-17'"), ("2026-4-7", "2026-4-7", "2026-4-7"),
    ("2026-4-7 1:02:03", "2026-4-7 1:02:03", "'2026-4-7 1:02:03'"),
    ("2026-04-17T09:12:03Z", "2026-04-17T09:12:03Z", "2026-04-17T09:12:03Z"),
    ("a:b", "a:b", "a:b"), ("'a: b'", "a: b", "'a: b'"), ("x #y", "x", "x"), ("x#y", "x#y", "x#y"),
    ("\"#x\"", "#x", "'#x'"), ("'- a'", "- a", "'- a'"), ("\"'\"", "'", "''''"),
    ("'\"'", "\"", "'\"'"), ("|\n  one\n  two", "one\ntwo\n", "one two"),
    (">-\n  one\n  two", "one two", "one two"), ("one\n  two", "one two", "one two"),
    ("认证中间件：修复", "认证中间件：修复", "认证中间件：修复"), ("🦀 crab", "🦀 crab", "\"\\U0001F980 crab\""),
    ("a\\nb", "a\\nb", "a\\nb"), ("\"a\\tb\"", "a\tb", "a b"), ("!!str 12", "12", "'12'"),
    ("!foo bar", "bar", "bar"), ("&name bar", "bar", "bar"), ("[a, b]", nil, nil),
    ("{a: b}", nil, nil), ("\"\\uFEFFx\"", "\u{FEFF}x", "\"\\uFEFFx\""), ("-", "-", nil),
  ]

  @Test("A value is read as YAML 1.1 means it, and written so that every reader means the same")
  func scalars() throws {
    for (yaml, text, again) in Self.values where yaml != "-" {
      let file = "---\nbranch: \(yaml)\nupdated: 2026-04-17T09:12:03Z\n---\n"
      let snapshot = try Snapshot(parsing: Array(file.utf8))
      #expect(snapshot.branch == text, "\(yaml)")
      let written = String(decoding: snapshot.serialized(as: SnapshotFormatTests.id), as: UTF8.self)
      let line = written.split(separator: "\n").first { $0.hasPrefix("branch:") }
      #expect(line.map { String($0.dropFirst(8)) } == again, "\(yaml)")
    }
  }

  @Test(
    "Values that nobody here knows keep their meaning, on lines of their own where they need it")
  func unknownValues() throws {
    let file = """
      ---
      updated: 2026-04-17T09:12:03Z
      words: [a, 'b c', "d: e"]
      map: {one: 1, two: [x, {y: z}]}
      text: |
        first

        third
      empty: []
      nothing:
      tagged: !thing {a: 1}
      set: !!set {a, b}
      ? [a, key]
      : lost
      long: \(String(repeating: "word ", count: 30))
      anchored: &a [1, '2']
      ---
      """
    let snapshot = try Snapshot(parsing: Array(file.utf8))
    #expect(
      snapshot.unknownFields == [
        UnknownField(key: "words", yaml: "- a\n- 'b c'\n- \"d: e\""),
        UnknownField(key: "map", yaml: "one: 1\ntwo:\n- x\n- y: z"),
        UnknownField(key: "text", yaml: "|\n  first\n\n  third"),
        UnknownField(key: "empty", yaml: "[]"),
        UnknownField(key: "nothing", yaml: ""),
        UnknownField(key: "tagged", yaml: "!thing\na: 1"),
        UnknownField(key: "set", yaml: "!!set\na:\nb:"),
        UnknownField(
          key: "long",
          yaml: String(repeating: "word ", count: 17).dropLast() + "\n  "
            + String(repeating: "word ", count: 13).dropLast()),
        UnknownField(key: "anchored", yaml: "- 1\n- '2'"),
      ])
    let again = try Snapshot(parsing: snapshot.serialized(as: SnapshotFormatTests.id))
    #expect(again.unknownFields == snapshot.unknownFields)
  }

  @Test(
    "A collection of one member is read again",
    arguments: [
      "k: {only: b}", "k:\n  only: b", "k: [x]", "k: [{a: b}]", "k: {a: {b: c}}", "k: {a: [b]}",
      "k: {? [a] : b}", "k: !thing {a: b}", "k: !!set {a}", "k: {}", "k: 'a: b'", "k: {'': b}",
    ])
  func oneMember(_ lines: String) throws {
    let file = "---\nupdated: 2026-04-17T09:12:03Z\n\(lines)\nlast: 1\n---\n"
    let snapshot = try Snapshot(parsing: Array(file.utf8))
    let again = try Snapshot(parsing: snapshot.serialized(as: SnapshotFormatTests.id))
    #expect(again.unknownFields == snapshot.unknownFields)
    #expect(again.unknownFields.map(\.key) == ["k", "last"])
  }

  @Test("A key counts once: the same text in another type is another key, and the first is taken")
  func keys() throws {
    func read(_ lines: String) throws -> Snapshot {
      try Snapshot(parsing: Array("---\nupdated: 2026-04-17\n\(lines)\n---\n".utf8))
    }
    #expect(try read("1: a\n'1': b").unknownFields == [UnknownField(key: "1", yaml: "a")])
    #expect(try read("true: a\n\"q k\": b").unknownFields.map(\.key) == ["true", "q k"])
    for lines in [
      "a: 1\na: 2", "title: a\n'title': b", "n: {a: 1, a: 2}", "n: [{'x': 1, x: 2}]",
      "? [a]\n: b\n? [a]\n: c", "1: a\n1: b",
    ] {
      let error = #expect(throws: SnapshotFormatError.self) { try read(lines) }
      #expect(error?.reason.contains("a key twice") == true, "\(lines)")
    }
  }

  @Test("A text that could stand for much more than it is, is refused")
  func bounds() throws {
    func refusal(_ lines: String) -> String? {
      do {
        _ = try Snapshot(parsing: Array("---\nupdated: 2026-04-17\n\(lines)\n---\n".utf8))
        return nil
      } catch {
        return error.description
      }
    }
    let bomb = (0..<9).map { "a\($0): &a\($0) [*a\($0 - 1),*a\($0 - 1)]" }.joined(separator: "\n")
    #expect(refusal("a: &a x\n" + bomb)?.contains("alias") == true)
    #expect(refusal("b: *nowhere") == "line 3: its front matter has an alias (*name)")
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", "")] {
      func nested(_ depth: Int) -> String {
        "x: \(open == "- " ? "\n  " : "")" + String(repeating: open, count: depth) + "y"
          + String(repeating: close, count: depth)
      }
      #expect(refusal(nested(40)) == nil)
      #expect(refusal(nested(1_000))?.contains("nested too deeply") == true)
      #expect(refusal(nested(5_000))?.contains("nested too deeply") == true)
    }
    #expect(refusal("x: [\(String(repeating: "1,", count: 900))]") == nil)
    #expect(refusal("x: [\(String(repeating: "1,", count: 1_100))]")?.contains("too many") == true)
    #expect(refusal("x: \(String(repeating: "y", count: 32_000))") == nil)
    #expect(refusal("x: \(String(repeating: "y", count: 33_000))")?.contains("larger") == true)
    // What libyaml would take long over never gets there.
    for lines in [
      "x: >\n" + String(repeating: "  y\n\n", count: 1_000),
      String(repeating: "# c\n", count: 2_000),
      (0..<1_200).map { "k\($0): v" }.joined(separator: "\n"),
      (0..<200).map { "k\($0): !t x" }.joined(separator: "\n"),
      (0..<200).map { "k\($0): &a x" }.joined(separator: "\n"),
      "x: " + String(repeating: "? ", count: 2_000), String(repeating: "{", count: 300),
    ] {
      #expect(
        refusal(lines)?.contains("nested too deeply or has too many") == true, "\(lines.prefix(40))"
      )
    }
    #expect(
      refusal("--- other") == "line 3: its front matter is not YAML: but found another document")
    #expect(refusal("x: a\u{1}b")?.contains("not YAML") == true)
  }

  @Test(
    "All forms of a time are read",
    arguments: [
      ("2026-04-17", 1_776_384_000.0), ("2026-4-7", 1_775_520_000), ("1970-01-01", 0),
      ("2024-02-29T00:00:00Z", 1_709_164_800), ("2026-02-30", 1_772_409_600),
      ("2026-12-31T24:00:00Z", 1_798_761_600), ("2026-13-01", 1_798_761_600),
      ("2026-04-17T09:12:03.5", 1_776_417_123.5),
      ("2026-04-17T09:12:03.123456789123Z", 1_776_417_123.123456789),
      ("2026-04-17t9:12:03+2", 1_776_409_923), ("2026-04-17 09:12:03 -02:30", 1_776_426_123),
      ("2026-04-17\t09:12:03z", 1_776_417_123), ("1776417123.5", 1_776_417_123.5), ("1e9", 1e9),
      ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
  func times(text: String, seconds: Double) throws {
    let time = try #require(Timestamp.parse(text))
    #expect(abs(time.timeIntervalSince1970 - seconds) < 1e-6)
  }

  @Test("What is no time is none")
  func noTimes() {
    for text in [
      "", "soon", "2026", "26-04-17", "2026/04/17", "2026-04-17T", "2026-04-17T09",
      "2026-04-17T09:1:03", "2026-04-17T09:12:03+19:00", "2026-04-17T09:12:03 GMT", "12", "nan",
      "inf", "-5", "1e15", "2026-04-17T09:12:03Z x", "２026-04-17",
      "1013-11-25T09:12:03Z",
    ] {
      #expect(Timestamp.parse(text) == nil, "\(text)")
    }
  }
}
