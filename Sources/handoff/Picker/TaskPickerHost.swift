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
    /// A change that cannot be taken back.
    case noted
  }

  private struct State {
    var open: [String: OpenTask] = [:]
    var finished: [String: FinishedTask] = [:]
    var changes: [Change] = []
    /// The exchange with the remote that is under way.
    var exchange: Task<Void, Never>?
    /// The reading of the details that are looked at.
    var details: Task<Void, Never>?
    /// The changes that are being made.
    var changing = 0
    /// The changes that were begun, and those of them that the remote has.
    var made = 0
    var pushed = 0
    /// The time at which the remote was in step with what is shown.
    var current: Date?
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
      PickerTask($0, isOfThisProject: $0.tips.contains(where: isOfThisProject), console)
    }
    state.withLock { state in
      state.open = Dictionary(tasks.map { ($0.id, $0) }) { first, _ in first }
    }
    return shown
  }

  /// Returns a task that was chosen, or one side of it.
  func stored(_ id: String, side: String?) -> StoredSnapshot? {
    state.withLock { state in
      guard let task = state.open[id] else { return nil }
      return side.map { side in task.tips.first { $0.name == side } } ?? task.newest
    }
  }

  /// True if what is shown is what the remote had less than a minute ago.
  var isCurrent: Bool {
    let now = console.context.now()
    return state.withLock {
      $0.current.map { (0..<60).contains(now.timeIntervalSince($0)) } ?? false
    }
  }

  /// Returns a finished task that was chosen.
  func finished(_ id: String) -> FinishedTask? { state.withLock { $0.finished[id] } }

  /// Does what the picker asks for; the results go into the mailbox.
  func perform(_ effect: PickerEffect) {
    switch effect {
    case .refresh: refresh()
    case .readDetails(let id):
      // Whoever runs through the list waits for no task but the last.
      state.withLock { state in
        state.details?.cancel()
        state.details = Task { await self.readDetails(id) }
      }
    case .readNotes: Task { await readNotes() }
    case .readFinished: Task { await readFinished() }
    case .copy(let id):
      Task {
        do {
          mailbox.post(.done(try await copyPrompt(of: id)))
        } catch {
          mailbox.post(.done(trouble(error)))
        }
      }
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
  ///
  /// What they have not seen is told.
  ///
  /// - Throws: `ExitCode` where they do not wait; the push is then another process's.
  func end() async throws {
    do {
      try await console.progress(Phrases.pickerFinishing()) { _ in await queue.run {} }
      await stopExchange()
      for text in mailbox.unseen() { console.note(text) }
      guard isOwed else { return }
      let delivery = try await console.progress(
        Phrases.pickerFinishing(), stopped: Phrases.stoppedKept()
      ) { _ in await list.deliver(within: .seconds(2)) }
      switch delivery {
      case .current, .late: break
      case .failed(let trouble):
        let failure = HandoffError(trouble)
        console.warn(Phrases.laterForOthers(reason: failure.message), hint: failure.hint)
      }
    } catch {
      if isOwed { list.deliverBehind() }
      throw error
    }
  }

  /// Leaves the push to another process, where a signal ends this one, when the changes that are being made
  /// are in the clone: they take a moment, or another process has it.
  func handOver() async {
    for _ in 0..<200 where state.withLock({ $0.changing > 0 }) {
      try? await Task.sleep(for: .milliseconds(10))
    }
    if isOwed { list.deliverBehind() }
  }

  private var isOwed: Bool { state.withLock { $0.made > $0.pushed } }

  // MARK: The remote

  /// Asks the remote what is new, and pushes what was changed.
  func refresh() {
    state.withLock { state in
      guard state.exchange == nil else { return }
      state.exchange = Task {
        await self.exchange()
        self.state.withLock { $0.exchange = nil }
      }
    }
  }

  /// Gives up the exchange with the remote, which has the clone for as long as it waits.
  private func stopExchange() async {
    let exchange = state.withLock { $0.exchange }
    exchange?.cancel()
    await exchange?.value
  }

  /// The failures of a network that is not there.
  private static let away: [SyncError.Kind] = [
    .remoteUnreachable, .timedOut, .nameNotFound, .connectionRefused,
  ]

  private func exchange() async {
    let address = try? await list.store.repo.remoteAddress()
    let remote = address.map { console.place(of: $0) } ?? Phrases.theRemote()
    mailbox.post(.freshness(.asking(remote: remote, since: since)))
    let (made, pushed) = state.withLock { ($0.made, $0.pushed) }
    // By a list of its own, for whose waiting no reading waits; and nobody is asked for a password on a
    // screen that shows something else.
    var context = console.context
    context.canAsk = false
    let trouble: HandoffError?
    var isAway = false
    do {
      let other = try await TaskList.open(context, settings: list.settings)
      let failure = await made > pushed ? other.push() : other.refresh()
      isAway = failure.map { Self.away.contains($0.kind) } ?? false
      trouble = failure.map { HandoffError($0) }
    } catch {
      trouble = HandoffError(error)
    }
    guard !Task.isCancelled else { return }
    if let trouble {
      mailbox.post(.freshness(.unreachable(remote: remote, since: since)))
      if !isAway { mailbox.post(.trouble(self.trouble(trouble))) }
    } else {
      let now = console.context.now()
      state.withLock { state in
        state.pushed = max(state.pushed, made)
        state.current = now
      }
      mailbox.post(.freshness(.current(time: LocalTime(now).clock(now: now))))
    }
    await showTasks()
  }

  private var since: String? { console.lastFetch.map { console.ago($0) } }

  // MARK: Reading

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
      let finished = try await list.finished(limit: Self.finishedLimit)
      state.withLock { state in
        state.finished = Dictionary(
          finished.map { ($0.removed.last.name, $0) }, uniquingKeysWith: { first, _ in first })
      }
      let here = list.settings.machine?.rawValue
      let isOfThisProject = list.isOfThisProject()
      mailbox.post(
        .finished(
          finished.map {
            PickerTask($0, here: here, isOfThisProject: isOfThisProject($0.removed.last))
          }))
    } catch {
      mailbox.post(.finished([]))
      mailbox.post(.done(trouble(error)))
    }
  }

  private func readDetails(_ id: String) async {
    if let task = finished(id) {
      let removed = task.removed
      let facts = [
        TaskFacts.line([task.shortID, removed.last.header?.project]),
        Phrases.pickerFinishedTime(time: console.ago(removed.removed)),
      ]
      let notes = TaskFacts.notes(removed.content)
      return mailbox.post(.details(id, PickerDetails(facts: facts, notes: notes)))
    }
    guard let task = state.withLock({ $0.open[id] }) else { return }
    let bytes = (try? await list.store.content(of: task.newest)) ?? []
    let notes =
      task.newest.header == nil
      ? String(decoding: bytes, as: UTF8.self) : TaskFacts.notes(bytes)
    // What was given up half-way is no detail.
    guard !Task.isCancelled else { return }
    let known = TaskFacts(console, list)
    let facts = known.sentences(of: task)
    mailbox.post(.details(id, PickerDetails(facts: facts, notes: notes)))
    guard let header = task.newest.header,
      let all = try? await list.store.list()
    else { return }
    let here = known.comparison(of: header, in: all).map {
      Phrases.pickerHere(facts: Phrases.list($0.factsHere))
    }
    mailbox.post(
      .details(id, PickerDetails(facts: facts + [here ?? Phrases.pickerNotHere()], notes: notes)))
  }

  // MARK: Changing

  /// Runs a change, one at a time, and shows what it says.
  private func change(_ body: @escaping @Sendable () async throws -> PickerMessage) async {
    // Also one that fails half-way is to be pushed, as far as it has come.
    state.withLock { state in
      state.changing += 1
      state.made += 1
    }
    defer { state.withLock { $0.changing -= 1 } }
    await queue.run {
      await self.stopExchange()
      do {
        self.mailbox.post(.done(try await body()))
      } catch {
        self.mailbox.post(.done(self.trouble(error)))
      }
      self.refresh()
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

  /// The answer where a task has been finished meanwhile.
  private var gone: PickerMessage {
    PickerMessage(StyledText(Phrases.pickerIsFinished(), .dim))
  }

  private func finish(_ ids: [String]) async throws -> PickerMessage {
    let tasks = state.withLock { state in ids.compactMap { state.open[$0] } }
    guard !tasks.isEmpty else { return gone }
    let tips = tasks.flatMap(\.tips)
    let finished = try await list.finish(tips, pushes: false)
    note(.finished(finished.removed))
    let text =
      tasks.count == 1
      ? Phrases.doneTask(title: tasks[0].title) : Phrases.doneTasks(n: tasks.count)
    await showChange()
    return success(text, Phrases.pickerBringsBack())
  }

  private func restore(_ ids: [String]) async throws -> PickerMessage {
    let removed = state.withLock { state in ids.compactMap { state.finished[$0]?.removed } }
    guard !removed.isEmpty else {
      return PickerMessage(StyledText(Phrases.restoreNothing(), .dim))
    }
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
      return gone
    }
    let renamed = try await list.rename(task, to: title, pushes: false)
    note(task.header.map { .renamed(task, $0.title) } ?? .noted)
    await showChange()
    return success(Phrases.renamed(title: renamed.title))
  }

  private func note(_ id: String, _ text: String) async throws -> PickerMessage {
    guard let task = stored(id, side: nil) else {
      return gone
    }
    _ = try await list.note(text, on: task, pushes: false)
    note(.noted)
    await showChange()
    return success(Phrases.noted(title: task.header?.title ?? task.name))
  }

  private func pin(_ id: String) async throws -> PickerMessage {
    guard let task = state.withLock({ $0.open[id] }) else {
      return gone
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
    guard let change = state.withLock({ $0.changes.last }) else {
      return PickerMessage(StyledText(Phrases.pickerNothingToUndo(), .dim))
    }
    let text: PickerMessage
    switch change {
    case .finished(let snapshots):
      var removed: [RemovedSnapshot] = []
      for one in snapshots { removed += try await list.findRemoved(one.name).map(\.removed) }
      _ = try await list.restore(removed, pushes: false)
      text = success(Phrases.restoreDone(title: title(of: snapshots)))
    case .renamed(let task, let title):
      let renamed = try await list.rename(
        task, to: title, isPersons: task.header?.titleBy == SnapshotHeader.person, pushes: false)
      text = success(Phrases.renamed(title: renamed.title))
    case .noted:
      text = PickerMessage(StyledText(Phrases.pickerNoteStays(), .dim))
    case .restored(let snapshots):
      _ = try await list.finish(snapshots, pushes: false)
      text = success(Phrases.doneTask(title: title(of: snapshots)))
    }
    state.withLock { _ = $0.changes.removeLast() }
    await showChange()
    return text
  }

  private func title(of snapshots: [StoredSnapshot]) -> String {
    Phrases.list(snapshots.prefix(1).map { $0.header?.title ?? $0.name })
  }

  private func note(_ change: Change) { state.withLock { $0.changes.append(change) } }

  /// Shows what is left after a change.
  private func showChange() async {
    await showTasks()
    if state.withLock({ !$0.finished.isEmpty }) { await readFinished() }
  }

  private func copyPrompt(of id: String) async throws -> PickerMessage {
    guard let task = state.withLock({ $0.open[id] }) else {
      return gone
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
