/// The programs and targets of a shell command: what makes two commands the same work, however they are
/// written.
struct CommandIdentity: Sendable {
  /// One program of a command, with what it works on.
  struct Part: Sendable, Equatable {
    /// The program, and what it is told to do: `npm lint`, `swift test`.
    var name: String
    /// The words behind, options left out.
    var targets: [String]
  }

  /// The folder that the command changes to first.
  private(set) var folder: String?
  private(set) var parts: [Part] = []

  /// Programs that only look; that one finds nothing is no failure of the work.
  private static let looking: Set<String> = [
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
  private static let checking = [
    "build", "check", "clippy", "compile", "ctest", "eslint", "gradle", "jest", "lint", "make",
    "mocha", "mvn", "mypy", "phpunit", "pyright", "pytest", "rspec", "ruff", "spec", "test", "tox",
    "tsc", "typecheck", "verify", "vet", "vitest", "xcodebuild",
  ]

  /// Reads a command.
  init(_ command: String) {
    for segment in Self.segments(command.cut(toBytes: 4_096, mark: "")) {
      var words = Self.words(segment)
      guard let first = words.first else { continue }
      if first == "cd" {
        folder = words.dropFirst().first ?? folder
        continue
      }
      guard !Self.preparing.contains(first) else { continue }
      Self.unwrap(&words)
      guard let program = words.first else { continue }
      parts.append(Self.part(program, Array(words.dropFirst())))
    }
  }

  /// True if the command can only look.
  var isLooking: Bool {
    parts.allSatisfy { part in
      Self.lookingAtGit.contains(part.name)
        || Self.looking.contains(String(part.name.prefix { $0 != " " }))
    }
  }

  /// True if the command checks the work: tests, a build, a linter.
  var isCheck: Bool {
    parts.contains { part in
      let words = part.name.lowercased().split { !$0.isLetter }
      let isTest = part.name != "test" && part.name != "["
      return isTest && words.contains { word in Self.checking.contains { word.hasPrefix($0) } }
        || part.targets.contains { $0.lowercased().contains("test") && part.name != "git add" }
          && !isLooking && !part.name.hasPrefix("git") && !part.name.hasPrefix("rm")
    }
  }

  /// Words that name the command's subject in a sentence.
  var subjects: [String] {
    var words: [String] = []
    for part in parts {
      if let last = part.name.split(separator: " ").last { words.append(last.lowercased()) }
      words += part.targets.compactMap { target in
        target.split { "/:".contains($0) }.last.map { $0.lowercased() }
      }.filter { $0.count > 2 }
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

  private static func unwrap(_ words: inout [String]) {
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

  /// The commands of a line, each up to its first pipe.
  private static func segments(_ command: String) -> [String] {
    let characters = Array(command)
    var segments = [""]
    var quote: Character?
    var isPiped = false
    var index = 0
    func at(_ place: Int) -> Character {
      characters.indices.contains(place) ? characters[place] : " "
    }
    while index < characters.count {
      let character = characters[index]
      let isDouble = "&|".contains(character) && at(index + 1) == character
      let isAmpersand = character == "&" && at(index - 1) != ">" && at(index + 1) != ">"
      if let open = quote {
        if character == open, at(index - 1) != "\\" { quote = nil }
      } else if "'\"".contains(character) {
        quote = character
      } else if character == ";" || isDouble || isAmpersand
        || character.isNewline && at(index - 1) != "\\"
      {
        segments.append("")
        isPiped = false
        index += isDouble ? 2 : 1
        continue
      } else if character == "|" {
        isPiped = true
      }
      if !isPiped { segments[segments.count - 1].append(character) }
      index += 1
    }
    return segments
  }

  /// The words of a segment without redirections; quotes around a word are taken off.
  private static func words(_ segment: String) -> [String] {
    var words: [String] = []
    var skipsNext = false
    for word in segment.split(whereSeparator: \.isWhitespace) {
      if skipsNext {
        skipsNext = false
        continue
      }
      if word.contains(">") && word.drop(while: { $0.isNumber || $0 == "&" }).first == ">" {
        skipsNext = word.last == ">"
        continue
      }
      let plain = word.filter { !"'\"()\\".contains($0) }
      if !plain.isEmpty { words.append(plain) }
    }
    return words
  }
}

/// The words of a text that tell of success or failure.
enum OutcomeWords {
  private static let failing = [
    "fail", "error:", "error[", "npm err!", "panicked at", "traceback (most recent", "not ok ",
    "assertionerror", "segmentation fault", "build failed", "✗", "✘", "✖", "errors found",
    "exception",
  ]
  private static let good = [
    "pass", "green", "fixed", "works", "clean", "succeed", "success", "resolved", "通过", "修好",
    "修复", "解决", "正常", "成功", "通り", "直り", "直し", "修正し",
  ]
  private static let bad = [
    " not ", "n't", "n’t", "still", "fail", "except", " but ", " yet", "once ", "until ", " if ",
    "should", "没有", "未", "还", "仍", "失败", "まだ", "失敗",
  ]
  private static let claims = good + ["deployed", "done", "部署", "完成", "完了"]

  /// Returns true if an output tells a failure although the command that made it ended well.
  static func tellsFailure(_ output: String) -> Bool {
    output.split(whereSeparator: \.isNewline).suffix(40).contains { line in
      let lower = line.lowercased().cut(toBytes: 600, mark: "")
      guard failing.contains(where: { lower.contains($0) }) else { return false }
      return !nothing.contains { lower.contains($0) }
    }
  }

  private static let nothing = [
    "0 fail", "failed: 0", "failures: 0", "failed 0", "no failure", "0 error", "no error",
    "errors: 0", "without failure", "fail 0", "fail: 0", "xfail", "failed=0", "failures=0",
  ]

  /// Returns the sentences of an answer which say that something works now, in lower case.
  static func goodNews(in answer: String) -> [String] {
    sentences(answer).filter { sentence in
      good.contains { sentence.contains($0) } && !bad.contains { sentence.contains($0) }
    }
  }

  /// Returns true if an answer claims that the work is done or works.
  static func claimsSuccess(_ answer: String) -> Bool {
    sentences(answer).contains { sentence in
      claims.contains { sentence.contains($0) } && !bad.contains { sentence.contains($0) }
    }
  }

  /// Returns the last question of an answer that ends with one.
  static func closingQuestion(of answer: String) -> String? {
    let lines = answer.split(whereSeparator: \.isNewline).map { String($0).trimmed() }
      .filter { !$0.isEmpty }
    guard let line = lines.suffix(2).last(where: { $0.contains("?") || $0.contains("？") }),
      let end = line.lastIndex(where: { "?？".contains($0) })
    else { return nil }
    let before = line[..<end]
    var start = before.startIndex
    for index in before.indices {
      let next = before.index(after: index)
      if "。！？!?".contains(before[index])
        || before[index] == "." && next < before.endIndex && before[next] == " "
      {
        start = next
      }
    }
    return String(line[start...end]).trimmed()
  }

  private static func sentences(_ text: String) -> [String] {
    var sentences: [String] = []
    var current = ""
    for character in text.cutInTheMiddle(toBytes: 6_000).lowercased() {
      if ".!。！\n".contains(character) {
        sentences.append(" \(current) ")
        current = ""
      } else if "?？".contains(character) {
        current = ""
      } else {
        current.append(character)
      }
    }
    sentences.append(" \(current) ")
    return sentences
  }
}
