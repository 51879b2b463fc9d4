internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import SyncRepo
internal import Synchronization
internal import TerminalUI

/// The work behind the picker: it reads, finishes, brings back and asks the remote, while the person goes
/// on.
final class TaskPickerHost: Sendable {
  /// A change that can be taken back.
  private enum Change {
    case finished([StoredSnapshot])
    case restored([StoredSnapshot])
    /// The title that it had before.
    case renamed(StoredSnapshot, String)
  }

  private struct State {
    var open: [String: OpenTask] = [:]
    var finished: [String: RemovedSnapshot] = [:]
    var changes: [Change] = []
    var isRefreshing = false
    var isOwed = false
  }

  let mailbox = PickerMailbox()
  private let console: Console
  private let list: TaskList
  private let state = Mutex(State())
  private let queue = SerialQueue()

  /// The finished tasks that are shown.
  private static let finishedLimit = 500

  init(_ console: Console, _ list: TaskList) {
    self.console = console
    self.list = list
  }

  /// Returns the unfinished tasks as they are here.
  func tasks() async throws -> [PickerTask] {
    let tasks = try await list.listed().tasks
    let isOfThisProject = list.isOfThisProject()
    let shown = tasks.map {
      PickerTask($0, isOfThisProject: isOfThisProject($0), console)
    }
    state.withLock { state in
      state.open = Dictionary(tasks.map { ($0.id, $0) }) { first, _ in first }
    }
    return shown
  }

  /// Returns a task that was chosen, or one side of it.
  func stored(_ id: String, side: Int?) -> StoredSnapshot? {
    state.withLock { state in
      guard let task = state.open[id] else { return nil }
      return side.flatMap { task.tips.indices.contains($0) ? task.tips[$0] : nil } ?? task.newest
    }
  }

  /// Returns a finished task that was chosen.
  func removed(_ id: String) -> RemovedSnapshot? { state.withLock { $0.finished[id] } }

  /// Does what the picker asks for; the results go into the mailbox.
  func perform(_ effect: PickerEffect) {
    switch effect {
    case .refresh: refresh()
    case .readDetails(let id): Task { await readDetails(id) }
    case .readNotes: Task { await readNotes() }
    case .readFinished: Task { await readFinished() }
    case .copy(let id): Task { await self.change { try await self.copyPrompt(of: id) } }
    case .finish(let ids): Task { await change { try await self.finish(ids) } }
    case .restore(let ids): Task { await change { try await self.restore(ids) } }
    case .rename(let id, let title): Task { await change { try await self.rename(id, title) } }
    case .note(let id, let text): Task { await change { try await self.note(id, text) } }
    case .pin(let id): Task { await change { try await self.pin(id) } }
    case .undo: Task { await change { try await self.undo() } }
    case .leave, .choose, .redraw, .suspend: break
    }
  }

  /// Ends the work: what was changed is pushed while the person waits for two seconds, then by a process
  /// of its own.
  func end() async {
    await queue.run {}
    guard state.withLock({ $0.isOwed }) else { return }
    switch await list.deliver(within: .seconds(2)) {
    case .current, .late: break
    case .failed(let trouble):
      let failure = HandoffError(trouble)
      console.warn(Phrases.laterForOthers(reason: failure.message), hint: failure.hint)
    }
  }

  // MARK: Reading

  /// Asks the remote what is new.
  func refresh() {
    let begins = state.withLock { state in
      defer { state.isRefreshing = true }
      return !state.isRefreshing
    }
    guard begins else { return }
    Task {
      let address = try? await list.store.repo.remoteAddress()
      let remote = address.map { name(of: $0) } ?? Phrases.theRemote()
      mailbox.post(.freshness(.asking(remote: remote, since: since)))
      let trouble = await list.refresh()
      state.withLock { $0.isRefreshing = false }
      if trouble == nil {
        mailbox.post(
          .freshness(
            .current(time: LocalTime(console.context.now()).clock(now: console.context.now()))))
      } else {
        mailbox.post(.freshness(.unreachable(remote: remote, since: since)))
      }
      await showTasks()
    }
  }

  /// The host of a remote; the path of one on this computer.
  private func name(of remote: RemoteAddress) -> String {
    if let path = remote.localPath { return StyledText(console.context.shortened(path)).plain }
    let text = remote.description
    let rest = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
    let place = rest.prefix { $0 != "/" && $0 != ":" }
    return String(place.lastIndex(of: "@").map { place[place.index(after: $0)...] } ?? place)
  }

  private var since: String? { console.lastFetch.map { console.ago($0) } }

  private func showTasks() async {
    if let failure = MachineStatus.pushTrouble(console.context) {
      let time = LocalTime(failure.since).clock(now: console.context.now())
      mailbox.post(.freshness(.notPushed(since: time)))
    }
    if let tasks = try? await tasks() { mailbox.post(.tasks(tasks)) }
  }

  private func readNotes() async {
    let tasks = state.withLock { $0.open }
    var notes: [String: String] = [:]
    for (id, task) in tasks {
      if let body = try? await list.store.read(task.newest)?.body {
        notes[id] = body.sections.values.joined(separator: "\n")
      }
    }
    mailbox.post(.notes(notes))
  }

  private func readFinished() async {
    do {
      let removed = try await list.finished(limit: Self.finishedLimit)
      state.withLock { state in
        state.finished = Dictionary(removed.map { ($0.last.name, $0) }) { first, _ in first }
      }
      let here = list.settings.machine?.rawValue
      mailbox.post(.finished(removed.map { PickerTask($0, here: here) }))
    } catch {
      mailbox.post(.finished([]))
      mailbox.post(.done(trouble(error)))
    }
  }

  private func readDetails(_ id: String) async {
    if let removed = removed(id) {
      let facts = [
        Self.facts([String(id.suffix(36).prefix(4)), removed.last.header?.project]),
        Phrases.pickerFinishedTime(time: console.ago(removed.removed)),
      ]
      let notes = Self.withoutFrontMatter(removed.content)
      return mailbox.post(.details(id, PickerDetails(facts: facts, notes: notes)))
    }
    guard let task = state.withLock({ $0.open[id] }) else { return }
    let bytes = (try? await list.store.content(of: task.newest)) ?? []
    let notes =
      task.newest.header == nil
      ? String(decoding: bytes, as: UTF8.self) : Self.withoutFrontMatter(bytes)
    let facts = sentences(of: task)
    mailbox.post(.details(id, PickerDetails(facts: facts, notes: notes)))
    guard let header = task.newest.header,
      let all = try? await list.store.list()
    else { return }
    // This looks at the project's files, which may take a moment.
    let finder = ProjectFinder(console.context, roots: list.settings.projectRoots)
    var here = Phrases.pickerNotHere()
    if case .here(let folders) = finder.find(header, of: all), let folder = folders.first {
      let comparison = ProjectComparison(header, folder: folder, context: console.context)
      here = Phrases.pickerHere(facts: Phrases.list(comparison.factsHere))
    }
    mailbox.post(.details(id, PickerDetails(facts: facts + [here], notes: notes)))
  }

  /// The state of a task in sentences.
  private func sentences(of task: OpenTask) -> [String] {
    guard let header = task.newest.header else {
      return [
        Phrases.taskUnreadableRow(
          file: task.newest.path, reason: task.newest.problem?.description ?? "?")
      ]
    }
    let time = console.ago(header.updated)
    let machine = task.newest.machine ?? Phrases.unknownMachine()
    var said: [String] = []
    switch task.standing {
    case .unreadable: break
    case .forked: said.append(Phrases.pickerForked(n: task.tips.count))
    case .claimed(by: let holder, since: let since):
      said.append(
        Phrases.pickerTakenOver(
          machine: holder.machine ?? machine, time: console.ago(since)))
    case .open:
      said.append(
        task.isHere
          ? Phrases.pickerOpenHere(time: time)
          : Phrases.pickerOpenThere(machine: machine, time: time))
    case .interrupted:
      said.append(
        task.isHere
          ? Phrases.pickerInterruptedHere(time: time)
          : Phrases.pickerInterrupted(machine: machine, time: time))
    case .free:
      said.append(
        task.isHere
          ? Phrases.pickerFromHere(time: time) : Phrases.pickerFrom(machine: machine, time: time))
    }
    if !task.isHere { said.insert(Phrases.pickerRunsHere(machine: machine), at: 0) }
    if task.isWaiting { said.append(Phrases.pickerWaits()) }
    var only: [String] = []
    if let n = header.dirty, n > 0 { only.append(Phrases.placeFiles(n: n)) }
    if let n = header.unpushed, n > 0 { only.append(Phrases.placeCommits(n: n)) }
    if !only.isEmpty { said.append(Phrases.pickerFacts(facts: Phrases.list(only))) }
    let commit = header.head.map { String($0.prefix(7)) }
    let branch = header.branch.map { branch in
      commit.map { Phrases.placeBranch(branch: branch, commit: $0) } ?? branch
    }
    return [
      Self.facts([task.shortID, header.project, branch ?? commit]),
      Phrases.sentences(said),
    ]
  }

  private static func facts(_ facts: [String?]) -> String {
    facts.compactMap(\.self).joined(separator: " · ")
  }

  private static func withoutFrontMatter(_ bytes: [UInt8]) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("---\n"), let end = text.firstRange(of: "\n---\n") else { return text }
    return String(text[end.upperBound...].drop { $0 == "\n" })
  }

  // MARK: Changing

  /// Runs a change, one at a time, and shows what it says.
  private func change(_ body: @escaping @Sendable () async throws -> PickerMessage) async {
    await queue.run {
      do {
        self.mailbox.post(.done(try await body()))
      } catch {
        self.mailbox.post(.done(self.trouble(error)))
      }
    }
  }

  private func trouble(_ error: any Error) -> PickerMessage {
    let failure = HandoffError(error)
    return PickerMessage(
      StyledText(console.errors.glyphs.failure + " ", .red)
        + StyledText(Phrases.sentences([failure.message, failure.hint].compactMap(\.self))))
  }

  private func success(_ text: String, _ key: String? = nil) -> PickerMessage {
    PickerMessage(
      StyledText(console.errors.glyphs.success + " ", .green) + StyledText(text), key: key)
  }

  private func finish(_ ids: [String]) async throws -> PickerMessage {
    let tasks = state.withLock { state in ids.compactMap { state.open[$0] } }
    let finished = try await list.finish(tasks.flatMap(\.tips), pushes: false)
    note(.finished(finished.removed))
    let text =
      tasks.count == 1
      ? Phrases.doneTask(title: tasks[0].title) : Phrases.doneTasks(n: tasks.count)
    await showChange()
    return success(text, Phrases.pickerBringsBack())
  }

  private func restore(_ ids: [String]) async throws -> PickerMessage {
    let removed = state.withLock { state in ids.compactMap { state.finished[$0] } }
    _ = try await list.restore(removed, pushes: false)
    note(.restored(removed.map(\.last)))
    await showChange()
    return success(
      Phrases.restoreDone(
        title: Phrases.list(removed.map { $0.last.header?.title ?? $0.last.name })),
      Phrases.pickerFinishes())
  }

  private func rename(_ id: String, _ title: String) async throws -> PickerMessage {
    guard let task = stored(id, side: nil) else {
      return PickerMessage(StyledText(Phrases.pickerIsFinished(), .dim))
    }
    let renamed = try await list.rename(task, to: title, pushes: false)
    if let before = task.header?.title { note(.renamed(task, before)) }
    await showChange()
    return success(Phrases.renamed(title: renamed.title))
  }

  private func note(_ id: String, _ text: String) async throws -> PickerMessage {
    guard let task = stored(id, side: nil) else {
      return PickerMessage(StyledText(Phrases.pickerIsFinished(), .dim))
    }
    _ = try await list.note(text, on: task, pushes: false)
    state.withLock { $0.isOwed = true }
    await showChange()
    return success(Phrases.noted(title: task.header?.title ?? task.name))
  }

  private func pin(_ id: String) async throws -> PickerMessage {
    guard let task = state.withLock({ $0.open[id] }) else {
      return PickerMessage(StyledText(Phrases.pickerIsFinished(), .dim))
    }
    if task.isPinned {
      _ = try await list.unpin(task.newest)
    } else {
      try await list.pin(task.newest)
    }
    await showTasks()
    return success(
      task.isPinned ? Phrases.unpinned(title: task.title) : Phrases.pinned(title: task.title))
  }

  private func undo() async throws -> PickerMessage {
    guard let change = state.withLock({ $0.changes.popLast() }) else {
      return PickerMessage(StyledText(Phrases.pickerNothingToUndo(), .dim))
    }
    let text: PickerMessage
    switch change {
    case .finished(let snapshots):
      var removed: [RemovedSnapshot] = []
      for one in snapshots { removed.append(try await list.findRemoved(one.name)) }
      _ = try await list.restore(removed, pushes: false)
      text = success(
        Phrases.restoreDone(title: snapshots.first?.header?.title ?? snapshots.first?.name ?? ""))
    case .renamed(let task, let title):
      text = success(
        Phrases.renamed(title: try await list.rename(task, to: title, pushes: false).title))
    case .restored(let snapshots):
      _ = try await list.finish(snapshots, pushes: false)
      text = success(
        Phrases.doneTask(title: snapshots.first?.header?.title ?? snapshots.first?.name ?? ""))
    }
    state.withLock { $0.isOwed = true }
    await showChange()
    return text
  }

  private func note(_ change: Change) {
    state.withLock { state in
      state.changes.append(change)
      state.isOwed = true
    }
  }

  /// Shows what is left after a change, and has it pushed.
  private func showChange() async {
    await showTasks()
    if state.withLock({ !$0.finished.isEmpty }) { await readFinished() }
    Task {
      if await list.push() == nil { state.withLock { $0.isOwed = false } }
    }
  }

  private func copyPrompt(of id: String) async throws -> PickerMessage {
    guard let task = state.withLock({ $0.open[id] }) else {
      return PickerMessage(StyledText(Phrases.pickerIsFinished(), .dim))
    }
    let all = try await list.store.list()
    let snapshot = try await list.store.read(task.newest)
    let finder = ProjectFinder(console.context, roots: list.settings.projectRoots)
    var folder: String?
    if let snapshot, case .here(let folders) = finder.find(snapshot.header, of: all) {
      folder = folders.first
    }
    let prompt = try Resumption(
      task.newest, snapshot, folder: folder, all: all, machine: list.settings.machine,
      context: console.context
    ).prompt
    Terminal.writer(fd: 2)(
      Clipboard.sequence(for: prompt, isInsideTmux: console.context.isSet("TMUX")))
    return success(
      Phrases.pickerCopied(size: ByteCount.describe(prompt.utf8.count), task: task.shortID))
  }
}

/// Runs pieces of work one after another.
private actor SerialQueue {
  private var last: Task<Void, Never>?

  func run(_ work: @escaping @Sendable () async -> Void) async {
    let before = last
    let task = Task {
      await before?.value
      await work()
    }
    last = task
    await task.value
  }
}
