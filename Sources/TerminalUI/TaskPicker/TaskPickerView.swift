internal import Essentials
internal import Phrases

/// The drawing of a ``TaskPickerModel`` on a screen of any size.
struct TaskPickerView {
  /// The places of list and notes.
  enum Layout: Equatable {
    /// The notes to the right of a list that is so wide.
    case beside(list: Int)
    /// The notes below a list of so many rows.
    case below
    /// No notes, but two lines about the chosen task.
    case lines
  }

  /// The smallest screen that a picker is drawn on.
  static let minimum = (columns: 30, rows: 8)

  /// Returns the layout for a size.
  static func layout(columns: Int, rows: Int, hasPreview: Bool) -> Layout {
    guard hasPreview else { return .lines }
    if columns >= 110, rows >= 16 {
      // Up to 88 columns of notes are good to read; what is left goes to the list.
      return .beside(list: max(75, columns - 1 - 88 - 1))
    }
    return columns >= 60 && rows >= 18 ? .below : .lines
  }

  let terminal: Terminal
  let now: Date
  /// Counts the pictures of the spinner.
  var tick = 0

  private var glyphs: Glyphs { terminal.glyphs }
  private var columns: Int { terminal.columns }

  /// Draws the picker, and tells the model how much there is to scroll.
  ///
  /// - Parameter model: The state.
  /// - Returns: A frame with as many rows as the screen, at most.
  func frame(of model: inout TaskPickerModel) -> Frame {
    var frame = Frame(columns: columns)
    frame.add(header(of: model), ellipsis: glyphs.ellipsis)
    if case .filter = model.mode {
      frame.add(filterLine(of: model, hasCursor: true))
    } else if !model.filterText.isEmpty {
      frame.add(filterLine(of: model, hasCursor: false))
    }
    let footer = footer(of: model)
    let last = terminal.rows - 1
    switch model.mode {
    case .help: add(help(of: model), to: &frame, until: last)
    case .reading:
      let notes = preview(of: model, width: min(columns - 2, 88))
      frame.add(rule(titled: model.current.map(self.title)))
      let room = max(1, last - frame.rows.count)
      model.page = room
      model.scrollLimit = max(0, notes.count - room)
      add(
        notes.dropFirst(min(model.scroll, model.scrollLimit)).map { " " + $0 }, to: &frame,
        until: last)
    case .list, .filter, .question, .line: body(of: &model, in: &frame, until: last)
    }
    frame.fill(to: last)
    frame.add(footer, ellipsis: glyphs.ellipsis)
    return frame
  }

  // MARK: Header and footer

  private func header(of model: TaskPickerModel) -> StyledText {
    let counted: String
    if model.isLoading {
      counted = Phrases.pickerLoading()
    } else if !model.filter.isEmpty {
      counted = Phrases.pickerMatching(n: model.count, total: model.total)
    } else if model.scope.isFinished {
      counted = Phrases.pickerFinishedCount(n: model.total)
    } else {
      counted = model.total == 0 ? Phrases.pickerNone() : Phrases.pickerCount(n: model.total)
    }
    var left = StyledText(" ") + StyledText(model.verb.name, .bold) + StyledText("  " + counted)
    if let machine = model.scope.machine { left += StyledText("  " + machine, .cyan) }
    let room = columns - left.width - 3
    let right = freshness(of: model).first { $0.width <= room } ?? ""
    let gap = columns - left.width - right.width - 1
    return left + StyledText(String(repeating: " ", count: max(1, gap))) + right
  }

  /// The age of the list in words, the longest text first.
  private func freshness(of model: TaskPickerModel) -> [StyledText] {
    func warning(_ texts: [String]) -> [StyledText] {
      texts.map { StyledText(glyphs.warning + " ", .yellow) + StyledText($0) }
    }
    switch model.freshness {
    case .unknown: return []
    case .current(let time):
      return [Phrases.pickerCurrent(time: time), time].map { StyledText($0, .dim) }
    case .asking(let remote, let since):
      let spinner = " " + glyphs.spinner[tick % glyphs.spinner.count]
      let texts =
        since.map {
          [
            Phrases.pickerAsking(time: $0, remote: remote) + spinner,
            Phrases.pickerAskingShort(time: $0) + spinner, $0,
          ]
        } ?? [Phrases.pickerAskingFirst(remote: remote) + spinner, spinner]
      return texts.map { StyledText($0, .dim) }
    case .unreachable(let remote, let since):
      return warning(
        since.map {
          [
            Phrases.pickerUnreachable(remote: remote, time: $0),
            Phrases.pickerAskingShort(time: $0), $0,
          ]
        } ?? [Phrases.pickerNeverFetched()])
    case .notPushed(let since):
      return warning([Phrases.pickerNotPushed(time: since), Phrases.pickerNotPushedShort()])
    }
  }

  private func filterLine(of model: TaskPickerModel, hasCursor: Bool) -> StyledText {
    let text = StyledText(" / ", .dim) + StyledText(model.filterText, .cyan)
    return hasCursor ? text + StyledText(" ", Style(.reverse)) : text
  }

  private func footer(of model: TaskPickerModel) -> StyledText {
    if case .question(let question) = model.mode {
      switch question.kind {
      case .finish(let ids):
        let answers = keys([("d", Phrases.pickerYes()), ("n", Phrases.pickerNo())])
        func asked(_ title: String) -> StyledText {
          StyledText(" " + Phrases.pickerFinishQuestion(title: title) + "  ") + answers
        }
        guard ids.count == 1, let title = model.title(of: ids[0]) else {
          return StyledText(" " + question.title + "  ") + answers
        }
        // The question is what comes behind the title.
        let room = columns - asked("").width
        return asked(
          StyledText(title).truncated(to: max(1, room), ellipsis: glyphs.ellipsis).plain)
      case .side:
        return StyledText(" ")
          + keys([
            ("Enter", model.verb.word), ("Esc", Phrases.pickerBack()),
          ])
      }
    }
    if case .line(let line) = model.mode {
      let label = line.kind == .title ? Phrases.pickerTitleLine() : Phrases.pickerNoteLine()
      let keys = "  " + keys([("Enter", Phrases.pickerSave()), ("Esc", Phrases.pickerBack())])
      let start = StyledText(" " + label + " ", .dim)
      // The end is what is being typed.
      let room = columns - start.width - keys.width - 2
      var text = line.text[...]
      while String(text).displayWidth > max(1, room) { text = text.dropFirst() }
      return start + StyledText(String(text), .cyan) + StyledText(" ", Style(.reverse)) + keys
    }
    if let message = model.message {
      let room = columns - 2 - message.key.width
      return StyledText(" ") + message.text.truncated(to: max(1, room), ellipsis: glyphs.ellipsis)
        + message.key
    }
    switch model.mode {
    case .help: return StyledText(" ") + keys([("Esc", Phrases.pickerBack())])
    case .reading:
      return StyledText(" ")
        + fitting([
          (PickerAction.choose.keys, enterWord(of: model)), ("j k", Phrases.pickerScroll()),
          (PickerAction.copy.keys, Phrases.pickerCopy()), ("Esc", Phrases.pickerBack()),
        ])
    case .filter:
      return StyledText(" ")
        + fitting([
          ("Enter", enterWord(of: model)), ("Esc", Phrases.pickerToKeys()),
          ("Alt-d", Phrases.pickerDone()), ("Alt-v", Phrases.pickerShow()),
          ("Ctrl-U", Phrases.pickerClear()), ("F1", Phrases.pickerHelp()),
        ])
    case .list, .question, .line: break
    }
    // The order on the line is that of the table, and who stays longest is another matter.
    var shown: [PickerAction] = []
    let offered = PickerAction.footer.filter { isOffered($0, model) }
    for action in offered {
      let trial = PickerAction.allCases.filter { shown.contains($0) || $0 == action }
      guard line(of: trial, model).width <= columns - 1 else { continue }
      shown.append(action)
    }
    return StyledText(" ") + line(of: PickerAction.allCases.filter { shown.contains($0) }, model)
  }

  private func isOffered(_ action: PickerAction, _ model: TaskPickerModel) -> Bool {
    switch action {
    case .scope: model.projectName != nil && !model.scope.isFinished
    case .finish, .copy: !model.scope.isFinished
    default: true
    }
  }

  private func enterWord(of model: TaskPickerModel) -> String {
    model.scope.isFinished && model.verb != .show ? PickerVerb.restore.word : model.verb.word
  }

  private func line(of actions: [PickerAction], _ model: TaskPickerModel) -> StyledText {
    keys(
      actions.map { action in
        let word =
          switch action {
          case .choose: enterWord(of: model)
          case .finish: Phrases.pickerDone()
          case .undo: Phrases.pickerUndo()
          case .show: Phrases.pickerShow()
          case .copy: Phrases.pickerCopy()
          case .finished:
            model.scope.isFinished ? Phrases.pickerUnfinishedOnes() : Phrases.pickerFinishedOnes()
          case .scope:
            model.scope.isThisProject ? Phrases.pickerAllProjects() : Phrases.pickerOneProject()
          case .filter: Phrases.pickerFilter()
          case .help: Phrases.pickerHelp()
          default: Phrases.pickerQuit()
          }
        return (action.keys, word)
      })
  }

  /// Keys with their words, those at the end left out where they do not fit.
  private func fitting(_ pairs: [(String, String)]) -> StyledText {
    var pairs = pairs
    while pairs.count > 1, keys(pairs).width > columns - 1 { pairs.removeLast() }
    return keys(pairs)
  }

  private func keys(_ pairs: [(String, String)]) -> StyledText {
    var line: StyledText = ""
    for (key, word) in pairs {
      if !line.isEmpty { line += "  " }
      line += StyledText(key, .cyan) + StyledText(" " + word)
    }
    return line
  }

  // MARK: List and notes

  private func body(of model: inout TaskPickerModel, in frame: inout Frame, until last: Int) {
    let layout = Self.layout(
      columns: columns, rows: terminal.rows, hasPreview: model.hasPreview)
    let room = last - frame.rows.count
    switch layout {
    case .beside(let width):
      let notes = columns - width - 2
      frame.add(horizontal(width, glyphs.ruleDown, columns - width - 1))
      let height = max(1, room - 2)
      let left = list(of: &model, width: width - 1, height: height)
      let right = pane(of: &model, width: notes, height: height)
      for index in 0..<height {
        let row = index < left.count ? left[index] : ""
        let padding = StyledText(String(repeating: " ", count: max(0, width - row.width)))
        frame.add(
          row + padding + StyledText(glyphs.bar, .dim) + " "
            + (index < right.count ? right[index] : ""))
      }
      frame.add(horizontal(width, glyphs.ruleUp, columns - width - 1))
    case .below:
      let height = min(max(1, model.rows.count), room / 2)
      add(list(of: &model, width: columns, height: height), to: &frame, until: last)
      if case .question(let question) = model.mode, case .side = question.kind {
        frame.add(rule(titled: question.title))
      } else {
        frame.add(rule(titled: model.current.map(title)))
      }
      let rest = max(0, last - frame.rows.count)
      add(
        pane(of: &model, width: columns - 2, height: rest).map { " " + $0 }, to: &frame,
        until: last)
    case .lines:
      if case .question(let question) = model.mode, case .side = question.kind {
        frame.add(rule(titled: question.title))
        return add(options(of: question, width: columns), to: &frame, until: last)
      }
      let about = model.current.map { lines(about: $0) } ?? []
      let height = max(1, room - about.count)
      let rows = list(of: &model, width: columns, height: height)
      add(rows, to: &frame, until: last)
      frame.fill(to: last - about.count)
      add(about, to: &frame, until: last)
    }
  }

  private func add(_ lines: [StyledText], to frame: inout Frame, until last: Int) {
    for line in lines where frame.rows.count < last {
      frame.add(line, ellipsis: glyphs.ellipsis)
    }
  }

  private func horizontal(_ left: Int, _ crossing: String, _ right: Int) -> StyledText {
    StyledText(
      String(repeating: glyphs.rule, count: left) + crossing
        + String(repeating: glyphs.rule, count: max(0, right)), .dim)
  }

  private func rule(titled title: String?) -> StyledText {
    guard let title else {
      return StyledText(String(repeating: glyphs.rule, count: columns), .dim)
    }
    let start = StyledText(glyphs.rule + glyphs.rule + " ", .dim)
    let name = StyledText(title, .bold).truncated(to: columns - 8, ellipsis: glyphs.ellipsis)
    let rest = max(0, columns - start.width - name.width - 1)
    return start + name + StyledText(" " + String(repeating: glyphs.rule, count: rest), .dim)
  }

  private func title(of task: PickerTask) -> String { task.shortID + "  " + task.title }

  /// The notes of the chosen task, or a question in their place.
  private func pane(of model: inout TaskPickerModel, width: Int, height: Int) -> [StyledText] {
    if case .question(let question) = model.mode, case .side = question.kind {
      let title = columns >= 110 ? [StyledText(question.title, .bold), ""] : []
      return title + options(of: question, width: width)
    }
    var lines = preview(of: model, width: min(width, 88))
    if columns >= 110, terminal.rows >= 16, let task = model.current {
      lines.insert(
        StyledText(task.title, .bold).truncated(to: width, ellipsis: glyphs.ellipsis), at: 0)
    }
    model.scrollLimit = max(0, lines.count - height)
    model.scroll = min(model.scroll, model.scrollLimit)
    return Array(lines.dropFirst(model.scroll).prefix(height))
  }

  private func options(of question: TaskPickerModel.Question, width: Int) -> [StyledText] {
    question.options.enumerated().map { index, option in
      let isChosen = index == question.cursor
      let pointer = isChosen ? StyledText(glyphs.pointer, .cyan) : " "
      let line =
        pointer + "  " + StyledText("\(index + 1)", .cyan) + StyledText("  " + option.label)
      return line.truncated(to: width, ellipsis: glyphs.ellipsis)
    }
  }

  private func preview(of model: TaskPickerModel, width: Int) -> [StyledText] {
    // That there is nothing stands in the list.
    guard let task = model.current else { return [] }
    guard let details = model.details[task.id] else { return [] }
    var lines = details.facts.flatMap { StyledText($0).wrapped(to: width) }
    lines.append("")
    var narrow = terminal
    narrow.columns = max(1, width)
    var renderer = MarkdownRenderer(terminal: narrow)
    let clean = TerminalText.sanitized(details.notes, keeping: [.newlines, .tabs])
    lines += renderer.render(clean.split(separator: "\n", omittingEmptySubsequences: false))
    let words = model.filter.words()
    return words.isEmpty ? lines : lines.map { PickerFilter.marking(words, in: $0) }
  }

  private func nothing(_ model: TaskPickerModel) -> String {
    if model.isLoading { return Phrases.pickerLoading() }
    if !model.filter.isEmpty { return Phrases.pickerNothing() }
    return model.scope.isFinished ? Phrases.restoreNothing() : Phrases.pickerEmpty()
  }

  /// Two lines about a task, where there is no room for its notes.
  private func lines(about task: PickerTask) -> [StyledText] {
    let place = [task.project, task.branch].compactMap(\.self)
    var facts = [task.shortID + (place.isEmpty ? "" : " " + Phrases.list(place))]
    if let word = TaskMarks.Meaning.allCases.first(where: {
      $0.isState && $0.occurs(in: task.marks)
    }) {
      facts.append(word.words(isHere: task.isHere))
    }
    if let time = task.time { facts.append(RelativeTime.describe(time, now: now)) }
    var only: [String] = []
    if task.marks.uncommitted > 0 { only.append(Phrases.placeFiles(n: task.marks.uncommitted)) }
    if task.marks.unpushed > 0 { only.append(Phrases.placeCommits(n: task.marks.unpushed)) }
    return [facts.joined(separator: "; "), Phrases.list(only)].map { StyledText(" " + $0, .dim) }
  }

  // MARK: Rows

  /// The widths of a row's columns.
  private struct Widths {
    var time = 6
    var title = 0
    var project = 0
    var branch = 0
    var machine = 0
    var marks = 0
    var isShort = false
    var isTight = false
  }

  private func list(
    of model: inout TaskPickerModel, width: Int, height: Int
  ) -> [StyledText] {
    model.page = max(1, height - 1)
    guard !model.rows.isEmpty else {
      return [StyledText("  " + nothing(model), .dim)]
    }
    let position = model.rows.firstIndex { row in
      if case .task(let index) = row { model.tasks[index].id == model.chosen } else { false }
    }
    let window = Self.window(of: model.rows.count, around: position ?? 0, height: height)
    let shown = model.rows[window.range]
    let tasks = shown.compactMap { row in
      if case .task(let index) = row { model.tasks[index] } else { nil }
    }
    let isGrouped = model.rows.contains { if case .heading = $0 { true } else { false } }
    let widths = widths(of: tasks, isGrouped: isGrouped, width: width)
    var lines: [StyledText] = []
    func count(_ rows: ArraySlice<TaskPickerModel.Row>) -> Int {
      rows.count { if case .task = $0 { true } else { false } }
    }
    if window.above > 0 {
      let n = count(model.rows[..<window.range.lowerBound])
      lines.append(StyledText("  " + Phrases.pickerAbove(n: n), .dim))
    }
    lines += shown.map { row in
      switch row {
      case .heading(let text): StyledText("  " + text, .dim)
      case .older(let n): StyledText("  " + Phrases.pickerOlder(n: n), .dim)
      case .task(let index):
        self.row(model.tasks[index], model, widths, isGrouped: isGrouped, width: width)
      }
    }
    if window.below > 0 {
      let n = count(model.rows[window.range.upperBound...])
      lines.append(StyledText("  " + Phrases.pickerBelow(n: n), .dim))
    }
    return lines
  }

  /// The rows in view; what is cut off above and below takes a line each that says so.
  static func window(
    of count: Int, around position: Int, height: Int
  ) -> (range: Range<Int>, above: Int, below: Int) {
    guard count > height, height >= 3 else {
      let start = min(max(0, position - height / 2), max(0, count - height))
      return (start..<min(count, start + height), 0, 0)
    }
    if position < height - 1 { return (0..<height - 1, 0, count - height + 1) }
    if position >= count - height + 1 {
      return (count - height + 1..<count, count - height + 1, 0)
    }
    let room = height - 2
    let start = min(max(0, position - room / 2), count - room)
    return (start..<start + room, start, count - start - room)
  }

  private func widths(of tasks: [PickerTask], isGrouped: Bool, width: Int) -> Widths {
    func widest(_ values: [String]) -> Int { values.reduce(0) { max($0, $1.displayWidth) } }
    var widths = Widths()
    widths.time = max(6, widest(tasks.map { time(of: $0) }))
    widths.machine = widest(tasks.map { place(of: $0).plain })
    widths.marks = widest(tasks.map { $0.marks.text(glyphs).plain })
    let own = isGrouped ? tasks.filter { !$0.isOfThisProject } : tasks
    widths.project = min(30, widest(own.map { $0.project ?? "" }))
    widths.branch = width >= 100 ? min(24, widest(tasks.map { $0.branch ?? "" })) : 0
    let wanted = max(16, widest(tasks.map(\.title)))
    func room() -> Int {
      let gap = widths.isTight ? 1 : 2
      let columns = [widths.project, widths.branch, widths.machine, widths.marks]
      return width - (2 + widths.time + gap) - columns.reduce(0) { $0 + ($1 > 0 ? $1 + gap : 0) }
    }
    if room() < min(wanted, 48) { widths.branch = 0 }
    if room() < wanted { widths.project = min(widths.project, 10) }
    if room() < min(wanted, 24) { widths.project = 0 }
    if width < 60 {
      widths.isTight = true
      widths.project = 0
      widths.isShort = true
      widths.marks = widest(tasks.map { $0.marks.text(glyphs, isShort: true).plain })
    }
    widths.title = max(1, room())
    return widths
  }

  private func row(
    _ task: PickerTask, _ model: TaskPickerModel, _ widths: Widths, isGrouped: Bool, width: Int
  ) -> StyledText {
    let isChosen = task.id == model.chosen
    let gap = StyledText(widths.isTight ? " " : "  ")
    let filter = model.filter
    func cell(_ text: StyledText, _ width: Int) -> StyledText {
      let cut = text.truncated(to: width, ellipsis: glyphs.ellipsis)
      return cut.closed() + StyledText(String(repeating: " ", count: max(0, width - cut.width)))
    }
    let mark = model.marked.contains(task.id) ? "*" : " "
    var row = StyledText(isChosen ? glyphs.pointer : " ") + StyledText(mark)
    row +=
      StyledText(
        time(of: task).padded(to: widths.time, alignment: .right), .dim) + gap
    let title = PickerFilter.marking(filter.words(), in: StyledText(task.title))
    // In this project's group the name of the project would say the same on every row.
    let hasProject = widths.project > 0 && !(isGrouped && task.isOfThisProject)
    let gapWidth = gap.width
    row += cell(
      title, widths.title + (hasProject || widths.project == 0 ? 0 : widths.project + gapWidth))
    if hasProject {
      let name = StyledText(task.project ?? "")
        .end(columns: widths.project, ellipsis: glyphs.ellipsis)
      row += gap + cell(PickerFilter.marking(filter.words(in: "p"), in: name), widths.project)
    }
    if widths.branch > 0 {
      let name = PickerFilter.marking(filter.words(in: "b"), in: StyledText(task.branch ?? ""))
      row += gap + cell(name, widths.branch)
    }
    row +=
      gap
      + cell(
        PickerFilter.marking(filter.words(in: "m"), in: place(of: task)), widths.machine)
    if widths.marks > 0 {
      row += gap + cell(task.marks.text(glyphs, isShort: widths.isShort), widths.marks)
    }
    guard isChosen else { return row.truncated(to: width, ellipsis: glyphs.ellipsis) }
    let rest = max(0, width - row.width)
    // Colours on an exchanged background are unreadable in some palettes.
    let bare = StyledText(
      runs: row.runs.map { run in
        StyledText.Run(text: run.text, style: Style(run.style.traits.subtracting(.dim)))
      })
    return (bare + StyledText(String(repeating: " ", count: rest))).styled(Style(.reverse))
      .truncated(to: width, ellipsis: glyphs.ellipsis)
  }

  private func time(of task: PickerTask) -> String {
    task.time.map { RelativeTime.short($0, now: now) } ?? ""
  }

  /// The machine of the newest side, and the number of the others: `desk +1`.
  private func place(of task: PickerTask) -> StyledText {
    let name = task.isHere ? Phrases.taskHere() : task.machine
    let text = task.others > 0 ? Phrases.taskFork(machine: name, others: task.others) : name
    return StyledText(text, task.isHere ? .dim : .plain)
  }

  // MARK: Help

  private func help(of model: TaskPickerModel) -> [StyledText] {
    let half = columns >= 60
    func lines(of actions: [PickerAction]) -> [StyledText] {
      actions.map { keyLine($0, model) }
    }
    let left = lines(of: PickerAction.left)
    let right = lines(of: PickerAction.right)
    var lines = [rule(titled: Phrases.pickerKeysTitle())]
    if half {
      let width = left.reduce(0) { max($0, $1.width) } + 3
      for (one, other) in zip(left, right) {
        lines.append(
          one + StyledText(String(repeating: " ", count: width - one.width)) + other)
      }
    } else {
      lines += left + right
    }
    lines += StyledText(" " + Phrases.pickerTyping()).wrapped(to: columns - 1, hangingIndent: 1)
    lines.append(rule(titled: Phrases.pickerMarksTitle()))
    let marks = TaskMarks.Meaning.allCases.map { meaning in
      StyledText(" " + meaning.mark(glyphs) + "  ") + StyledText(meaning.words)
    }
    for index in 0..<(marks.count + 1) / 2 {
      let one = marks[index]
      let other = index + (marks.count + 1) / 2
      let padding = StyledText(String(repeating: " ", count: max(2, 34 - one.width)))
      lines.append(half && other < marks.count ? one + padding + marks[other] : one)
    }
    if !half { lines += marks.dropFirst((marks.count + 1) / 2) }
    return lines
  }

  private func keyLine(_ action: PickerAction, _ model: TaskPickerModel) -> StyledText {
    let isGoingOn = model.verb == .resume && !model.scope.isFinished
    let meaning = action == .choose && !isGoingOn ? enterWord(of: model) : action.meaning
    return StyledText(" " + action.keys.padded(to: 7), .cyan) + StyledText(" " + meaning)
  }
}

extension PickerAction {
  /// Its meaning on the page of keys.
  fileprivate var meaning: String {
    switch self {
    case .choose: Phrases.pickerMeansChoose()
    case .finish: Phrases.pickerMeansFinish()
    case .undo: Phrases.pickerMeansUndo()
    case .show: Phrases.pickerMeansShow()
    case .copy: Phrases.pickerMeansCopy()
    case .finished: Phrases.pickerMeansFinished()
    case .scope: Phrases.pickerMeansScope()
    case .filter: Phrases.pickerMeansFilter()
    case .preview: Phrases.pickerMeansPreview()
    case .machine: Phrases.pickerMeansMachine()
    case .old: Phrases.pickerMeansOld()
    case .refresh: Phrases.pickerMeansRefresh()
    case .mark: Phrases.pickerMeansMark()
    case .rename: Phrases.pickerMeansRename()
    case .note: Phrases.pickerMeansNote()
    case .pin: Phrases.pickerMeansPin()
    case .back: Phrases.pickerMeansBack()
    case .up, .down: Phrases.pickerMeansMove()
    case .first, .last: Phrases.pickerMeansEnds()
    case .pageUp, .pageDown: Phrases.pickerMeansMove()
    case .scrollUp, .scrollDown: Phrases.pickerMeansScroll()
    case .help, .leave, .redraw, .suspend, .interrupt: ""
    }
  }
}
