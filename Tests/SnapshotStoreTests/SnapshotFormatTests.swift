import Foundation
import SnapshotStore
import Testing

@Suite("The snapshot file")
struct SnapshotFormatTests {
  static let id = SnapshotID(
    machine: MachineName(making: "linux-desktop"), session: sessionID(1))

  static func sessionID(_ number: Int) -> SessionID {
    let tail = String(repeating: "0", count: 11) + String(number % 10)
    return SessionID("5a9095d0-3924-4b4e-8cb1-\(tail)") ?? sessionID(number + 1)
  }

  static func full() -> Snapshot {
    let sections = Dictionary(
      uniqueKeysWithValues: SnapshotBody.Section.allCases.map { ($0, "About \($0.rawValue).") })
    var snapshot = Snapshot(
      title: "Fix the auth: middleware #3", updated: Date(timeIntervalSince1970: 1_776_417_123),
      body: SnapshotBody(sections: sections))
    snapshot.created = Date(timeIntervalSince1970: 1_776_412_800)
    snapshot.summarized = Date(timeIntervalSince1970: 1_776_417_000)
    snapshot.summaryBy = "haiku"
    snapshot.project = "acme/api"
    snapshot.projectURL = "git@github.com:acme/api.git"
    snapshot.workingFolder = "~/src/api"
    snapshot.branch = "fix/auth"
    snapshot.head = "1f2e3d4c5b6a79880f1e2d3c4b5a69788f7e6d5c"
    snapshot.dirty = 3
    snapshot.unpushed = 1
    return snapshot
  }

  @Test("It is written as documented")
  func documented() {
    let text = String(decoding: Self.full().serialized(as: Self.id), as: UTF8.self)
    #expect(
      text.hasPrefix(
        """
        ---
        schema: 1
        title: 'Fix the auth: middleware #3'
        machine: linux-desktop
        session_id: 5a9095d0-3924-4b4e-8cb1-000000000001
        state: active
        created: 2026-04-17T08:00:00Z
        updated: 2026-04-17T09:12:03Z
        summarized: 2026-04-17T09:10:00Z
        summary_by: haiku
        project: acme/api
        project_url: git@github.com:acme/api.git
        cwd: ~/src/api
        branch: fix/auth
        head: 1f2e3d4c5b6a79880f1e2d3c4b5a69788f7e6d5c
        dirty: 3
        unpushed: 1
        ---
        # Fix the auth: middleware #3

        ## Task

        About Task.

        ## Done

        """))
    #expect(text.hasSuffix("## Handoff prompt\n\nAbout Handoff prompt.\n"))
  }

  @Test("What is written is read back, whatever the text")
  func roundTrip() throws {
    let hostile = [
      "plain", "true", "null", "~", "1e3", "2026-04-17", "- a", "#x", "a: b", "'", "\"", "|", "&a",
      "*a", "!t", "%", "@", "`", "{a: 1}", "[1]", "认证中间件：修复", "🦀 emoji 👩‍👩‍👧", "a\\nb", "—", " x ",
      "", "---", "...", "0x1F", "012", "yes", "x:", ": x", String(repeating: "long ", count: 80),
    ]
    for text in hostile {
      var snapshot = Self.full()
      snapshot.title = text
      snapshot.branch = text
      snapshot.summaryError = text
      snapshot.body[.task] = text
      let bytes = snapshot.serialized(as: Self.id)
      let again = try Snapshot(parsing: bytes)
      let trimmed = text.trimmingCharacters(in: .whitespaces)
      #expect(again.title == trimmed, "\(text)")
      #expect(again.branch ?? "" == trimmed)
      #expect(again.summaryError ?? "" == trimmed)
      #expect(again.machine == "linux-desktop" && again.state == .active)
      #expect(again.serialized(as: Self.id) == bytes, "a rewrite changes nothing")
    }
  }

  @Test("Line breaks and control characters never break out of a line of front matter")
  func oneLine() throws {
    var snapshot = Self.full()
    snapshot.title = "a\nstate: ended\r\n---\u{1B}[31m\u{2028}b"
    let again = try Snapshot(parsing: snapshot.serialized(as: Self.id))
    #expect(again.state == .active)
    #expect(again.title == "a state: ended  --- [31m b")
  }

  @Test("All six sections are always there, and a heading within a fence is none")
  func sections() throws {
    var snapshot = Self.full()
    snapshot.body = SnapshotBody(sections: [.files: "```\n## Done\n# x\n```"])
    let bytes = snapshot.serialized(as: Self.id)
    for section in SnapshotBody.Section.allCases {
      #expect(String(decoding: bytes, as: UTF8.self).contains("\n## \(section.rawValue)\n"))
    }
    let again = try Snapshot(parsing: bytes)
    #expect(again.body[.files] == "```\n## Done\n# x\n```")
    #expect(again.body[.done].isEmpty)
  }

  @Test("Keys of a newer version survive a rewrite")
  func unknownKeys() throws {
    let text = """
      ---
      updated: 2026-04-17T09:12:03Z
      mood: 'very: good'
      tags: [a, b]
      nested:
        one: 1
        list:
          - x
      state: paused
      ---
      ## Handoff prompt
      Go on.
      """
    let snapshot = try Snapshot(parsing: Array(text.utf8))
    #expect(snapshot.state == .active)
    let written = String(decoding: snapshot.serialized(as: Self.id), as: UTF8.self)
    #expect(written.contains("mood: 'very: good'\ntags:"))
    let again = try Snapshot(parsing: Array(written.utf8))
    #expect(again.unknownFields == snapshot.unknownFields)
    #expect(again.unknownFields.map(\.key) == ["mood", "tags", "nested"])
  }

  @Test("The text below the front matter is found whatever the line ends are")
  func textBelow() {
    func text(_ file: String) -> String { Snapshot.text(of: Array(file.utf8)) }
    #expect(text("---\nupdated: 2026-04-17\n---\n\n## Task\nA\n") == "\n## Task\nA\n")
    #expect(text("\u{FEFF}---\r\nupdated: 2026\r\n---\r\n## Task\r\nA\r\n") == "## Task\nA\n")
    #expect(text("---\nupdated: 2026\n") == "---\nupdated: 2026\n" && text("A\n") == "A\n")
  }

  @Test(
    "Files of older scripts are read",
    arguments: [
      "2026-04-17T09:12:03Z", "2026-04-17 09:12:03", "2026-04-17T11:12:03+02:00",
      "2026-04-17 09:12:03 +0000", "2026-04-17T09:12:03.000Z", "1776417123", "1776417123000",
    ])
  func older(time: String) throws {
    let text =
      "\u{FEFF}---\r\nproject: api\r\nupdated: \(time)\r\n---\r\n\r\n# 修复登录\r\n\r\n"
      + "## handoff prompt\r\n\r\nGo on with the login.\r\n"
    let snapshot = try Snapshot(parsing: Array(text.utf8))
    #expect(snapshot.updated == Date(timeIntervalSince1970: 1_776_417_123))
    #expect(snapshot.title == "修复登录" && snapshot.project == "api" && snapshot.schema == nil)
    #expect(snapshot.body[.handoffPrompt] == "Go on with the login.")
  }

  @Test("A time without seconds is a time")
  func minutes() throws {
    for time in ["2026-04-17 09:12", "2026-04-17T09:12Z", "2026-04-17T11:12+02:00"] {
      let snapshot = try Snapshot(parsing: Array("---\nupdated: \(time)\n---\n".utf8))
      #expect(snapshot.updated == Date(timeIntervalSince1970: 1_776_417_120))
    }
  }

  @Test("A broken file says what is wrong, and where")
  func broken() {
    let cases: [(String, String)] = [
      ("", "front matter"), ("# x\n", "front matter"), ("---\nupdated: 1\n", "no second ---"),
      ("---\ntitle: x\n---\n", "updated"), ("---\nupdated: soon\n---\n", "line 2"),
      ("---\ntitle: [x\nupdated: 2026-04-17\n---\n", "line"), ("---\n- a\n---\n", "key: value"),
      ("---\nupdated: 99999999999999999999\n---\n", "not a time"),
      ("---\nupdated: {a: 1}\n---\n", "updated"),
      ("---\na: 1\na: 2\nupdated: 2026-04-17\n---\n", "twice"),
    ]
    for (text, word) in cases {
      do throws(SnapshotFormatError) {
        let snapshot = try Snapshot(parsing: Array(text.utf8))
        Issue.record("\(text) was read as \(snapshot)")
      } catch {
        #expect(error.description.contains(word), "\(error)")
      }
    }
    #expect(throws: SnapshotFormatError.self) { try Snapshot(parsing: [0x2D, 0x2D, 0x2D, 0xFF]) }
    #expect(throws: SnapshotFormatError.self) {
      try Snapshot(parsing: Array(repeating: 0x20, count: Snapshot.sizeLimit + 1))
    }
  }

  @Test("No bytes whatever crash the reader")
  func mutations() {
    let original = Self.full().serialized(as: Self.id)
    var generator = SplitMix(state: 7)
    for _ in 0..<3_000 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let position = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0...2, using: &generator) {
        case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: position)
        default: bytes.insert(contentsOf: Array("\n---\n".utf8), at: position)
        }
      }
      if let snapshot = try? Snapshot(parsing: bytes) {
        let written = snapshot.serialized(as: Self.id)
        #expect(
          (try? Snapshot(parsing: written)) != nil, "\(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }
}

/// A repeatable source of random numbers.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
