internal import ArgumentParser
internal import HandoffKit
internal import Phrases
internal import Platform
internal import Processes
internal import TerminalUI

/// The option of commands that may show more than a screen has room for.
struct PagingOptions: ParsableArguments {
  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Phrases.helpPager()))
  var pager = true
}

/// The output of a command, which goes through the person's pager where it is longer than the screen.
struct Page {
  private let console: Console
  private var parts: [(text: String, isResult: Bool)] = []

  init(_ console: Console) { self.console = console }

  /// Adds lines of the result, made safe already.
  mutating func add(raw text: String) { parts.append((text, true)) }

  mutating func add(_ table: Table) {
    add(raw: table.lines(for: console.output).joined(separator: "\n"))
  }

  mutating func add(_ text: StyledText) { add(raw: text.rendered(for: console.output)) }

  /// Adds a line beside the result.
  mutating func note(_ text: StyledText) {
    parts.append((text.rendered(for: console.errors), false))
  }

  mutating func warn(_ message: String) { note(console.warning(message)) }

  /// Shows it.
  ///
  /// - Parameter pages: False to do without a pager.
  func show(pages: Bool) {
    let isOneScreen = console.errors.isTTY
    let shown = parts.filter { $0.isResult || isOneScreen }.map { $0.text + "\n" }.joined()
    guard pages, console.output.movesCursor, !console.context.isInsideClaude,
      !console.output.fits(shown), let pager = Pager(console.context)
    else { return write { _ in true } }
    write { !$0 && !isOneScreen }
    if !pager.show(shown) { write { $0 || isOneScreen } }
  }

  /// Writes those parts to where they belong.
  private func write(_ isWanted: (_ isResult: Bool) -> Bool) {
    for part in parts where isWanted(part.isResult) {
      Terminal.writer(fd: part.isResult ? 1 : 2)(part.text + "\n")
    }
  }
}

/// The person's pager, as git chooses and starts it: `HANDOFF_PAGER`, else `PAGER`, else `less`.
private struct Pager {
  private let start: ProgramStart

  /// Finds it; `nil` where none is wanted, or it is not there.
  init?(_ context: HandoffContext) {
    let chosen = context.environment["HANDOFF_PAGER"] ?? context.environment["PAGER"] ?? "less"
    let words = chosen.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let program = words.first, words != ["cat"] else { return nil }
    // A single word needs no shell, which would complain of one that is missing.
    let isPlain = chosen.allSatisfy { $0.isLetter || $0.isNumber || " -_./+".contains($0) }
    guard !isPlain || program.contains("/") || context.finds(program) else { return nil }
    var environment = context.environment(for: .pager)
    // less: end where all fits, let colours through, leave the text on the screen; lv: colours.
    environment["LESS"] = environment["LESS"] ?? "FRX"
    environment["LV"] = environment["LV"] ?? "-c"
    start = ProgramStart(
      command: isPlain ? words : ["/bin/sh", "-c", chosen], environment: environment,
      isInteractive: true)
  }

  /// Shows a text, and waits until the person has left it.
  ///
  /// - Returns: False if it could not be started.
  func show(_ text: String) -> Bool {
    let end: ProgramEnd?
    do {
      end = try start.runInForeground(reading: text)
    } catch {
      end = nil
    }
    // The shell's own answers for a program that is missing, or is none.
    return ![nil, .exited(126), .exited(127)].contains(end)
  }
}
