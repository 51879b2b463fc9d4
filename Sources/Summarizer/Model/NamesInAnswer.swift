/// The files and programs that a text names.
///
/// Only what is plainly a name counts: `and/or`, `application/json` and `Node.js` are none, and in prose
/// a file needs an extension that is known.
struct NamesInAnswer {
  /// The files by their last component, and the programs of commands; in lower case.
  private(set) var names: [String] = []

  /// Finds the names in a piece of Markdown.
  ///
  /// - Parameters:
  ///   - text: A line, or a sentence of it.
  ///   - isCode: True inside a code fence, where every line may be a command.
  init(_ text: some StringProtocol, isCode: Bool = false) {
    guard !isCode else {
      add(command: String(text), isPlain: true)
      return
    }
    for piece in MarkdownSpan.split(text) {
      if piece.isCode {
        add(command: String(piece.text), isPlain: false)
      } else {
        for token in Self.tokens(piece.text) {
          if let name = Self.file(token, isCode: false) { names.append(name) }
        }
      }
    }
  }

  /// Takes the program and the files out of what may be a command.
  private mutating func add(command: String, isPlain: Bool) {
    var words = command.split(whereSeparator: \.isWhitespace)[...]
    let isShell = words.first == "$"
    if isShell { words = words.dropFirst() }
    while let word = words.first, Self.isAssignment(word) || word == "sudo" {
      words = words.dropFirst()
    }
    if let program = words.first.flatMap({ Self.program($0) }) {
      let hasOption = words.dropFirst().contains { $0.first == "-" && $0.count > 1 }
      let isCommand =
        isShell || Self.programs.contains(program) && (words.count > 1 || isPlain)
        || hasOption && !isPlain
      if isCommand && !Self.everywhere.contains(program) { names.append(program) }
    }
    for word in words {
      for token in Self.tokens(word) {
        if let name = Self.file(token, isCode: true) { names.append(name) }
      }
    }
  }

  private static func isAssignment(_ word: Substring) -> Bool {
    guard let sign = word.firstIndex(of: "="), sign > word.startIndex else { return false }
    return word[..<sign].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }

  /// Returns the name of a program; `nil` for what is no name, or a path.
  private static func program(_ word: Substring) -> String? {
    guard word.count > 1, word.first?.isLetter == true,
      word.allSatisfy({
        $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ".")
      })
    else { return nil }
    return String(word)
  }

  /// Returns the runs of characters that paths are made of.
  private static func tokens(_ text: some StringProtocol) -> [Substring] {
    Substring(text).split { character in
      !(character.isASCII && (character.isLetter || character.isNumber))
        && !"._-/~+@:#\\".contains(character)
    }
  }

  /// Returns the last component of a path, or a file's name; `nil` where it is neither.
  private static func file(_ token: Substring, isCode: Bool) -> String? {
    guard !token.contains("://"), token.first != "@", token.first != "-" else { return nil }
    // `Session.swift:88`, `a.py::test_b`, `a.md#section`.
    var path = token.prefix { $0 != ":" && $0 != "#" }
    while let last = path.last, ".,/+-_".contains(last) { path.removeLast() }
    let parts = path.split(whereSeparator: { $0 == "/" || $0 == "\\" })
    guard let name = parts.last, name.contains(where: \.isLetter) else { return nil }
    let lower = name.lowercased()
    let start = path.hasPrefix("~/") || path.hasPrefix("./") || path.hasPrefix("../")
    if hasExtension(lower), !products.contains(lower) { return lower }
    let root = path.hasPrefix("/") ? parts.first.map { $0.lowercased() } : nil
    let isAbsolute = root.map { roots.contains($0) } ?? false
    return parts.count > 1 && (start || isAbsolute) ? lower : nil
  }

  private static func hasExtension(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return false }
    return extensions.contains(String(name[name.index(after: dot)...]))
  }

  private static func set(_ words: String) -> Set<String> {
    Set(words.split(separator: " ").map(String.init))
  }

  // Without those that members of objects are called by, too: `console.log`, `process.env`.
  private static let extensions = set(
    "swift py js ts tsx jsx mjs cjs go rs java kt kts c h cc cpp hpp mm rb php cs scala sh bash zsh "
      + "ps1 sql html css scss less vue svelte json jsonl yaml yml toml ini cfg conf xml md rst txt "
      + "csv tsv proto graphql gradle tf ipynb png svg jpg pdf plist ex exs erl hs clj dart lua zig "
      + "nix diff patch")
  private static let products = set(
    "node.js next.js nuxt.js vue.js react.js express.js three.js d3.js ember.js p5.js chart.js "
      + "alpine.js discord.js socket.io asp.net")
  private static let roots = set(
    "home users root usr var tmp opt srv mnt etc work workspace private library applications data")
  private static let programs = set(
    "npm pnpm yarn npx node deno bun bunx python python3 pip pip3 pipenv pytest poetry uv cargo rustc "
      + "rustup go make cmake ninja gradle mvn swift xcodebuild xcrun docker docker-compose podman "
      + "kubectl helm terraform ansible ssh scp rsync curl wget psql mysql sqlite3 redis-cli rails "
      + "bundle rake ruby gem php composer artisan dotnet java javac tsc eslint prettier jest vitest "
      + "mocha ruff mypy tox flake8 black just bazel zig mix elixir ghc cabal stack dart flutter gh "
      + "glab aws gcloud az heroku vercel systemctl journalctl service apt apt-get brew dnf yum "
      + "alembic django-admin flask uvicorn gunicorn celery playwright cypress tsx vite webpack nx")
  /// Every machine has these, and facts of the digest that name no command lead to them.
  private static let everywhere = set(
    "git cd ls cat grep rg find diff echo head tail less sed awk wc sort handoff claude")
}

/// A stretch of a line of Markdown: code between backticks, or what is around it.
struct MarkdownSpan {
  let text: Substring
  let isCode: Bool
  /// The text with the backticks around it.
  let whole: Substring

  /// Splits a line; backticks that are not closed are text.
  static func split(_ line: some StringProtocol) -> [MarkdownSpan] {
    var spans: [MarkdownSpan] = []
    var rest = Substring(line)
    while let open = rest.firstIndex(of: "`") {
      let mark = rest[open...].prefix { $0 == "`" }
      let behind = rest[mark.endIndex...]
      guard let close = behind.firstRange(of: mark) else { break }
      spans.append(MarkdownSpan(rest[..<open]))
      spans.append(
        MarkdownSpan(
          text: behind[..<close.lowerBound], isCode: true, whole: rest[open..<close.upperBound]))
      rest = behind[close.upperBound...]
    }
    spans.append(MarkdownSpan(rest))
    return spans.filter { !$0.whole.isEmpty }
  }

  private init(text: Substring, isCode: Bool, whole: Substring) {
    self.text = text
    self.isCode = isCode
    self.whole = whole
  }

  private init(_ text: Substring) { self.init(text: text, isCode: false, whole: text) }
}
