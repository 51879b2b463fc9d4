package import Essentials
internal import MachineState
internal import Phrases
internal import Platform
package import SnapshotStore
internal import Summarizer

/// Finding the task that a person means.
extension TaskList {
  /// Finds the task that a person means.
  ///
  /// - Parameters:
  ///   - text: A number of the list shown last, the id of a task or its beginning (four characters or
  ///     more), `5a90@desk` for one side of a fork, the name of a file, a session id, the beginning of
  ///     either, or words of a title.
  ///   - side: Asks which side of a fork is meant; `nil` where nobody can be asked.
  /// - Returns: The task.
  /// - Throws: `HandoffError` with `noInput` where there is none, `usage` where there are several.
  package func find(
    _ text: String, side: (OpenTask) throws -> StoredSnapshot? = { _ in nil }
  ) async throws -> StoredSnapshot {
    let listed = try await listed()
    // Four digits and more are the beginning of an id.
    if let number = Int(text), text.count < ShortID.minimum {
      return try find(number: number, in: listed)
    }
    let needle = text.lowercased()
    let exact = listed.all.filter { $0.name.lowercased() == needle || $0.sessionID == needle }
    if let only = exact.first, exact.count == 1 { return only }
    if let at = needle.lastIndex(of: "@"),
      let machine = MachineName(String(needle[needle.index(after: at)...]))
    {
      let tips = listed.tasks.filter { $0.id.hasPrefix(needle[..<at]) }.flatMap(\.tips)
        .filter { $0.machine?.lowercased() == machine.rawValue.lowercased() }
      if at != needle.startIndex, let only = tips.first, tips.count == 1 { return only }
    }
    if needle.count >= ShortID.minimum {
      let tasks = listed.tasks.filter { $0.id.lowercased().hasPrefix(needle) }
      if let only = tasks.first, tasks.count == 1 {
        if only.others.isEmpty { return only.newest }
        guard let chosen = try side(only) else { throw only.whichSide }
        return chosen
      }
    }
    let found = listed.all.filter {
      $0.name.lowercased().hasPrefix(needle) || $0.sessionID?.hasPrefix(needle) == true
    }
    if !found.isEmpty { return try only(found, text) }
    let titled = listed.titled(text)
    guard !titled.isEmpty else { throw nothing(text, in: listed) }
    return try only(titled, text)
  }

  /// Finds the task that a person means, whichever side of it is newest.
  ///
  /// - Parameter text: As for `find(_:side:)`.
  /// - Returns: Its newest member, and the task as a list shows it.
  /// - Throws: As `find(_:side:)`.
  package func findWhole(_ text: String) async throws -> (StoredSnapshot, OpenTask?) {
    let found = try await find(text) { $0.newest }
    let listed = try await listed()
    let tip = listed.tips(carryingOn: found).first ?? found
    return (tip, listed.task(of: tip))
  }

  private func only(_ found: [StoredSnapshot], _ text: String) throws -> StoredSnapshot {
    if let only = found.first, found.count == 1 { return only }
    throw HandoffError(
      .usage,
      Phrases.findSeveral(text: text.prefix(80), n: found.count, tasks: Self.names(of: found)),
      hint: Phrases.findSeveralHint())
  }

  private func nothing(_ text: String, in listed: ListedTasks) -> HandoffError {
    let near = listed.suggestions(for: text)
    return HandoffError(
      .noInput, Phrases.findNothing(text: text.prefix(80)),
      hint: near.isEmpty
        ? Phrases.findNothingHint()
        : Phrases.findSuggestions(
          tasks: Phrases.list(
            near.map { Phrases.findSuggestion(id: $0.shortID, title: $0.title.oneLine(limit: 40)) })
        ))
  }

  /// Returns the names of some tasks, each with its title, for a message.
  static func names(of tasks: [StoredSnapshot]) -> String {
    Phrases.list(
      tasks.prefix(5).map { task in
        guard let title = task.header?.title, !title.isEmpty else { return task.name }
        return Phrases.findSuggestion(id: task.name, title: title.oneLine(limit: 40))
      })
  }
}

// MARK: - Numbers

extension TaskList {
  /// The tasks, remembered in this order for the reader that they are shown to, so that numbers go on
  /// meaning what they meant there.
  package func numbered() async throws -> ListedTasks {
    let listed = try await listed()
    try? ListingMemory(context).remember(listed.tasks.map(\.newest.name))
    return listed
  }

  private func find(number: Int, in listed: ListedTasks) throws -> StoredSnapshot {
    let shown = ListingMemory(context).names
    let names = shown.isEmpty ? listed.tasks.map(\.newest.name) : shown
    guard names.indices.contains(number - 1) else {
      throw HandoffError(
        .noInput, Phrases.findNoNumber(number: number, n: names.count),
        hint: Phrases.findNoNumberHint())
    }
    let name = names[number - 1]
    // Of a task that went on since, its newest state.
    guard let task = listed.all.first(where: { $0.name == name }) else {
      throw HandoffError(
        .noInput, Phrases.findFinished(number: number), hint: Phrases.findFinishedHint(task: name))
    }
    return task
  }

  /// Returns whether a number means now what it meant when this reader was shown a list.
  ///
  /// - Parameter number: The number.
  /// - Returns: The task that has the number now where that is another one than was shown, or where no
  ///   list was shown here; `nil` where both are one.
  /// - Throws: `SyncError` where the clone cannot be read.
  package func renumbered(_ number: Int) async throws -> RenumberedTask? {
    let memory = ListingMemory(context)
    let tasks = try await listed().tasks
    let now = tasks.indices.contains(number - 1) ? tasks[number - 1] : nil
    let shown = memory.names
    guard shown.indices.contains(number - 1) else {
      return now.map { RenumberedTask(shownAt: nil, now: $0) }
    }
    let isSame = now?.tips.contains { $0.name == shown[number - 1] } == true
    return isSame ? nil : RenumberedTask(shownAt: memory.time, now: now)
  }

  /// A task whose number is not what it was.
  package struct RenumberedTask: Sendable {
    /// The time at which the list was shown; `nil` if none was shown to this reader.
    package let shownAt: Date?
    /// The task that has the number now.
    package let now: OpenTask?
  }
}

/// The order of the list that a reader was shown last, so that `2` still means what it meant there.
///
/// A reader is a session of Claude Code, or a login session with its terminal: what one was shown does
/// not renumber another one's list.
struct ListingMemory: Sendable {
  private let path: String?

  init(_ context: HandoffContext) {
    let reader =
      context.currentSession.flatMap { SessionID($0)?.rawValue } ?? Self.terminal(context)
    path = (try? context.state()).map { $0.path + "/lists/" + reader }
  }

  /// The login session, by its leader and when that began; its number alone comes again.
  private static func terminal(_ context: HandoffContext) -> String {
    let leader = getsid(0)
    guard case .running(start: let start) = context.processes().look(leader) else {
      return "\(leader)"
    }
    return "\(leader)-\(start)"
  }

  /// The names that were shown, in order.
  var names: [String] {
    let bytes = path.flatMap { try? LocalFile.read($0, limit: 1 << 20) } ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The time at which they were shown.
  var time: Date? {
    path.flatMap { LocalFile.modified($0) }.map {
      Date(timeIntervalSince1970: TimeInterval($0 / 1_000_000_000))
    }
  }

  /// Remembers an order.
  func remember(_ names: [String]) throws {
    guard let path else { return }
    let folder = LocalFile.folder(of: path)
    try LocalFile.createFolder(folder)
    let bytes = Array(names.joined(separator: "\n").utf8)
    if (try? LocalFile.read(path, limit: 1 << 20)) != bytes {
      try LocalFile.write(bytes, to: path, durable: false)
    }
    forgetOthers(in: folder)
  }

  /// Removes what readers that are long gone were shown.
  private func forgetOthers(in folder: String) {
    let names = LocalFile.names(in: folder)
    guard names.count > Self.limit else { return }
    let files = names.map { name in (path: "\(folder)/\(name)", name: name) }
      .sorted { (LocalFile.modified($0.path) ?? 0) > (LocalFile.modified($1.path) ?? 0) }
    for file in files.dropFirst(Self.limit / 2) { try? LocalFile.remove(file.path) }
  }

  private static let limit = 100
}

// MARK: - Chains

extension ListedTasks {
  /// The task that a tip belongs to.
  package func task(of stored: StoredSnapshot) -> OpenTask? {
    tasks.first { $0.tips.contains { $0.name == stored.name } }
  }

  /// The short id of the unfinished task that a snapshot belongs to.
  package func shortID(of stored: StoredSnapshot) -> String? {
    let id = lineage.task(of: stored)
    return tasks.first { $0.id == id }?.shortID
  }

  /// The short id of the task that a session's snapshot belongs to, or would begin.
  func shortID(of stored: StoredSnapshot?, orSession session: SessionID) -> String {
    let id = stored.map { lineage.task(of: $0) } ?? session.rawValue
    return tasks.first { $0.id == id }?.shortID ?? ShortID.of(id, among: tasks.map(\.id))
  }

  /// The tips that carry a snapshot on; itself, if nobody does.
  package func tips(carryingOn stored: StoredSnapshot) -> [StoredSnapshot] {
    guard lineage.superseded.contains(stored.name) else { return [stored] }
    return lineage.heirs(of: stored.name).filter { !lineage.superseded.contains($0.name) }
  }

  /// The tips whose titles have all of some words.
  func titled(_ text: String) -> [StoredSnapshot] {
    let words = text.lowercased().split(separator: " ")
    guard !words.isEmpty else { return [] }
    return tips.filter { tip in
      let title = tip.header?.title.lowercased() ?? ""
      return words.allSatisfy { title.contains($0) }
    }
  }

  /// The tasks that somebody may have meant by words that fit none: those with one of the words, or one
  /// that begins alike.
  func suggestions(for text: String) -> [OpenTask] {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber) }
    let found = tasks.filter { task in
      let others = task.title.lowercased().split { !($0.isLetter || $0.isNumber) }
      return words.contains { word in
        task.id.lowercased().hasPrefix(word.prefix(3))
          || others.contains { $0.count >= 3 && word.hasPrefix($0.prefix(3)) && word.count >= 3 }
      }
    }
    return Array(found.prefix(3))
  }
}

extension OpenTask {
  /// The answers that one side has given since the others went their own way.
  ///
  /// - Parameter tip: The side.
  /// - Returns: Its answers; those that a side had seen do not count.
  package func answers(of tip: StoredSnapshot) -> Int {
    let seen = tips.compactMap(\.header).filter { $0.resumedFrom == tip.name }.compactMap(\.base)
      .max()
    return max(0, (tip.header?.turns ?? 0) - (seen ?? 0))
  }

  /// The error that asks which side of a fork is meant.
  package var whichSide: HandoffError {
    let sides = tips.map { "\(shortID)@\($0.machine ?? "?")" }
    return HandoffError(
      .usage, Phrases.forkWhich(title: title, sides: Phrases.list(sides)),
      hint: Phrases.forkWhichHint(id: shortID, machine: newest.machine ?? "?"))
  }
}
