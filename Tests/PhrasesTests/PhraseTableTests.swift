import Testing

@testable import Phrases

/// The table against its users: rows and calls are read from the sources.
struct PhraseTableTests {
  /// A row of the table, or a call of one.
  struct Entry: Hashable {
    let name: String
    let place: String
    var text = ""
    var singular: String?
    var chinese: String?
    var isTheSameEverywhere = false
    var labels: [String] = []
  }

  @Test func `every call gives the arguments of its row, and every row is called`() throws {
    let rows = try Self.rows()
    let calls = try SwiftSource.all().flatMap(Self.calls)
    #expect(rows.count > 100 && calls.count >= rows.count)
    let table = Dictionary(rows.map { ($0.name, $0) }) { first, _ in first }
    for call in calls {
      guard let row = table[call.name] else {
        // Functions of the table, such as the one for lists.
        #expect(
          ["list", "sentences", "help"].contains(call.name),
          "\(call.place): there is no row \(call.name)")
        continue
      }
      #expect(
        Set(Phrase(row.text).arguments) == Set(call.labels)
          && call.labels.count == Set(call.labels).count,
        "\(call.place): \(call.name) has the arguments of “\(row.text)”")
    }
    let unused = Set(rows.map(\.name)).subtracting(calls.map(\.name))
    #expect(unused.isEmpty, "These rows are called nowhere.")
  }

  @Test func `rows have their singular, and the same arguments in it`() throws {
    for row in try Self.rows() {
      let arguments = Phrase(row.text).arguments
      if let singular = row.singular {
        #expect(arguments.contains("n"), "\(row.name) has a singular without a count")
        #expect(Set(Phrase(singular).arguments).union(["n"]) == Set(arguments), "\(row.name)")
      } else {
        #expect(row.text.firstMatch(of: /\{n\} [a-z]{2,}s\b/) == nil, "\(row.name) has no singular")
      }
      // A page is indented as the code around it.
      // So are examples, each on a line of its own.
      let isPage =
        row.name.hasPrefix("examples")
        || ["## ", "For example:", "Pages to read:"].contains { row.text.contains($0) }
      #expect(!row.text.isEmpty && (isPage || !row.text.contains("  ")), "\(row.name)")
      // A brace that begins no argument is a mistake in a text for people.
      let filled = [row.text, row.singular ?? ""].map { text in
        text.replacing(/\{[A-Za-z]+(:[^|{}]*\|[^|{}]*)?\}/, with: "")
      }
      #expect(filled.allSatisfy { !$0.contains("{") && !$0.contains("}") }, "\(row.name)")
    }
  }

  @Test func `every row is in both languages, with the same arguments`() throws {
    for row in try Self.rows() where !row.isTheSameEverywhere {
      guard let chinese = row.chinese else {
        Issue.record("\(row.place): \(row.name) has no Chinese text")
        continue
      }
      // A word that changes with a count needs the count only in English.
      let shown = Phrase(row.text.replacing(/\{[A-Za-z]+:[^}]*\}/, with: "")).arguments
      let arguments = Phrase(chinese).arguments
      #expect(Set(arguments).isSuperset(of: shown), "\(row.name)")
      #expect(Set(arguments).isSubset(of: Phrase(row.text).arguments), "\(row.name)")
      // The lines of a page are joined where its code breaks them.
      let faults = row.text.contains("## ") ? [] : Self.faults(inChinese: chinese)
      #expect(faults.isEmpty, "\(row.name): \(chinese)")
      #expect(
        Self.commands(in: row.text) == Self.commands(in: chinese), "\(row.name) names commands")
    }
  }

  @Test func `the typography of Chinese`() {
    #expect(Self.faults(inChinese: "看 desk 上的 3 个任务（{n}）：“{title}”。").isEmpty)
    #expect(Self.faults(inChinese: "看desk") == ["看d"])
    #expect(Self.faults(inChinese: "任务, 快照") == ["务,"])
    #expect(Self.faults(inChinese: "任务： desk") == ["： "])
    #expect(Self.faults(inChinese: "您的任务") == ["您"])
  }

  @Test func `nobody is sent to a git program`() throws {
    // What these say is no hint: how to look at a clone by hand, and that what works with git works here.
    let isAllowed: Set = ["howPage", "privacyPage", "remotesPage"]
    for row in try Self.rows() where !isAllowed.contains(row.name) {
      for text in [row.text, row.singular ?? "", row.chinese ?? ""] {
        #expect(
          !text.contains(
            /\bgit (-C|--?[a-z]|(add|am|clone|commit|config|daemon|fetch|gc|init|log|merge|pull|push|rebase|remote|reset|status|switch)\b)/
          ),
          "\(row.name): \(text)")
      }
    }
  }

  /// Chinese beside Latin without a space, a space beside a full-width mark, a half-width mark.
  private static func faults(inChinese text: String) -> [String] {
    [
      #/[\u{3400}-\u{9FFF}][A-Za-z0-9,.:;?!()]/#, #/[A-Za-z0-9][\u{3400}-\u{9FFF}]/#,
      #/ [，。：；？！（）、]/#, #/[，。：；？！（）、] (?! )/#, #/您/#,
    ].flatMap { pattern in text.matches(of: pattern).map { String(text[$0.range]) } }
  }

  /// The commands of the program in a text, without what follows them.
  private static func commands(in text: String) -> [String] {
    text.matches(of: /handoff\s+([a-z]+)( --[a-z-]+)*/)
      .filter { typed.contains(String($0.output.1)) }.map {
        $0.output.0.split { $0.isWhitespace }.joined(separator: " ")
      }.sorted()
  }

  @Test func `texts for people are in the table, not in the code`() throws {
    for folder in ["handoff", "TerminalUI"] {
      let sources = try SwiftSource.all(in: folder)
      #expect(!sources.isEmpty)
      for source in sources {
        for text in Self.prose(source) { Issue.record("\(source.name): “\(text)”") }
      }
    }
    for source in try SwiftSource.all() where !source.name.hasPrefix("Sources/Phrases/") {
      for tokens in source.lists {
        let made = zip(tokens, tokens.dropFirst()).contains {
          $0 == .word("Phrase") && $1 == .mark("(")
        }
        #expect(!made, "\(source.name) makes a row outside of the table")
      }
    }
  }

  @Test func `the reading of the sources`() {
    let source = SwiftSource(
      #"""
      // Phrases.comment()
      let a = "x \(Phrases.one(n: f("(", n: 1), title: b ? c : d)) y" + #"\(Phrases.no())"#
      print(Phrases.two(), "Hello", StyledText("Some words"), label: "key")
      """#)
    let calls = Self.calls(source)
    #expect(Set(calls.map(\.name)) == ["one", "two"])
    #expect(calls.first { $0.name == "one" }?.labels == ["n", "title"])
    #expect(Self.prose(source) == ["Hello", "Some words", "key"])
  }

  /// The calls whose string arguments are for people, even if they are one word.
  private static let shown: Set<String> = [
    "StyledText", "TableColumn", "CommandGroup", "CommandConfiguration", "ArgumentHelp",
    "HandoffError", "ValidationError", "print", "note", "warn", "success", "remark", "show",
    "begin", "progress", "choose",
  ]

  /// Words in such calls that are no text: what is typed, and names of types of files.
  private static let typed: Set<String> = [
    "handoff", "list", "ls", "search", "show", "resume", "done", "restore", "snapshot", "sync",
    "status",
    "compact", "forget", "preview", "note", "rename", "pin", "unpin", "privacy", "pause", "unpause",
    "for",
    "log", "init", "install", "uninstall", "config", "get", "set", "unset", "edit", "machine",
    "ssh", "invite", "remove", "encrypt", "code", "doctor",
    "worker", "refresh", "complete", "remote|check",
  ]

  /// The literals of a file that are texts for people.
  private static func prose(_ source: SwiftSource) -> [String] {
    source.lists.flatMap { tokens in
      var calls: [String] = []
      return tokens.indices.compactMap { index -> String? in
        switch tokens[index] {
        case .mark("("), .mark("["):
          if index > 0, tokens[index] == .mark("("), case .word(let word) = tokens[index - 1] {
            calls.append(word)
          } else {
            calls.append("")
          }
        case .mark(")"), .mark("]"): _ = calls.popLast()
        case .text(let text, _):
          let isShown = calls.last.map { shown.contains($0) && !typed.contains(text) } ?? false
          if text.contains(isShown ? /[A-Za-z]{2}/ : /[a-z]{2}\s+[A-Za-z]{2}/) { return text }
        default: break
        }
        return nil
      }
    }
  }

  private static func rows() throws -> [Entry] {
    try SwiftSource.all(in: "Phrases").flatMap { source in
      source.tokens.indices.compactMap { index -> Entry? in
        let tokens = source.tokens[index...]
        guard tokens.starts(with: [.word("static"), .word("let")]), tokens.count > 5,
          case .word(let name) = tokens[index + 2], tokens[index + 4] == .word("Phrase")
        else { return nil }
        var entry = Entry(name: name, place: source.name)
        for token in tokens.dropFirst(6) {
          switch token {
          case .mark(")"): return entry
          case .word("one"): entry.singular = ""
          case .word("zh"): entry.chinese = ""
          case .word("always"): entry.isTheSameEverywhere = true
          default: break
          }
          if case .text(let text, _) = token {
            if let chinese = entry.chinese {
              entry.chinese = chinese + text
            } else if let singular = entry.singular {
              entry.singular = singular + text
            } else {
              entry.text += text
            }
          }
        }
        return nil
      }
    }
  }

  /// Finds the uses of rows: `Phrases.name(label: …)`, and `name()` in the table itself.
  private static func calls(_ source: SwiftSource) -> [Entry] {
    source.lists.flatMap { tokens in
      tokens.indices.compactMap { index -> Entry? in
        guard tokens[index] == .word("Phrases"), index + 2 < tokens.count,
          tokens[index + 1] == .mark("."), case .word(let name) = tokens[index + 2]
        else { return nil }
        var entry = Entry(name: name, place: source.name)
        // A row without arguments may also be handed on as it is.
        guard index + 3 < tokens.count, tokens[index + 3] == .mark("(") else { return entry }
        var depth = 0
        for position in (index + 3)..<tokens.count {
          switch tokens[position] {
          case .mark("("), .mark("["), .mark("{"): depth += 1
          case .mark(")"), .mark("]"), .mark("}"): depth -= 1
          case .word(let word) where depth == 1 && position + 1 < tokens.count:
            let isFirst = [.mark("("), .mark(",")].contains(tokens[position - 1])
            if isFirst && tokens[position + 1] == .mark(":") { entry.labels.append(word) }
          default: break
          }
          if depth == 0 { break }
        }
        return entry
      }
    }
  }
}
