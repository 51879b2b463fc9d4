internal import Platform

/// The programs and targets of a shell command: what makes two commands the same work, however they are
/// written.
struct CommandIdentity: Sendable {
  /// One program of a command, with what it works on.
  struct Part: Sendable, Equatable {
    /// The program, and what it is told to do: `npm lint`, `swift test`.
    var name: String
    /// The words behind, options left out.
    var targets: [String]
    /// True if the command cannot end well where this fails: nothing is piped from it, and nothing but
    /// `&&` follows it.
    var isStatusSeen = true
  }

  /// The folder that the command changes to first.
  private(set) var folder: String?
  private(set) var parts: [Part] = []

  /// Programs that only look; that one finds nothing is no failure of the work.
  static let looking: Set<String> = [
    "awk", "cat", "command", "curl", "cut", "diff", "du", "echo", "egrep", "fgrep", "file", "find",
    "grep", "head", "jq", "less", "ls", "printf", "ps", "pgrep", "readlink", "rg", "sed", "sort",
    "stat", "tail", "test", "tree", "type", "uniq", "wc", "which", "[", "kill", "pkill", "lsof",
  ]
  private static let lookingAtGit: Set<String> = [
    "git blame", "git branch", "git diff", "git grep", "git log", "git ls-files", "git rev-parse",
    "git show", "git status",
  ]
  /// The words that prepare a command and do nothing of their own.
  private static let preparing: Set<String> = [
    "cd", "export", "set", "sleep", "source", ".", "true", "mkdir", "pushd", "popd", "wait",
  ]
  private static let wrappers: Set<String> = [
    "sudo", "time", "env", "nice", "nohup", "npx", "bunx", "exec", "command", "xargs",
  ]
  private static let withSubcommand: Set<String> = [
    "apt", "apt-get", "brew", "bun", "bundle", "cargo", "deno", "docker", "dotnet", "flutter", "gh",
    "git", "go", "gradle", "gradlew", "helm", "just", "kubectl", "make", "mix", "mvn", "npm", "pip",
    "pnpm", "poetry", "rails", "rake", "swift", "task", "terraform", "uv", "yarn", "zig",
  ]
  private static let checking: Set<String> = [
    "build", "check", "checks", "clippy", "compile", "ctest", "eslint", "jest", "lint", "mocha",
    "mypy", "nextest", "phpunit", "pyright", "pytest", "rspec", "ruff", "spec", "specs", "test",
    "tests", "tox", "tsc", "typecheck", "verify", "vet", "vitest", "xcodebuild",
  ]
  /// Programs that run a file, which may be a test.
  private static let runners: Set<String> = [
    "bash", "bun", "deno", "node", "perl", "php", "python", "python3", "ruby", "sh",
  ]

  /// Reads a command.
  init(_ command: String) {
    for segment in Self.segments(command.cut(toBytes: 4_096, mark: "")) {
      var words = Self.words(segment.text)
      guard let first = words.first else { continue }
      if first == "cd" {
        folder = words.dropFirst().first ?? folder
        continue
      }
      guard !Self.preparing.contains(first) else { continue }
      Self.unwrap(&words)
      guard let program = words.first else { continue }
      var part = Self.part(program, Array(words.dropFirst()))
      part.isStatusSeen = segment.isStatusSeen
      parts.append(part)
    }
  }

  /// True if the command can only look.
  var isLooking: Bool { parts.allSatisfy { Self.looks($0) } }

  /// The parts that do more than look.
  var working: [Part] { parts.filter { !Self.looks($0) } }

  private static func looks(_ part: Part) -> Bool {
    lookingAtGit.contains(part.name) || looking.contains(String(part.name.prefix { $0 != " " }))
  }

  /// True if the command checks the work: tests, a build, a linter.
  var isCheck: Bool { parts.contains { Self.checks($0) } }

  /// True if the command cannot end well where its check fails.
  var showsStatus: Bool { parts.contains { Self.checks($0) && $0.isStatusSeen } }

  private static func checks(_ part: Part) -> Bool {
    // The shell's own `test` looks at files.
    guard part.name != "test", !part.name.hasPrefix("git ") else { return false }
    func isCheck(_ text: String) -> Bool {
      text.lowercased().split { !$0.isLetter }.contains { checking.contains(String($0)) }
    }
    return part.name == "make" || isCheck(part.name)
      || runners.contains(part.name) && part.targets.contains(where: isCheck)
  }

  /// Words that name the command's subject in a sentence.
  var subjects: [String] {
    var words: [String] = []
    for part in parts {
      let names = [part.name.split(separator: " ").last].compactMap(\.self)
      let files = part.targets.compactMap { target in target.split { "/:".contains($0) }.last }
      words += (names + files).map { $0.lowercased() }.filter { $0.count > 2 }
      for (word, others) in Self.synonyms where part.name.lowercased().contains(word) {
        words += others
      }
    }
    return words
  }

  private static let synonyms = [
    "test": ["test", "spec", "测试", "テスト"], "lint": ["lint", "检查", "リント"],
    "build": ["build", "compil", "构建", "编译", "ビルド"], "tsc": ["type", "类型"],
    "deploy": ["deploy", "部署", "デプロイ"],
  ]

  /// Returns true if the success of a command makes up for the failure of a part of another one.
  func covers(_ failed: Part, in other: String?) -> Bool {
    if let folder, let other, folder != other { return false }
    return parts.contains { part in
      guard part.name == failed.name else { return false }
      if part.targets.isEmpty || part.name.hasPrefix("git ") { return true }
      guard !failed.targets.isEmpty else { return false }
      return failed.targets.allSatisfy { target in
        part.targets.contains { own in
          let base = own.hasSuffix("/") ? String(own.dropLast()) : own
          return target == own || [".", "./..."].contains(own) || target.hasPrefix(base + "/")
            || target.hasPrefix(base + "::")
        }
      }
    }
  }

  private static func part(_ program: String, _ words: [String]) -> Part {
    let name = String(program.split(separator: "/").last ?? Substring(program))
    var rest = words.filter { !$0.hasPrefix("-") && !$0.allSatisfy(\.isNumber) }
    if name.hasPrefix("python"), let module = words.firstIndex(of: "-m"),
      module + 1 < words.count
    {
      return part(words[module + 1], Array(words[(module + 2)...]))
    }
    guard withSubcommand.contains(name), !rest.isEmpty else {
      return Part(name: name, targets: rest)
    }
    var verb = rest.removeFirst()
    if ["run", "exec", "run-script"].contains(verb), !rest.isEmpty,
      !["cargo", "docker", "go", "swift"].contains(name)
    {
      verb = rest.removeFirst()
      if ["uv", "poetry", "bundle"].contains(name) { return part(verb, rest) }
    }
    return Part(name: "\(name) \(verb)", targets: rest)
  }

  static func unwrap(_ words: inout [String]) {
    while let first = words.first {
      if first.contains("="), first.first?.isLetter == true || first.first == "_" {
        words.removeFirst()
      } else if first == "timeout" {
        words.removeFirst()
        while let next = words.first, next.hasPrefix("-") || next.first?.isNumber == true {
          words.removeFirst()
        }
      } else if wrappers.contains(first), words.count > 1 {
        words.removeFirst()
      } else {
        return
      }
    }
  }

  /// One command of a line, up to its first pipe.
  struct Segment {
    var text = ""
    /// The text behind its first pipe.
    var piped = ""
    /// True where it is piped to another, or runs in the background.
    var isHidden = false
    /// True where another sign than `&&` ends it.
    var isFollowed = false
    var isStatusSeen = true
  }

  /// Splits a line into its commands.
  static func segments(_ command: String) -> [Segment] {
    let bytes = Array(command.utf8)
    var segments: [Segment] = []
    var quote: UInt8?
    var (index, start) = (0, 0)
    var pipe: Int?
    func at(_ place: Int) -> UInt8 { bytes.indices.contains(place) ? bytes[place] : 0x20 }
    /// Ends a command before a place.
    func close(isFollowed: Bool = false, isBackground: Bool = false) {
      let end = pipe ?? index
      guard !bytes[start..<end].allSatisfy(isSpace) else { return }
      segments.append(
        Segment(
          text: String(decoding: bytes[start..<end], as: UTF8.self),
          piped: String(decoding: bytes[end..<index], as: UTF8.self),
          isHidden: pipe != nil || isBackground, isFollowed: isFollowed))
    }
    while index < bytes.count {
      let byte = bytes[index]
      let isAmpersand = byte == UInt8(ascii: "&")
      let isPipe = byte == UInt8(ascii: "|")
      let isDouble = (isAmpersand || isPipe) && at(index + 1) == byte
      let isRedirection =
        at(index - 1) == UInt8(ascii: ">") || at(index + 1) == UInt8(ascii: ">")
      if let open = quote {
        if byte == open, at(index - 1) != UInt8(ascii: "\\") { quote = nil }
      } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if byte == UInt8(ascii: ";") || isDouble || isAmpersand && !isRedirection
        || byte.isNewline && at(index - 1) != UInt8(ascii: "\\")
      {
        close(isFollowed: !(isDouble && isAmpersand), isBackground: isAmpersand && !isDouble)
        index += isDouble ? 2 : 1
        (start, pipe) = (index, nil)
        continue
      } else if isPipe {
        pipe = pipe ?? index
      }
      index += 1
    }
    close()
    var isSeen = true
    for place in segments.indices.reversed() {
      if place < segments.count - 1, segments[place].isFollowed { isSeen = false }
      segments[place].isStatusSeen = isSeen && !segments[place].isHidden
    }
    return segments
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// The words of a segment without redirections; quotes around a word are taken off.
  static func words(_ segment: String) -> [String] {
    var words: [String] = []
    var skipsNext = false
    for word in segment.utf8.split(whereSeparator: isSpace) {
      if skipsNext {
        skipsNext = false
        continue
      }
      if word.drop(while: { $0.isDigit || $0 == UInt8(ascii: "&") }).first == UInt8(ascii: ">") {
        skipsNext = word.last == UInt8(ascii: ">")
        continue
      }
      let plain = word.filter { byte in
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "("), UInt8(ascii: ")"),
          UInt8(ascii: "\\"):
          false
        default: true
        }
      }
      if !plain.isEmpty { words.append(String(decoding: plain, as: UTF8.self)) }
    }
    return words
  }
}
