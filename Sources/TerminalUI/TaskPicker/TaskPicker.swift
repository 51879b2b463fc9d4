package import Essentials
internal import Platform
internal import Synchronization

/// The full-screen list of tasks from which a person picks one, with its notes beside it.
package struct TaskPicker: Sendable {
  /// The outcome of a picker.
  package enum Outcome: Sendable, Equatable {
    /// These tasks were chosen; of one in several places the side is given.
    case chosen([String], side: String?)
    /// The person left; with Ctrl-C it is an interruption.
    case left(isInterrupted: Bool)
    /// The terminal went away, or a signal asks the process to end.
    case ended
  }

  private let verb: PickerVerb
  private let tasks: [PickerTask]
  private let finished: [PickerTask]?
  private let now: @Sendable () -> Date

  /// Makes a picker.
  ///
  /// - Parameters:
  ///   - verb: The meaning of Enter.
  ///   - tasks: The unfinished tasks, newest first.
  ///   - finished: The finished ones; `nil` to read them when they are asked for.
  ///   - now: Returns the present.
  package init(
    _ verb: PickerVerb, tasks: [PickerTask], finished: [PickerTask]? = nil,
    now: @escaping @Sendable () -> Date
  ) {
    self.verb = verb
    self.tasks = tasks
    self.finished = finished
    self.now = now
  }

  /// Runs on the person's terminal and leaves it as it was, on every way out.
  ///
  /// - Parameters:
  ///   - input: The descriptor of the keyboard, usually 0.
  ///   - output: The descriptor to draw on, usually 2 so that standard output stays clean.
  ///   - environment: The process environment.
  ///   - color: The person's `--color`.
  ///   - mailbox: Where the host leaves what it has found out.
  ///   - perform: Has the host do something; it returns at once.
  ///   - ending: Called before a signal ends the process, when the screen is the person's again.
  /// - Returns: The outcome; `nil` if there is no terminal that it can be drawn on.
  package func run(
    input: CInt, output: CInt, environment: [String: String], color: ColorChoice = .auto,
    mailbox: PickerMailbox, perform: (PickerEffect) -> Void, ending: () async -> Void
  ) async -> Outcome? {
    func size() -> Terminal { .current(fd: output, environment: environment, color: color) }
    let write = Terminal.writer(fd: output)
    guard Self.fits(size()), var terminal = Self.enter(input, output, write) else { return nil }
    var source = TerminalKeystrokes(fd: input)
    let outcome = await loop(
      terminal: size, mailbox: mailbox, write: write, perform: perform,
      next: { source.next(within: $0) },
      suspend: {
        Self.leave(terminal, write)
        kill(0, SIGTSTP)
        // Another thread takes the signal; this one is not to be half-way back by then.
        usleep(300_000)
        // Whoever continues the process expects its screen back.
        if let again = Self.enter(input, output, write) { terminal = again }
      })
    write("\(FrameWriter.leave)")
    if outcome == .ended { await ending() }
    terminal.restore()
    return outcome
  }

  /// Returns whether a terminal is large enough, and its cursor can be moved.
  package static func fits(_ terminal: Terminal) -> Bool {
    terminal.movesCursor && terminal.columns >= TaskPickerView.minimum.columns
      && terminal.rows >= TaskPickerView.minimum.rows
  }

  private static func enter(
    _ input: CInt, _ output: CInt, _ write: (String) -> Void
  ) -> RawTerminal? {
    let raw = RawTerminal(fd: input, screen: (output, FrameWriter.leave))
    if raw != nil { write(FrameWriter.enter) }
    return raw
  }

  private static func leave(_ terminal: RawTerminal, _ write: (String) -> Void) {
    write("\(FrameWriter.leave)")
    terminal.restore()
  }

  /// Shows frames and applies keys until the person has chosen or leaves.
  ///
  /// - Parameters:
  ///   - terminal: Returns the state of the screen.
  ///   - mailbox: Where the host leaves events.
  ///   - write: Writes to the screen.
  ///   - perform: Has the host do something.
  ///   - next: Waits for a key, for so many milliseconds.
  ///   - suspend: Stops the process until it is continued.
  /// - Returns: The outcome.
  func loop(
    terminal: () -> Terminal, mailbox: PickerMailbox, write: (String) -> Void,
    perform: (PickerEffect) -> Void, next: (CInt) -> PickerInput, suspend: () -> Void
  ) async -> Outcome {
    var model = TaskPickerModel(verb: verb, tasks: tasks, finished: finished)
    if verb == .restore, finished == nil { perform(.readFinished) }
    var writer = FrameWriter()
    var tick = 0
    var shown: Terminal?
    var hasChanged = true
    while true {
      let events = mailbox.take()
      for event in events { model.take(event) }
      if let id = model.wantedDetails() { perform(.readDetails(id)) }
      if model.wantsNotesAgain() { perform(.readNotes) }
      let current = terminal()
      // Idle, only the spinner moves, and ages once in a while.
      if hasChanged || !events.isEmpty || current != shown || model.isSpinning || tick % 100 == 0 {
        let view = TaskPickerView(terminal: current, now: now(), tick: tick)
        let output = writer.update(view.frame(of: &model), for: current)
        if !output.isEmpty { write(output) }
        shown = current
      }
      hasChanged = true
      // What the host does needs this thread where it is the only one.
      await Task.yield()
      switch next(model.isWaiting ? 30 : 100) {
      case .end: return .ended
      case .idle:
        tick += 1
        hasChanged = false
      case .key(let key):
        switch model.handle(key) {
        case nil: break
        case .leave(let isInterrupted): return .left(isInterrupted: isInterrupted)
        case .choose(let ids, let side): return .chosen(ids, side: side)
        case .suspend:
          suspend()
          writer.forget()
        case .redraw: writer.forget()
        case .some(let effect): perform(effect)
        }
      }
    }
  }
}

/// The place where the host of a picker leaves what it has found out; any thread may.
package final class PickerMailbox: Sendable {
  private let events = Mutex<[PickerEvent]>([])

  /// Makes an empty one.
  package init() {}

  /// Leaves an event.
  package func post(_ event: PickerEvent) { events.withLock { $0.append(event) } }

  /// The messages that nobody has seen, without their keys.
  package func unseen() -> [StyledText] {
    take().compactMap { event in
      if case .done(let said) = event { said.text } else { nil }
    }
  }

  /// Returns the events in their order, and forgets them.
  func take() -> [PickerEvent] {
    events.withLock { events in
      defer { events = [] }
      return events
    }
  }
}
