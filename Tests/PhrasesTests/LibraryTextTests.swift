import Platform
import Testing

@testable import Phrases

/// What the libraries say against the rows for readers of Chinese.
struct LibraryTextTests {
  static let hole = "\u{FFFC}"

  @Test func `every sentence of the libraries has a row`() throws {
    let patterns = Set(LibraryText.rows.map(\.pattern))
    var said: Set<String> = []
    for folder in ["SyncRepo", "SnapshotStore", "Git2", "Curl", "Processes", "Platform"] {
      for source in try SwiftSource.all(in: folder, hole: Self.hole) {
        let isUnread = Self.unread.contains { source.name.contains("/\($0)") }
        for text in Self.sentences(source) where !isUnread && !Self.isTyped(text) {
          said.insert(text)
          #expect(
            patterns.contains(text) || Self.isCovered(text), "\(source.name): “\(text)” has no row")
        }
      }
    }
    #expect(said.count > 150)
  }

  @Test func `each row finds its own English, whatever stands in it`() {
    #expect(Set(LibraryText.rows.map(\.pattern)).count == LibraryText.rows.count)
    for row in LibraryText.rows {
      let text = row.english.replacing(/\{[a-z]+\}/) { "“\($0.output.dropFirst().dropLast())”" }
      let chinese = PhraseLanguage.$current.withValue(.chinese) {
        LibraryText.inReadersLanguage(text)
      }
      let wanted = row.chinese.replacing(/\{[a-z]+\}/) { "“\($0.output.dropFirst().dropLast())”" }
      #expect(chinese.filter { $0 != " " } == wanted.filter { $0 != " " }, "\(row.english)")
      #expect(LibraryText.inReadersLanguage(text) == text)
    }
  }

  @Test func `texts within texts are looked up, and what a server says stays as it came`() {
    func chinese(_ text: String) -> String {
      PhraseLanguage.$current.withValue(.chinese) { LibraryText.inReadersLanguage(text) }
    }
    #expect(
      chinese("Cannot open the repository /home/ann/tasks: another user owns it.")
        == "无法打开仓库 /home/ann/tasks：它属于另一个用户。")
    #expect(
      chinese(
        "The remote accepted none of your passwords (https://h/x): "
          + "the server asks for a password, tried: netrc: no file; terminal: no answer.")
        == "远程仓库不接受你的任何密码（https://h/x）：服务器要求密码，试过：netrc：没有文件；终端：没有回答。")
    #expect(
      chinese("git@h:x refused the push: pre-receive hook declined: go away (now)!.")
        == "git@h:x 拒绝了推送：pre-receive hook declined: go away (now)!。")
    #expect(chinese("Something else: it is so.") == "Something else: it is so.")
    #expect(chinese("") == "" && chinese("Install it") == "安装它")
    let long = String(repeating: "Cannot a: ", count: 1_000)
    #expect(chinese(long) == long)
    PhraseLanguage.$current.withValue(.chinese) {
      #expect(
        Phrases.fileTrouble(trouble: "cannot open /x: Permission denied")
          == "handoff 无法打开 /x：权限不够。")
    }
  }

  /// The calls whose texts are for no person: events for a program's log, and what others read.
  private static let unshown: Set = [
    "SyncEvent", "report", "hasPrefix", "hasSuffix", "contains", "firstRange", "append", "command",
    "commit", "preconditionFailure", "fatalError", "appending",
  ]

  /// The texts that people read: literals of several words, those that are joined by a plus as one.
  private static func sentences(_ source: SwiftSource) -> [String] {
    source.lists.flatMap { tokens in
      var calls: [String] = []
      var found: [String] = []
      var isJoined = false
      for (index, token) in tokens.enumerated() {
        switch token {
        case .mark("("), .mark("["):
          let mayBeSign = index > 0 && [.mark("["), .mark(",")].contains(tokens[index - 1])
          if mayBeSign, index + 2 < tokens.count, tokens[index + 2] == .mark(",") {
            // A sign in a program's words, and what it means.
            calls.append("contains")
          } else if index > 0, case .word(let word) = tokens[index - 1] {
            calls.append(word)
          } else {
            calls.append("")
          }
        case .mark(")"), .mark("]"): _ = calls.popLast()
        case .text(let text, _):
          guard !calls.contains(where: unshown.contains) else { continue }
          if isJoined, let last = found.popLast() {
            found.append(last + text)
          } else {
            found.append(text)
          }
          isJoined = index + 1 < tokens.count && tokens[index + 1] == .mark("+")
          continue
        default: break
        }
        if token != .mark("+") { isJoined = false }
      }
      return found.filter { $0.contains(/[a-z’]{2}\s+[a-z]{2}/) }
    }
  }

  /// Returns whether a text is one of a row's, or a part of one.
  private static func isCovered(_ text: String) -> Bool {
    if text.first.map({ $0.isWhitespace }) == true || parts.contains(text) { return true }
    if LibraryText.rows.contains(where: { $0.pattern.hasPrefix("\(text) (\(hole))") }) {
      return true
    }
    let chinese = PhraseLanguage.$current.withValue(.chinese) {
      LibraryText.inReadersLanguage(text.replacing(hole, with: "X"))
    }
    return !chinese.contains(/[a-z]{2}\s+[a-z]{2}/)
  }

  /// Parts of sentences, which are joined in the code, and stand in rows as a whole.
  private static let parts: Set = [
    "the extensions ", "and there is none", "the server asks for a password, \(hole)",
    "create the folder", "write to", "read from", "cannot \(hole) its socket: \(hole)",
    "Try again\(hole)", "credential helper \"\(hole)\"", "askpass program (\(hole))",
    "embedding program", "shell for the options of a credential helper",
    "no entry for \(hole)\(hole)", "it cannot be run\(hole)",
    "it ended with status \(hole)\(hole)", "it was ended by signal \(hole)\(hole)",
  ]

  /// Files whose words are signs to look for, commit messages, or events of the log.
  private static let unread = [
    "CurlTransfer+Callbacks", "CurlTransfer+Facts", "OpenPush", "Repository+Commits",
    "Repository+Trees", "CommitSubject", "SnapshotID", "Snapshots.", "SyncRepository+Commit",
    "SyncRepository+Replay", "SyncRepository+WorkingTree",
  ]

  /// Texts that a person types, or that programs ask with, as git does (`GIT_ASKPASS`).
  private static func isTyped(_ text: String) -> Bool {
    [
      "git ", "ssh ", "apt-get ", "chmod ", "touch ", "grep ", "export ", "Password for ",
      "Username for ",
    ]
    .contains { text.hasPrefix($0) }
  }
}
