internal import Platform
internal import Processes

/// A value of `credential.helper` (gitcredentials(7), CONFIGURATION OPTIONS).
///
/// `!line` is a line for the shell, an absolute path is one too; anything else is the name of a
/// program `git-credential-NAME` with its arguments. `store` and `cache` are programs of git itself,
/// which are never started: what they do is done here.
struct CredentialHelperSetting: Sendable, Hashable {
  /// The value.
  let text: String

  /// The helper as a message may name it: arguments and a shell's lines may hold secrets.
  var shownName: String {
    let isLine = text.hasPrefix("!")
    let words = (isLine ? text.dropFirst() : text[...]).split(separator: " ")
    let isPlain = words.first?.utf8.allSatisfy { byte in
      byte.isAlphanumeric || Self.plainMarks.contains(byte)
    }
    guard let word = words.first, isPlain == true, word.utf8.count <= 80 else {
      return isLine ? "!…" : "…"
    }
    return "\(isLine ? "!" : "")\(word)"
  }

  /// Returns the helper.
  ///
  /// - Parameters:
  ///   - rules: What the configuration says beside it.
  ///   - lockMilliseconds: How long to wait for another writer of a `store` file.
  ///   - surroundings: What it gets of this process.
  /// - Returns: What is told of credentials, and asked for them.
  /// - Throws: `ConnectionFailure` where the options of `store` or `cache` cannot be read.
  func helper(
    _ rules: CredentialRules, lockMilliseconds: Int, in surroundings: NetworkContext
  ) throws(ConnectionFailure) -> any CredentialHelper {
    let name = "credential helper \"\(shownName)\""
    switch gitsOwn {
    case .store:
      let options = try options(["file"], in: surroundings)
      let paths = options["file"].map { [$0] } ?? Self.storePaths(surroundings)
      return CredentialStoreFile(name: name, paths: paths, lockMilliseconds: lockMilliseconds)
    case .cache:
      let options = try options(["socket", "timeout"], in: surroundings)
      guard let socket = options["socket"] ?? Self.socketPath(surroundings) else {
        throw ConnectionFailure(.other, "there is no home folder for its socket")
      }
      let lifetime = options["timeout"].map(Int.init) ?? 900
      guard let lifetime else { throw ConnectionFailure(.other, "its timeout is not a number") }
      return CredentialCache(
        name: name, socket: socket, lifetime: lifetime,
        timeLimit: surroundings.helperLimit, protectsProtocol: rules.protectsProtocol,
        cancellation: surroundings.cancellation)
    case nil:
      let line =
        text.hasPrefix("!")
        ? String(text.dropFirst()) : text.hasPrefix("/") ? text : "git-credential-\(text)"
      return CredentialProgram(
        name: name, line: line, environment: surroundings.programEnvironment,
        isInteractive: surroundings.isInteractive, timeLimit: surroundings.helperLimit,
        protectsProtocol: rules.protectsProtocol, cancellation: surroundings.cancellation)
    }
  }

  private enum Native { case store, cache }

  /// Which of git's own programs it names, by name or by path.
  private var gitsOwn: Native? {
    let word = text.prefix { $0 != " " }
    let name =
      word.hasPrefix("/")
      ? LocalFile.name(of: String(word)) : word.hasPrefix("!") ? "" : "git-credential-\(word)"
    switch name {
    case "git-credential-store": return .store
    case "git-credential-cache": return .cache
    default: return nil
    }
  }

  /// Reads the options behind the name: `--file PATH`, `--file=PATH`.
  private func options(
    _ known: Set<String>, in surroundings: NetworkContext
  ) throws(ConnectionFailure) -> [String: String] {
    var words = try ShellWords(text).read(in: surroundings).dropFirst()
    var result: [String: String] = [:]
    while let word = words.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = String(parts[0].dropFirst(2))
      guard word.hasPrefix("--"), known.contains(key) else {
        throw ConnectionFailure(.other, "it has an option that is not known")
      }
      guard let value = parts.count > 1 ? String(parts[1]) : words.popFirst() else {
        throw ConnectionFailure(.other, "its option --\(key) has no value")
      }
      result[key] = surroundings.expanded(value)
    }
    return result
  }

  private static func storePaths(_ surroundings: NetworkContext) -> [String] {
    let home = surroundings.home.map { "\($0)/.git-credentials" }
    let folder =
      surroundings.variable("XDG_CONFIG_HOME") ?? surroundings.home.map { "\($0)/.config" }
    return [home, folder.map { "\($0)/git/credentials" }].compactMap(\.self)
  }

  private static func socketPath(_ surroundings: NetworkContext) -> String? {
    if let home = surroundings.home, LocalFile.isFolder("\(home)/.git-credential-cache") {
      return "\(home)/.git-credential-cache/socket"
    }
    let folder = surroundings.variable("XDG_CACHE_HOME") ?? surroundings.home.map { "\($0)/.cache" }
    return folder.map { "\($0)/git/credential/socket" }
  }

  private static let plainMarks = Set("-._/+@~".utf8)
}

/// The words of a command line, as a shell makes them.
struct ShellWords {
  private let line: String

  init(_ line: String) { self.line = line }

  /// Returns the words; a line with quotes, variables or the like is given to the shell, which git
  /// would start for it too.
  func read(in surroundings: NetworkContext) throws(ConnectionFailure) -> [String] {
    let isPlain = line.utf8.allSatisfy { byte in
      byte.isAlphanumeric || Self.plainMarks.contains(byte)
    }
    if isPlain { return line.split(separator: " ").map(String.init) }
    let start = ProgramStart(
      command: ["/bin/sh", "-c", "printf '%s\\0' \(line)"],
      environment: surroundings.programEnvironment, isInteractive: false, hasOwnSession: true)
    let answer = try ProgramExchange(
      start, outputLimit: 65_536,
      timeLimit: surroundings.helperLimit, cancellation: surroundings.cancellation
    ).run([])
    guard answer.end == .exited(0) else {
      throw ConnectionFailure(.other, "a shell cannot read its options")
    }
    return answer.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  private static let plainMarks = Set(" -._/+@:,=".utf8)
}
