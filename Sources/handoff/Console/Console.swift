internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import SyncRepo
internal import TerminalUI

/// What a command talks through: results to standard output, everything else to standard error.
struct Console: Sendable {
  let context: HandoffContext
  let output: Terminal
  let errors: Terminal
  private let color: ColorChoice

  init(_ options: OutputOptions) {
    var context = HandoffContext.live(program: "handoff")
    color = options.color
    output = .current(fd: 1, environment: context.environment, color: options.color)
    errors = .current(fd: 2, environment: context.environment, color: options.color)
    // A session's own tools have nobody at their terminal.
    context.isInteractive =
      errors.isTTY && FileDescriptorFacts(fd: 0).isTTY && !context.isInsideClaude
    self.context = context
  }

  /// Runs a command's body; a failure is shown with its hint, and gives the exit status.
  func run(_ body: (Console) async throws -> Void) async throws {
    do {
      try await body(self)
    } catch let status as ExitCode {
      // The command has said already what there is to say.
      throw status
    } catch {
      let failure = HandoffError(error)
      show(failure)
      throw ExitCode(failure.status.rawValue)
    }
  }

  /// Prints a result.
  func print(_ text: StyledText = "") { print(raw: text.rendered(for: output)) }

  /// Prints a result that has been made safe already.
  func print(raw text: String) { Terminal.writer(fd: 1)(text + "\n") }

  /// Tells the person something beside the result.
  func note(_ text: StyledText) { Terminal.writer(fd: 2)(text.rendered(for: errors) + "\n") }

  /// Says that something has been done.
  func success(_ text: StyledText) {
    note(StyledText(errors.glyphs.success, .green) + " " + text)
  }

  /// Warns about something that does not stop the command.
  func warn(_ error: any Error, _ consequence: String) {
    let failure = HandoffError(error)
    note(
      StyledText(errors.glyphs.warning, .yellow) + " \(failure.message) \(consequence)")
    if let hint = failure.hint { note(StyledText("  " + hint, .dim)) }
  }

  /// Warns about something that the person may want to change.
  func warn(_ message: String, hint: String?) {
    note(StyledText(errors.glyphs.warning, .yellow) + " \(message)")
    if let hint { note(StyledText("  " + hint, .dim)) }
  }

  /// Shows why the command fails.
  private func show(_ failure: HandoffError) {
    note(StyledText("handoff: ", .red) + StyledText(failure.message))
    if let hint = failure.hint { note(StyledText("  " + hint, .dim)) }
  }

  /// Prints a value as JSON.
  func print(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    print(raw: String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Shows progress while something runs that may take longer than a second.
  func progress<Value>(
    _ phase: String, _ operation: (@escaping @Sendable (SyncProgress) -> Void) async throws -> Value
  ) async throws -> Value {
    try await ProgressLine.during(
      phase, terminal: errors, clock: .continuous(), write: Terminal.writer(fd: 2)
    ) { line in
      try await operation { step in line.show(step) }
    }
  }

  /// Lets the person choose; `nil` where nobody can be asked.
  func choose(_ title: StyledText, _ items: [PickerItem]) -> Int? {
    let outcome = Picker(title: title, items: items).choose(
      input: 0, output: 2, environment: context.environment, color: color)
    guard case .chosen(let index) = outcome else { return nil }
    return index
  }

  /// Whether a person is at both ends.
  var isInteractive: Bool { output.isTTY && FileDescriptorFacts(fd: 0).isTTY }
}

extension ProgressLine {
  /// Shows a step of a synchronisation.
  fileprivate func show(_ step: SyncProgress) {
    switch step.phase {
    case .connecting: begin("Connecting")
    case .receiving:
      begin("Receiving")
      update(ProgressCount(received: step.receivedObjects, total: step.totalObjects))
    case .rebasing: begin("Rebasing")
    case .pushing: begin("Pushing")
    }
  }
}
