internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import Platform
internal import Processes
internal import SyncRepo
internal import Synchronization
internal import TerminalUI

/// The outputs of a command: results go to standard output, everything else to standard error.
struct Console: Sendable {
  let context: HandoffContext
  let output: Terminal
  let errors: Terminal
  let color: ColorChoice

  init(_ options: OutputOptions) { self.init(color: options.color) }

  init(color: ColorChoice) {
    var context = HandoffContext.live(program: "handoff")
    self.color = color
    output = .current(fd: 1, environment: context.environment, color: color)
    errors = .current(fd: 2, environment: context.environment, color: color)
    // A session's own tools have nobody at their terminal.
    context.canAsk = errors.isTTY && FileDescriptorFacts(fd: 0).isTTY && !context.isInsideClaude
    self.context = context
  }

  /// Runs a command's body; a failure is shown with its hint and sets the exit status.
  func run(_ body: (Console) async throws -> Void) async throws {
    do {
      try await body(self)
    } catch let status as ExitCode {
      // The command has already explained it.
      throw status
    } catch {
      let failure = HandoffError(error)
      note(StyledText(Phrases.failure(), .red) + " " + StyledText(failure.message))
      if let hint = failure.hint { remark(hint) }
      throw ExitCode(failure.status.rawValue)
    }
  }

  /// Prints a result.
  func print(_ text: StyledText) { print(raw: text.rendered(for: output)) }

  /// Prints a result that has been made safe already.
  func print(raw text: String) { Terminal.writer(fd: 1)(text + "\n") }

  /// Prints a result that somebody wrote, without its control characters.
  func print(untrusted text: String) {
    print(raw: TerminalText.sanitized(text, keeping: [.newlines, .tabs]))
  }

  /// Prints a table.
  func print(_ table: Table) {
    print(raw: table.lines(for: output).joined(separator: "\n"))
  }

  /// Prints a value as JSON.
  func print(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    print(raw: String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Tells the person something beside the result.
  func note(_ text: StyledText) { Terminal.writer(fd: 2)(text.rendered(for: errors) + "\n") }

  /// Tells the person a detail of the line before, or what to do next.
  func remark(_ text: String) { note(StyledText("  " + text, .dim)) }

  /// Confirms what has been done.
  func success(_ text: String) {
    note(StyledText(errors.glyphs.success, .green) + " " + StyledText(text))
  }

  /// Warns of something that does not stop the command.
  func warn(_ message: String, hint: String? = nil) {
    note(warning(message))
    if let hint { remark(hint) }
  }

  /// Returns the line of a warning.
  func warning(_ message: String) -> StyledText {
    StyledText(errors.glyphs.warning, .yellow) + " " + StyledText(message)
  }

  /// Warns that the remote could not be reached, and tells how old the shown state is.
  func warnOfAge(_ trouble: SyncError) {
    let failure = HandoffError(trouble)
    warn(
      lastFetch.map { Phrases.listStaleSince(reason: failure.message, time: ago($0)) }
        ?? Phrases.listStale(reason: failure.message),
      hint: failure.hint)
  }

  /// Tells how old the shown state is where the remote has not answered yet; a minute is no age.
  func warnOfLateness(_ remote: RemoteAddress?) {
    let last = lastFetch
    if let last, (0..<60).contains(context.now().timeIntervalSince(last)) { return }
    let name = remote?.description ?? Phrases.theRemote()
    warn(
      last.map { Phrases.listLateSince(remote: name, time: ago($0)) }
        ?? Phrases.listLate(remote: name),
      hint: Phrases.listLateHint())
  }

  /// The time at which the remote was heard last; `nil` if it never was.
  var lastFetch: Date? {
    let last = (try? context.state()).map { SyncClock(.fetch, in: $0).last } ?? 0
    return last == 0 ? nil : Date(timeIntervalSince1970: TimeInterval(last))
  }

  /// Ends the command with the status of a push that failed, if it did.
  ///
  /// - Parameter trouble: The reason; what the command changed goes with the next push.
  /// - Throws: `ExitCode`.
  func endUnlessPushed(_ trouble: SyncError?) throws {
    guard let trouble else { return }
    let failure = HandoffError(trouble)
    warn(Phrases.laterForOthers(reason: failure.message), hint: failure.hint)
    throw ExitCode(failure.status.rawValue)
  }

  /// Returns a moment in words: "5 min ago".
  func ago(_ date: Date) -> String { RelativeTime.describe(date, now: context.now()) }

  /// Shows progress while something runs that may take longer than a second.
  ///
  /// Ctrl-C, or another signal that asks the process to end, ends it.
  ///
  /// - Parameters:
  ///   - phase: The first step.
  ///   - stopped: The words for a person who has ended it.
  ///   - operation: The work; it is given what shows how far it has come.
  /// - Returns: What the work has returned.
  /// - Throws: What the work throws, `ExitCode` where it was ended.
  func progress<Value>(
    _ phase: String, stopped: String = Phrases.stopped(),
    _ operation: (@escaping @Sendable (SyncProgress) -> Void) async throws -> Value
  ) async throws -> Value {
    let (result, signal) = await Interruption.during(stop: { RunningCommand.stop() }) {
      try await ProgressLine.during(
        phase, terminal: errors, clock: .continuous(), write: Terminal.writer(fd: 2)
      ) { line in
        let place = Mutex<String>(Phrases.theRemote())
        return try await operation { step in
          if let address = step.address { place.withLock { $0 = self.place(of: address) } }
          line.show(step, at: place.withLock { $0 })
        }
      }
    }
    guard let signal else { return try result.get() }
    note(StyledText(stopped))
    // As a shell names it.
    throw ExitCode(128 + signal)
  }

  /// Returns the host of a remote; the path of one on this computer.
  func place(of remote: RemoteAddress) -> String {
    if let path = remote.localPath { return StyledText(context.shortened(path)).plain }
    let text = remote.description
    let rest = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
    let place = rest.prefix { $0 != "/" && $0 != ":" }
    return String(place.lastIndex(of: "@").map { place[place.index(after: $0)...] } ?? place)
  }

  /// Asks before something that cannot be undone; the safe answer is the first.
  ///
  /// - Parameters:
  ///   - question: The question.
  ///   - consent: The answer that goes on.
  ///   - hint: The way to say so where nobody can be asked.
  /// - Throws: `HandoffError` where nobody can be asked, `ExitCode.success` where the answer is no.
  func confirm(_ question: String, _ consent: String, hint: String) throws {
    guard context.canAsk, output.isTTY || errors.isTTY else {
      throw HandoffError(.usage, question, hint: hint)
    }
    guard errors.movesCursor else {
      guard try agrees(question, usually: false) else { throw ExitCode.success }
      return
    }
    let items = [PickerItem(StyledText(Phrases.takeBack())), PickerItem(StyledText(consent))]
    guard try choose(question, items) == 1 else { throw ExitCode.success }
  }

  /// Asks for a line.
  ///
  /// - Parameter prompt: The question; the answer is typed behind it.
  /// - Returns: What was typed, without spaces around it; empty for Enter alone.
  /// - Throws: `ExitCode` where the input ends, or a signal asks the process to.
  func ask(_ prompt: StyledText) throws -> String {
    Terminal.writer(fd: 2)(prompt.rendered(for: errors) + " ")
    switch LineInput.read(fd: 0) {
    case .line(let text):
      return text.trimmed
    case .end:
      note("")
      throw ExitCode(ExitStatus.failure.rawValue)
    case .stopped(let signal):
      note("")
      // As a shell names it.
      throw ExitCode(128 + signal)
    }
  }

  /// Asks for something that is not to be seen, and reads it from the standard input where there is no
  /// terminal.
  ///
  /// - Parameter prompt: The words before it.
  /// - Returns: What was typed, without white space around it.
  /// - Throws: `ExitCode` where the input ends, `ConnectionFailure` where the person leaves.
  func askSecret(_ prompt: String) throws -> String {
    guard context.canAsk,
      let typed = try ControllingTerminal().ask(
        prompt + " ", isSecret: true, cancellation: Cancellation())
    else { return try ask(StyledText(prompt)) }
    return String(decoding: typed, as: UTF8.self).trimmed
  }

  /// Asks a question that is answered with yes or no.
  ///
  /// - Parameters:
  ///   - question: The question.
  ///   - usually: The answer that Enter means.
  /// - Returns: True for yes.
  /// - Throws: `ExitCode` where the input ends, or a signal asks the process to.
  func agrees(_ question: String, usually: Bool) throws -> Bool {
    while true {
      let choice = StyledText(usually ? "[Y/n]" : "[y/N]", .dim)
      switch try ask(StyledText(question) + " " + choice).lowercased() {
      case "": return usually
      case "y", "yes": return true
      case "n", "no": return false
      default: remark(Phrases.answerYesNo())
      }
    }
  }

  /// Tells of something that does not do, before it is asked again.
  func refuse(_ message: String, hint: String? = nil) {
    note("  " + StyledText(errors.glyphs.failure, .red) + " " + StyledText(message))
    if let hint { note(StyledText("    " + hint, .dim)) }
  }

  /// True where a person sits at a terminal that shows what they ask for.
  var isInteractive: Bool { context.canAsk && output.isTTY }

  /// True where a person is asked on a whole screen: at a terminal whose cursor moves, and that is large
  /// enough.
  ///
  /// Standard output may be a pipe: what is picked goes there, and the screen is that of the errors.
  var hasScreen: Bool { context.canAsk && TaskPicker.fits(errors) }

  /// True at the terminal of a machine that is not set up.
  var beginsSetup: Bool {
    guard context.canAsk, let file = try? ConfigurationFile(context) else { return false }
    return file.isWithoutMachine
  }

  /// Lets the person choose, from a numbered list where no keys can be read one by one; nil if nothing was
  /// chosen.
  ///
  /// - Parameters:
  ///   - title: The question.
  ///   - items: The choices, the likeliest first.
  /// - Returns: The index of the choice.
  /// - Throws: `ExitCode` for Ctrl-C, or where the input ends.
  func choose(_ title: String, _ items: [PickerItem]) throws -> Int? {
    let picker = Picker(title: StyledText(title), items: items)
    switch picker.choose(input: 0, output: 2, environment: context.environment, color: color) {
    case .chosen(let index): return index
    case .cancelled: return nil
    // As a shell names it.
    case .interrupted: throw ExitCode(128 + SIGINT)
    case nil: return try chooseByNumber(title, items)
    }
  }

  private func chooseByNumber(_ title: String, _ items: [PickerItem]) throws -> Int? {
    note(StyledText(title))
    for (index, item) in items.enumerated() { note(StyledText("\(index + 1)  ") + item.text) }
    while true {
      let answer = try ask(StyledText(Phrases.chooseNumber()))
      guard !answer.isEmpty else { return nil }
      if let number = Int(answer), items.indices.contains(number - 1) { return number - 1 }
      remark(Phrases.chooseNumberHint(last: items.count))
    }
  }
}

extension ProgressLine {
  /// Shows a step of a synchronisation.
  fileprivate func show(_ step: SyncProgress, at place: String) {
    switch step.phase {
    case .connecting: begin(Phrases.progressConnecting(host: place))
    case .receiving: begin(Phrases.progressReceiving(host: place))
    case .rebasing: begin(Phrases.progressRebasing())
    case .pushing: begin(Phrases.progressPushing(host: place))
    }
    guard step.objects > 0 || step.bytes > 0 else { return }
    update(
      ProgressCount(received: step.objects, total: step.totalObjects, bytes: step.bytes))
  }
}

/// The command that this process runs.
enum RunningCommand {
  private static let task = Mutex<Task<Void, Never>?>(nil)

  /// Takes it over.
  static func begin(_ command: Task<Void, Never>) { task.withLock { $0 = command } }

  /// Has it end as soon as it can.
  static func stop() { task.withLock { $0 }?.cancel() }
}

extension String {
  /// The text without white space at its ends.
  fileprivate var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
