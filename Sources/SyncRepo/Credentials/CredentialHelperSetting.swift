internal import Platform
internal import Processes

/// A value of `credential.helper` (gitcredentials(7), CONFIGURATION OPTIONS).
///
/// `!line` is a line for the shell, and so is an absolute path; anything else is the name of a program
/// `git-credential-NAME` with its arguments. `store` and `cache` are programs of git itself and never
/// started: their work is done here.
struct CredentialHelperSetting: Sendable, Hashable {
  /// The value.
  let text: String

  /// The helper's name in messages: `credential helper "store"`.
  var name: String { "credential helper \"\(shownName)\"" }

  /// The word for the helper; arguments and lines for a shell may hold secrets, and are left out.
  private var shownName: String {
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
  ///   - rules: The other settings about credentials.
  ///   - lockMilliseconds: The time to wait for another writer of a `store` file.
  ///   - context: The context of the operation.
  /// - Returns: The helper.
  /// - Throws: `ConnectionFailure` where the options of `store` or `cache` cannot be read.
  func helper(
    _ rules: CredentialRules, lockMilliseconds: Int, in context: NetworkContext
  ) throws(ConnectionFailure) -> any CredentialHelper {
    switch gitsOwn {
    case .store:
      let options = try options(["file"], in: context)
      let paths = options["file"].map { [$0] } ?? Self.storePaths(context)
      return CredentialStoreFile(paths: paths, lockMilliseconds: lockMilliseconds)
    case .cache:
      let options = try options(["socket", "timeout"], in: context)
      guard let socket = options["socket"] ?? Self.socketPath(context) else {
        throw ConnectionFailure(.other, "there is no home folder for its socket")
      }
      let lifetime = options["timeout"].map(Int.init) ?? 900
      guard let lifetime else { throw ConnectionFailure(.other, "its timeout is not a number") }
      return CredentialCache(
        socket: socket, lifetime: lifetime, protectsProtocol: rules.protectsProtocol,
        context: context)
    case nil:
      let line =
        text.hasPrefix("!")
        ? String(text.dropFirst()) : text.hasPrefix("/") ? text : "git-credential-\(text)"
      return CredentialProgram(
        name: name, line: line, protectsProtocol: rules.protectsProtocol, context: context)
    }
  }

  private enum Native { case store, cache }

  /// The program of git's own that it names, by name or by path.
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

  /// Reads the options after the name: `--file PATH`, `--file=PATH`.
  private func options(
    _ known: Set<String>, in context: NetworkContext
  ) throws(ConnectionFailure) -> [String: String] {
    var words = try ShellWords(text).read(in: context).dropFirst()
    var result: [String: String] = [:]
    while let word = words.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let key = String(parts[0].dropFirst(2))
      guard word.hasPrefix("--"), known.contains(key) else {
        throw ConnectionFailure(.other, "it has an unknown option")
      }
      guard let value = parts.count > 1 ? String(parts[1]) : words.popFirst() else {
        throw ConnectionFailure(.other, "its option --\(key) has no value")
      }
      result[key] = context.expanded(value)
    }
    return result
  }

  private static func storePaths(_ context: NetworkContext) -> [String] {
    let home = context.home.map { "\($0)/.git-credentials" }
    let folder =
      context.variable("XDG_CONFIG_HOME") ?? context.home.map { "\($0)/.config" }
    return [home, folder.map { "\($0)/git/credentials" }].compactMap(\.self)
  }

  private static func socketPath(_ context: NetworkContext) -> String? {
    if let home = context.home, LocalFile.isFolder("\(home)/.git-credential-cache") {
      return "\(home)/.git-credential-cache/socket"
    }
    let folder = context.variable("XDG_CACHE_HOME") ?? context.home.map { "\($0)/.cache" }
    return folder.map { "\($0)/git/credential/socket" }
  }

  private static let plainMarks = Set("-._/+@~".utf8)
}

/// The words of a command line, as a shell makes them.
struct ShellWords {
  private let line: String

  init(_ line: String) { self.line = line }

  /// Returns the words; a line with quotes, variables or the like goes to the shell, which git would
  /// start for it, too.
  func read(in context: NetworkContext) throws(ConnectionFailure) -> [String] {
    let isPlain = line.utf8.allSatisfy { byte in
      byte.isAlphanumeric || Self.plainMarks.contains(byte)
    }
    if isPlain { return line.split(separator: " ").map(String.init) }
    let answer = try context.run(
      "shell for the options of a credential helper", ["/bin/sh", "-c", "printf '%s\\0' \(line)"],
      asksPerson: false)
    guard answer.end == .exited(0) else {
      throw ConnectionFailure(.other, "the shell cannot read its options")
    }
    return answer.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  private static let plainMarks = Set(" -._/+@:,=".utf8)
}
