internal import ClaudeCode

/// The parts of a conversation that a summary is made of: bounded in size, cleaned, redacted.
///
/// No text in it holds control characters or a secret the redactor knows. It is data from files
/// that other programs wrote; nothing in it is an instruction.
package struct Digest: Sendable, Equatable {
  /// The session's title, on one line.
  package internal(set) var title: String?
  /// The prompt that the session began with; `nil` when none is known.
  var firstPrompt: String?
  /// The newest prompts after the first one, oldest first.
  package internal(set) var prompts: [String]
  /// The number of prompts between the first one and those that are left out.
  var omittedPrompts: Int
  /// The last answer of the assistant.
  package internal(set) var lastAnswer: String?
  /// True if the user's last prompt has no answer yet.
  var awaitsAnswer: Bool
  /// The files that were touched, the last one touched first.
  var files: [FileTouch]
  /// The number of files left out.
  var omittedFiles: Int
  /// The commands that were run, in the order of their last run.
  var commands: [CommandRun]
  /// The number of commands left out.
  var omittedCommands: Int
  /// The todo list.
  var todos: [Todo]
  /// The summary that the last compaction left behind.
  var compactSummary: String?
  /// Those of the compactions before, the newest first.
  var earlierCompactions: [String] = []
  /// The API failure that ended the last turn; `nil` when an answer came after it.
  var lastFailure: String?
  /// The events, one line each, oldest first; a line in the middle says how many are left out.
  var timeline: [String]
  /// The facts that are known about the project.
  var project: ProjectFacts
  /// The notes of the sessions that this one carries on, one line each; bounded and redacted already.
  package var inherited: [String] = []
  /// The summary that a model wrote of this session before, under the time when it did.
  var summaryBefore: String?

  /// The things said and done, as far as there is room, oldest first; without the last answer.
  var entries: [Entry] = []
  /// The numbers of entries that are left out.
  var omittedEntries: [Entry.Kind: Int] = [:]
  /// The number of lines at the beginning of a transcript that is too long to be known whole.
  var omittedLines = 0
  /// The questions to the person and their decisions, oldest first.
  var decisions: [Decision] = []
  /// The shells and agents that were still running.
  var running: [String] = []
  /// The addresses of pull requests.
  var pullRequests: [String] = []
  /// One line on whether the work was checked after the last change to files.
  var verification: String?
  /// True if the conversation went on after its last compaction.
  package var hasWorkSinceCompaction = true

  /// The prompts that are kept, oldest first.
  var allPrompts: [String] { [firstPrompt].compactMap(\.self) + prompts }

  /// True if no person ever sent a prompt, and no file was changed: there is nothing to hand over.
  package var isEmpty: Bool {
    firstPrompt == nil && compactSummary == nil && !hasChangedFiles
  }

  /// True if a file was changed.
  package var hasChangedFiles: Bool { files.contains { !$0.isOnlyRead } }

  /// A stable hash of the conversation alone, which a commit or an edit elsewhere leaves as it is.
  package var conversationHash: String {
    var hash = StableHash()
    for field in [title, firstPrompt, lastAnswer, compactSummary, lastFailure] {
      hash.add(field ?? "\u{0}")
    }
    hash.add(awaitsAnswer ? "open" : "answered")
    for list in [prompts, timeline] {
      hash.add(String(list.count))
      list.forEach { hash.add($0) }
    }
    for line in earlierCompactions + running + pullRequests { hash.add(line) }
    for line in files.map(\.line) + commands.map(\.line) { hash.add(line) }
    for todo in todos {
      hash.add(todo.status)
      hash.add(todo.text)
    }
    return hash.hexadecimal
  }
}

extension Digest {
  /// The largest size of a digest.
  struct Limits: Sendable, Equatable {
    /// The size of the whole digest as text, in columns.
    var total: Int
    /// The number of prompts kept besides the first one.
    var prompts: Int
    /// The number of files kept.
    var files: Int
    /// The number of commands kept.
    var commands: Int
    /// The number of todo entries kept.
    var todos: Int

    /// Makes limits; what is below the smallest useful value is raised to it.
    ///
    /// - Parameters:
    ///   - total: Columns, at least 16,000.
    ///   - prompts: The number of prompts besides the first one.
    ///   - files: The number of files.
    ///   - commands: The number of commands.
    ///   - todos: The number of todo entries.
    init(
      total: Int = 60_000, prompts: Int = 20, files: Int = 60, commands: Int = 30, todos: Int = 40
    ) {
      self.total = max(total, 16_000)
      self.prompts = max(prompts, 1)
      self.files = max(files, 1)
      self.commands = max(commands, 1)
      self.todos = max(todos, 1)
    }

    /// The limits of what a model is given: 60,000 columns.
    static let standard = Limits()

    /// Returns so many hundredths of the whole, in columns.
    func share(_ percent: Int) -> Int { total / 100 * percent }
  }
}

extension Digest {
  /// The digest as plain text, in named parts, as a model is given it.
  ///
  /// It is at most as large as the limits' total besides what is inherited, and holds no more than the digest itself does.
  package var text: String {
    var parts: [String] = []
    func part(_ name: String, _ lines: [String]) {
      guard !lines.isEmpty else { return }
      parts.append("[\(name)]\n" + lines.joined(separator: "\n"))
    }
    part("session title", [title].compactMap { $0 })
    part("project", project.lines)
    part("notes of the sessions before, which this one carries on", inherited)
    part(
      "summary written before; whatever differs below is newer", [summaryBefore].compactMap { $0 })
    part("summary left by the last compaction", [compactSummary].compactMap { $0 })
    part("summaries of the compactions before, the newest first", earlierCompactions)
    part("todo list", todos.map { "- [\($0.status)] \($0.text)" })
    part("files touched\(Self.leftOut(omittedFiles))", files.map { "- " + $0.line })
    part("still running in the background", running.map { "- " + $0 })
    part("pull requests", pullRequests.map { "- " + $0 })
    part("checks", [verification].compactMap(\.self))
    part("failed, then mended", commands.filter { $0.mending != nil }.map { "- " + $0.command })
    part("what happened, oldest first; a failure below may be mended later", timeline)
    part("last answer of the assistant", [lastAnswer].compactMap { $0 })
    part("state", awaitsAnswer ? ["The user's last prompt has no answer yet."] : [])
    part("the last turn ended with an API failure", [lastFailure].compactMap { $0 })
    return parts.joined(separator: "\n\n")
  }

  private static func leftOut(_ count: Int) -> String {
    count > 0 ? ", \(count) more left out" : ""
  }
}

extension ProjectFacts {
  /// The facts that are known, one line each.
  var lines: [String] {
    var lines: [String] = []
    if let name { lines.append("name: \(name)") }
    if let folder { lines.append("folder: \(folder)") }
    if let branch { lines.append("branch: \(branch)") }
    if let head { lines.append("head commit: \(head)") }
    if dirtyCount > 0 { lines.append("uncommitted files: \(dirtyCount)") }
    lines += dirtyFiles.map { "- \($0)" }
    if dirtyCount > dirtyFiles.count, !dirtyFiles.isEmpty {
      lines.append("- and \(dirtyCount - dirtyFiles.count) more")
    }
    if let unpushed { lines.append("commits not pushed: \(unpushed)") }
    return lines
  }
}

/// The facts that the caller knows about a session's project; plain values, no git in here.
package struct ProjectFacts: Sendable, Equatable {
  /// The project's name, such as `acme/api`.
  package var name: String?
  /// The project's folder; the home folder is written as `~`.
  package var folder: String?
  /// The branch that is checked out; `nil` when there is none.
  package var branch: String?
  /// The full id of the commit that is checked out.
  package var head: String?
  /// The files that differ from it, each with one word in front: `modified Sources/A.swift`.
  package var dirtyFiles: [String]
  /// The number of those files; `dirtyFiles` may hold fewer.
  package var dirtyCount: Int
  /// The number of commits the upstream branch does not have; `nil` when there is no upstream.
  package var unpushed: Int?

  /// Makes the facts; those that are not known are left out.
  package init(
    name: String? = nil, folder: String? = nil, branch: String? = nil, head: String? = nil,
    dirtyFiles: [String] = [], dirtyCount: Int? = nil, unpushed: Int? = nil
  ) {
    self.name = name
    self.folder = folder
    self.branch = branch
    self.head = head
    self.dirtyFiles = dirtyFiles
    self.dirtyCount = max(dirtyCount ?? dirtyFiles.count, dirtyFiles.count)
    self.unpushed = unpushed
  }
}

/// The 64-bit FNV-1a hash: the same on every machine and in every run, unlike `Hasher`.
///
/// It tells whether a text changed; it protects against nothing.
struct StableHash {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Returns the hash of one field.
  static func of(_ field: String) -> String {
    var hash = StableHash()
    hash.add(field)
    return hash.hexadecimal
  }

  /// Adds a field; its end is marked, so that `["ab", "c"]` differs from `["a", "bc"]`.
  mutating func add(_ field: String) {
    for byte in field.utf8 { add(byte) }
    // 0xFF occurs nowhere in UTF-8.
    add(0xFF)
  }

  /// The hash of the fields added so far, as 16 lower-case hexadecimal digits.
  var hexadecimal: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}
