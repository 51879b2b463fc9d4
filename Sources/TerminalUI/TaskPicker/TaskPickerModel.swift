internal import Essentials
internal import Phrases

/// The state of the task picker and its changes by keys and events; it knows nothing of terminals.
struct TaskPickerModel {
  /// The part of the picker that takes the keys.
  enum Mode: Equatable {
    case list
    /// Every printable character is text.
    case filter
    /// The page of keys.
    case help
    /// The notes alone.
    case reading
    case question(Question)
    case line(Line)
  }

  /// A question about tasks.
  struct Question: Equatable {
    /// The thing that is asked.
    enum Kind: Equatable {
      /// To finish these tasks.
      case finish([String])
      /// To say which side of a task is meant.
      case side(String)
    }

    var kind: Kind
    var title: String
    var options: [PickerTask.Side]
    var cursor = 0
  }

  /// A line that is typed about a task.
  struct Line: Equatable {
    /// The words that are typed.
    enum Kind: Equatable {
      case title, note
    }

    let kind: Kind
    /// The task.
    let id: String
    var text: String
  }

  /// A row of the list.
  enum Row: Equatable {
    case heading(String)
    /// The position of a task in `tasks`.
    case task(Int)
    /// So many that are older.
    case older(Int)
  }

  /// The part of the tasks that is shown.
  struct Scope: Equatable {
    var isThisProject = false
    /// The machine; `nil` for all.
    var machine: String?
    var isFinished = false
    var isOld = false
  }

  let verb: PickerVerb
  private(set) var mode = Mode.list
  private(set) var scope = Scope()
  private(set) var filterText = ""
  private(set) var marked: Set<String> = []
  /// The id of the chosen task.
  private(set) var chosen: String?
  /// The message of the last line, until the next key.
  private(set) var message: PickerMessage?
  /// True if notes are shown beside or below the list.
  private(set) var hasPreview = true
  /// The first line of the notes that is shown.
  var scroll = 0
  var freshness = PickerFreshness.unknown
  /// The name of the project that the picker was opened in.
  private(set) var projectName: String?
  private(set) var details: [String: PickerDetails] = [:]
  /// The rows of the list that a page has.
  var page = 10
  /// The lines that the notes can be scrolled by at most.
  var scrollLimit = 0
  /// True while something is under way that changes what is shown.
  private(set) var isBusy = false

  private var open: [PickerTask]
  private var finished: [PickerTask]?
  private var searchTexts: [String: PickerSearchText] = [:]
  /// The task whose details were asked for last.
  private var asked: String?
  /// True if notes have to be read again.
  private var hasOldNotes = false
  private var wantsNotes = false

  private(set) var tasks: [PickerTask] = []
  private(set) var rows: [Row] = []

  init(verb: PickerVerb, tasks: [PickerTask], finished: [PickerTask]? = nil) {
    self.verb = verb
    open = tasks
    self.finished = finished
    scope.isFinished = verb == .restore
    arrange()
  }

  /// The task under the pointer.
  var current: PickerTask? { chosen.flatMap { id in tasks.first { $0.id == id } } }

  var filter: PickerFilter { PickerFilter(filterText) }

  /// The positions of the shown tasks in `tasks`, from the top.
  private var order: [Int] {
    rows.compactMap { row in if case .task(let index) = row { index } else { nil } }
  }

  /// The title of a task that is shown.
  func title(of id: String) -> String? { tasks.first { $0.id == id }?.title }

  /// The number of tasks without the filter, and without what is folded away.
  var total: Int { (scope.isFinished ? finished ?? [] : open).count }

  /// The number of tasks that are shown.
  var count: Int { rows.count { if case .task = $0 { true } else { false } } }

  /// True while the host is at something that the person waits for.
  var isWaiting: Bool { isBusy || isLoading || chosen.map { details[$0] == nil } ?? false }

  /// True while a spinner shows that the remote is being asked.
  var isSpinning: Bool { if case .asking = freshness { true } else { false } }

  /// True while the finished tasks are being read.
  var isLoading: Bool { scope.isFinished && finished == nil }

  // MARK: Events

  /// Takes in what the host has found out.
  mutating func take(_ event: PickerEvent) {
    switch event {
    case .tasks(let tasks):
      // Notes that were read stay until newer ones are.
      let changed = tasks.filter { task in !open.contains(task) }
      for task in changed { searchTexts[task.id] = nil }
      hasOldNotes = hasOldNotes || wantsNotes && !changed.isEmpty
      open = tasks
      update()
    case .finished(let tasks):
      finished = tasks
      update()
    case .details(let id, let found):
      details[id] = found
    case .notes(let notes):
      for (id, text) in notes {
        let task = (open + (finished ?? [])).first { $0.id == id }
        guard let task else { continue }
        var text = (searchTexts[id] ?? PickerSearchText(task), text)
        text.0.notes = FoldedText(text.1)
        searchTexts[id] = text.0
      }
      if !filterText.isEmpty { arrange() }
    case .freshness(let freshness): self.freshness = freshness
    case .trouble(let said): message = said
    case .done(let said):
      message = said
      isBusy = false
    }
  }

  /// Shows other tasks; what was asked about one that is gone is asked no more.
  private mutating func update() {
    let before = chosen
    asked = nil
    arrange()
    switch mode {
    case .reading where chosen != before: mode = .list
    case .line(let line) where !tasks.contains(where: { $0.id == line.id }): mode = .list
    case .question(let question):
      if case .side(let id) = question.kind,
        tasks.first(where: { $0.id == id })?.sides != question.options
      {
        mode = .list
      }
    case .list, .filter, .help, .reading, .line: break
    }
  }

  /// The task whose details are to be read; `nil` where it was asked for last.
  mutating func wantedDetails() -> String? {
    // One that was passed by may have been given up: it is asked for whenever it is chosen.
    guard let id = chosen, id != asked else { return nil }
    asked = id
    return id
  }

  /// Returns whether the notes that the filter looks through are to be read again, once.
  mutating func wantsNotesAgain() -> Bool {
    defer { hasOldNotes = false }
    return hasOldNotes
  }

  // MARK: Keys

  /// Applies a key.
  ///
  /// - Parameter key: The key.
  /// - Returns: What the host is to do.
  mutating func handle(_ key: Keystroke) -> PickerEffect? {
    message = nil
    switch key {
    case .control("c"): return .leave(isInterrupted: true)
    case .control("z"): return .suspend
    case .control("l"): return .redraw
    default: break
    }
    switch mode {
    case .list: return handleInList(key)
    case .filter: return handleInFilter(key)
    case .help:
      mode = .list
      return key == .character("q") ? .leave(isInterrupted: false) : nil
    case .reading: return handleInReading(key)
    case .question(let question): return answer(question, key)
    case .line(let line): return edit(line, key)
    }
  }

  private mutating func handleInList(_ key: Keystroke) -> PickerEffect? {
    if let action = PickerAction(key) { return perform(action) }
    switch key {
    case .character(let scalar) where scalar.value < 0x80 && scalar.properties.isLowercase:
      message = PickerMessage(StyledText(Phrases.pickerNoKey(), .dim))
    case .character(let scalar): return type(String(scalar))
    case .paste(let text): return type(text)
    case .alt(let letter): return PickerAction(letter: letter).flatMap { perform($0) }
    default: break
    }
    return nil
  }

  private mutating func handleInFilter(_ key: Keystroke) -> PickerEffect? {
    switch key {
    case .character(let scalar): return type(String(scalar))
    case .paste(let text): return type(text)
    case .backspace:
      if filterText.isEmpty { mode = .list }
      setFilter(String(filterText.dropLast()))
    case .control("u"): setFilter("")
    case .control("w"): setFilter(Self.withoutLastWord(filterText))
    case .escape: mode = .list
    case .alt(let letter):
      mode = .list
      return PickerAction(letter: letter).flatMap { perform($0) }
    case .tab, .backTab, .enter, .up, .down, .pageUp, .pageDown, .home, .end, .help,
      .control("p"), .control("n"):
      return PickerAction(key).flatMap { perform($0) }
    default: break
    }
    return nil
  }

  private static func withoutLastWord(_ text: String) -> String {
    String(text.reversed().drop { $0 == " " }.drop { $0 != " " }.reversed())
  }

  private mutating func edit(_ line: Line, _ key: Keystroke) -> PickerEffect? {
    var line = line
    switch key {
    case .character(let scalar): line.text += String(scalar)
    case .paste(let text): line.text += text
    case .backspace: line.text = String(line.text.dropLast())
    case .control("u"): line.text = ""
    case .control("w"): line.text = Self.withoutLastWord(line.text)
    case .escape:
      mode = .list
      return nil
    case .enter:
      mode = .list
      guard !line.text.allSatisfy(\.isWhitespace) else { return nil }
      return begin(
        line.kind == .title ? .rename(line.id, line.text) : .note(line.id, line.text))
    default: break
    }
    line.text = TerminalText.sanitized(line.text)
    // As long as a note may be.
    while line.text.utf8.count > Self.lineLimit { line.text.removeLast() }
    mode = .line(line)
    return nil
  }

  /// The most bytes of a line that is typed: those of a note.
  private static let lineLimit = 2_000

  private mutating func handleInReading(_ key: Keystroke) -> PickerEffect? {
    switch PickerAction(key) {
    case .up, .scrollUp: scroll -= 1
    case .down, .scrollDown: scroll += 1
    case .pageUp: scroll -= page
    case .pageDown: scroll += page
    case .first: scroll = 0
    case .last: scroll = scrollLimit
    case .preview, .show, .back, .leave:
      mode = .list
      // Space goes on from there: beside, alone, off.
      if key == .character(" ") { hasPreview = false }
      scroll = 0
    case .choose: return perform(.choose)
    case .copy: return perform(.copy)
    case .help: mode = .help
    default: break
    }
    scroll = min(max(0, scroll), scrollLimit)
    return nil
  }

  private mutating func type(_ text: String) -> PickerEffect? {
    let clean = TerminalText.sanitized(filterText + text)
    mode = .filter
    setFilter(String(clean.prefix(PickerModel.filterLimit)))
    return wantNotes()
  }

  /// Has the notes read, which a filter looks through, when there is one for the first time.
  private mutating func wantNotes() -> PickerEffect? {
    guard !wantsNotes else { return nil }
    wantsNotes = true
    return .readNotes
  }

  private mutating func perform(_ action: PickerAction) -> PickerEffect? {
    switch action {
    case .choose: return choose()
    case .finish: askToFinish()
    case .undo: return begin(.undo)
    case .show:
      guard current != nil else { return nil }
      mode = .reading
      scroll = 0
    case .copy: return current.map { .copy($0.id) }
    case .finished:
      scope.isFinished.toggle()
      scope.isThisProject = false
      marked = []
      arrange()
      return finished == nil && scope.isFinished ? .readFinished : nil
    case .scope:
      guard projectName != nil else {
        message = PickerMessage(StyledText(Phrases.pickerNoProject(), .dim))
        return nil
      }
      scope.isThisProject.toggle()
      arrange()
    case .machine: nextMachine()
    case .old:
      scope.isOld.toggle()
      arrange()
    case .refresh: return .refresh
    case .mark:
      guard let chosen else { return nil }
      if marked.remove(chosen) == nil { marked.insert(chosen) }
      move(by: 1)
    case .rename, .note:
      guard let task = current, !isBusy else { return nil }
      guard task.isWritable else {
        message = PickerMessage(
          StyledText(
            scope.isFinished
              ? Phrases.pickerIsFinished() : Phrases.pickerElsewhere(machine: task.machine), .dim))
        return nil
      }
      mode = .line(
        action == .rename
          ? Line(kind: .title, id: task.id, text: task.title)
          : Line(kind: .note, id: task.id, text: ""))
    case .pin:
      guard let task = current, !scope.isFinished else { return nil }
      return begin(.pin(task.id))
    case .filter:
      mode = .filter
      return wantNotes()
    case .help: mode = .help
    case .preview:
      if hasPreview, current != nil {
        mode = .reading
        scroll = 0
      } else {
        hasPreview = true
      }
    case .back:
      if !filterText.isEmpty {
        setFilter("")
      } else if !marked.isEmpty {
        marked = []
      } else if scope != Scope(isFinished: verb == .restore) {
        scope = Scope(isFinished: verb == .restore)
        arrange()
      } else {
        return .leave(isInterrupted: false)
      }
    case .leave: return .leave(isInterrupted: false)
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .first: move(by: -tasks.count)
    case .last: move(by: tasks.count)
    case .pageUp: move(by: -page)
    case .pageDown: move(by: page)
    case .scrollUp: scroll = max(0, scroll - 1)
    case .scrollDown: scroll = min(scrollLimit, scroll + 1)
    case .redraw: return .redraw
    case .suspend: return .suspend
    case .interrupt: return .leave(isInterrupted: true)
    }
    return nil
  }

  private mutating func choose() -> PickerEffect? {
    guard let task = current, !isBusy else { return nil }
    if scope.isFinished {
      guard verb != .show else { return .choose([task.id], side: nil) }
      return begin(.restore(targets))
    }
    switch verb {
    case .done: askToFinish()
    case .resume, .show, .restore:
      guard task.sides.count > 1 else { return .choose([task.id], side: nil) }
      mode = .question(
        Question(
          kind: .side(task.id), title: Phrases.forkTitle(title: task.title), options: task.sides))
    }
    return nil
  }

  /// The tasks that a change is for: those that are marked, else the one under the pointer.
  private var targets: [String] {
    let shown = tasks.map(\.id).filter { marked.contains($0) }
    return shown.isEmpty ? [chosen].compactMap(\.self) : shown
  }

  private mutating func askToFinish() {
    guard !isBusy, current != nil else { return }
    guard !scope.isFinished else {
      message = PickerMessage(StyledText(Phrases.pickerIsFinished(), .dim))
      return
    }
    let targets = targets
    let title = Phrases.pickerFinishSeveral(n: targets.count)
    mode = .question(Question(kind: .finish(targets), title: title, options: []))
  }

  private mutating func answer(_ question: Question, _ key: Keystroke) -> PickerEffect? {
    switch question.kind {
    case .finish(let ids):
      mode = .list
      switch key {
      case .character("d"), .character("y"), .enter:
        marked = []
        return begin(.finish(ids))
      default: return nil
      }
    case .side(let id):
      var question = question
      switch key {
      case .up, .character("k"), .control("p"): question.cursor -= 1
      case .down, .character("j"), .control("n"): question.cursor += 1
      case .enter: return .choose([id], side: question.options[question.cursor].name)
      case .character(let digit) where ("1"..."9").contains(digit):
        let index = Int(digit.value - 0x31)
        if question.options.indices.contains(index) {
          return .choose([id], side: question.options[index].name)
        }
      case .escape, .character("q"):
        mode = .list
        return nil
      default: break
      }
      question.cursor = min(max(0, question.cursor), question.options.count - 1)
      mode = .question(question)
      return nil
    }
  }

  private mutating func begin(_ effect: PickerEffect) -> PickerEffect? {
    guard !isBusy else { return nil }
    isBusy = true
    return effect
  }

  // MARK: The list

  private mutating func nextMachine() {
    let all = scope.isFinished ? finished ?? [] : open
    let here = all.first { $0.isHere }?.machine
    let others = Set(all.map(\.machine)).subtracting([here].compactMap(\.self)).sorted()
    let order = [here].compactMap(\.self) + others
    let next = scope.machine.flatMap { order.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    scope.machine = order.indices.contains(next) ? order[next] : nil
    message = PickerMessage(
      StyledText(
        scope.machine.map { Phrases.pickerOnlyMachine(machine: $0) }
          ?? Phrases.pickerAllMachines(), .dim))
    arrange()
  }

  private mutating func setFilter(_ text: String) {
    filterText = text
    // What fits best is looked for anew with each character; without a filter the place stays.
    if !filter.isEmpty { chosen = nil }
    arrange()
  }

  private mutating func move(by distance: Int) {
    guard !order.isEmpty else { return }
    let position = order.firstIndex { tasks[$0].id == chosen } ?? 0
    chosen = tasks[order[min(max(0, position + distance), order.count - 1)]].id
    scroll = 0
  }

  /// Makes the rows anew; the same task stays chosen where it is still there.
  private mutating func arrange() {
    let before = order.firstIndex { tasks[$0].id == chosen }
    let source = scope.isFinished ? finished ?? [] : open
    projectName = source.first { $0.isOfThisProject }?.project ?? projectName
    let filter = filter
    var shown = source.filter { task in
      (!scope.isThisProject || task.isOfThisProject)
        && (scope.machine == nil || task.machine == scope.machine)
    }
    if !filter.isEmpty {
      for task in shown where searchTexts[task.id] == nil {
        searchTexts[task.id] = PickerSearchText(task)
      }
      shown = shown.filter { task in searchTexts[task.id].map { filter.matches($0) } ?? false }
    }
    // A word finds what is folded away, too.
    let isFolded = filter.isEmpty && !scope.isOld && !scope.isFinished
    let old = isFolded ? shown.filter { $0.isOld && !$0.marks.isPinned } : []
    if isFolded { shown = shown.filter { !$0.isOld || $0.marks.isPinned } }
    tasks = shown
    rows = []
    if scope.isFinished || !filter.isEmpty || projectName == nil || scope.isThisProject {
      let pinned = shown.indices.filter { shown[$0].marks.isPinned }
      rows = (pinned + shown.indices.filter { !shown[$0].marks.isPinned }).map { .task($0) }
    } else {
      let pinned = shown.indices.filter { shown[$0].marks.isPinned }
      let own = shown.indices.filter { !shown[$0].marks.isPinned && shown[$0].isOfThisProject }
      let others = shown.indices.filter { !shown[$0].marks.isPinned && !shown[$0].isOfThisProject }
      rows += pinned.map { .task($0) }
      if !own.isEmpty {
        rows.append(.heading(Phrases.pickerThisProject(project: projectName ?? "")))
        rows += own.map { .task($0) }
      }
      if !others.isEmpty {
        if !rows.isEmpty { rows.append(.heading(Phrases.pickerOtherProjects())) }
        rows += others.map { .task($0) }
      }
    }
    if !old.isEmpty { rows.append(.older(old.count)) }
    if current == nil {
      // The neighbour of what is gone.
      let order = order
      chosen = order.isEmpty ? nil : tasks[order[min(before ?? 0, order.count - 1)]].id
      scroll = 0
    }
  }
}

/// The age of what the picker shows.
package enum PickerFreshness: Sendable, Equatable {
  /// Nothing is known of it.
  case unknown
  /// The remote was asked just now.
  case current(time: String)
  /// The remote is being asked; the time of what is shown in words, where it is known.
  case asking(remote: String, since: String?)
  /// The remote could not be reached.
  case unreachable(remote: String, since: String?)
  /// Pushes of this machine fail.
  case notPushed(since: String)
}

/// Something that the picker wants its host to do.
package enum PickerEffect: Sendable, Equatable {
  /// The person leaves; with Ctrl-C it is an interruption.
  case leave(isInterrupted: Bool)
  /// These are chosen for the picker's verb; of a task in several places one side.
  case choose([String], side: String?)
  case finish([String])
  case restore([String])
  /// Give a task another title.
  case rename(String, String)
  /// Add a note to a task.
  case note(String, String)
  /// Put a task before all others here, or take that back.
  case pin(String)
  case undo
  /// Copy the prompt to go on with.
  case copy(String)
  case readFinished
  /// Read the notes of all tasks, for the filter.
  case readNotes
  case readDetails(String)
  case refresh
  case redraw
  case suspend
}

/// A message in the last line of the picker.
package struct PickerMessage: Sendable, Equatable {
  /// The text; it is cut where it does not fit.
  var text: StyledText
  /// The key that takes it back, in words, which stay.
  var key: StyledText

  /// Makes one.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - key: The words about a key, if any.
  package init(_ text: StyledText, key: String? = nil) {
    self.text = text
    self.key = key.map { StyledText("   " + $0, .dim) } ?? ""
  }
}

/// Something that the picker's host has found out or done.
package enum PickerEvent: Sendable, Equatable {
  case tasks([PickerTask])
  case finished([PickerTask])
  case details(String, PickerDetails)
  /// The notes by the ids of their tasks.
  case notes([String: String])
  case freshness(PickerFreshness)
  /// Something that went wrong by itself.
  case trouble(PickerMessage)
  /// The end of a change that was asked for, with the text to show.
  case done(PickerMessage)
}
