import Platform
import Synchronization
import Testing

@testable import TerminalUI

// Serialised: signal handlers belong to the process.
@Suite(.serialized) struct PickerTests {
  /// Keys from a list; then the terminal is gone.
  private struct Keys: KeystrokeSource {
    var inputs: [PickerInput]

    mutating func next() -> PickerInput {
      inputs.isEmpty ? .end : inputs.removeFirst()
    }
  }

  private static let picker = Picker(
    title: "Which session?",
    items: [
      PickerItem("修复认证", detail: "laptop"), PickerItem("Fix \u{1B}[2J it"), PickerItem("Third"),
    ])

  private static func run(
    _ inputs: [PickerInput], terminals: [Terminal] = [.plain(columns: 40)]
  ) -> (PickerOutcome, [String]) {
    var source = Keys(inputs: inputs)
    var terminals = terminals
    var written: [String] = []
    let outcome = picker.run(
      source: &source,
      terminal: { terminals.count > 1 ? terminals.removeFirst() : terminals[0] },
      write: { written.append($0) })
    return (outcome, written)
  }

  @Test func `it draws, moves and cleans up`() {
    let (outcome, written) = Self.run([.key(.down), .key(.enter)])
    #expect(outcome == .chosen(1))
    let help = "↑↓ or j k to move, Enter to choose, ty…"
    #expect(
      written == [
        "\u{1B}[?25l",
        "\r\u{1B}[JWhich session?\r\n\(help)\r\n❯ 1 修复认证  laptop\r\n"
          + "  2 Fix ^[[2J it\r\n  3 Third",
        "\r\u{1B}[4A\u{1B}[JWhich session?\r\n\(help)\r\n  1 修复认证  laptop\r\n"
          + "❯ 2 Fix ^[[2J it\r\n  3 Third",
        "\r\u{1B}[4A\u{1B}[J\u{1B}[?25h",
      ])
  }

  @Test func `a filter is shown, and that nothing matches`() {
    let (_, written) = Self.run([.key(.character("q"))])
    #expect(written[2] == "\r\u{1B}[4A\u{1B}[JWhich session?\r\n/q\r\n  nothing matches")
  }

  @Test func `the end of the terminal is a cancellation that cleans up`() {
    let (outcome, written) = Self.run([])
    #expect(outcome == .cancelled)
    #expect(written.last == "\r\u{1B}[4A\u{1B}[J\u{1B}[?25h")
  }

  @Test func `it is drawn again only when the window changes`() {
    let (_, written) = Self.run(
      [.idle, .idle], terminals: [.plain(columns: 40), .plain(columns: 40), .plain(columns: 10)])
    #expect(written.count == 4)
    #expect(written[2].contains("\u{1B}[JWhich\r\nsession?\r\n"))
  }

  @Test func `a long question is shown whole`() {
    let view = PickerView(
      title: "Replace the whole history by one commit? Nothing comes back then.")
    let model = PickerModel(items: [PickerItem("no"), PickerItem("yes")])
    let lines = view.lines(of: model, for: .plain(columns: 30))
    #expect(
      lines.prefix(3) == [
        "Replace the whole history by", "one commit? Nothing comes", "back then.",
      ])
    #expect(lines.suffix(2) == ["❯ 1 no", "  2 yes"])
  }

  @Test(arguments: 1...12)
  func `no more lines than the window has, none too wide`(rows: Int) {
    let items = (1...50).map { PickerItem("任务 \($0) with a long title") }
    var model = PickerModel(items: items)
    let terminal = Terminal.plain(columns: 20, rows: rows)
    let view = PickerView(title: "Which session is meant, of all these?")
    for _ in 0..<50 {
      let lines = view.lines(of: model, for: terminal)
      #expect(lines.count <= max(rows, 5) - 1)
      #expect(lines.allSatisfy { $0.displayWidth < 20 })
      #expect(lines.count { $0.hasPrefix("❯") } == 1)
      _ = model.handle(.down)
    }
  }

  @Test func `without a terminal there is no outcome`() throws {
    var ends: [CInt] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { ends.forEach { close($0) } }
    let environment = ["TERM": "xterm"]
    #expect(Self.picker.choose(input: ends[0], output: ends[1], environment: environment) == nil)
    let terminal = try PseudoTerminal(columns: 60, rows: 20)
    #expect(
      Self.picker.choose(input: ends[0], output: terminal.child, environment: environment) == nil)
    #expect(
      Self.picker.choose(input: terminal.child, output: ends[1], environment: environment) == nil)
    #expect(
      Self.picker.choose(
        input: terminal.child, output: terminal.child, environment: ["TERM": "dumb"]) == nil)
    #expect(
      Picker(title: "", items: []).choose(
        input: terminal.child, output: terminal.child, environment: environment) == nil)
  }

  @Test(arguments: [("j\r", PickerOutcome.chosen(1)), ("\u{1B}[A\r", .chosen(2))])
  func `a terminal is as before afterwards`(keys: String, outcome: PickerOutcome) throws {
    let terminal = try PseudoTerminal(columns: 60, rows: 20)
    let before = terminal.settings()
    terminal.type(keys)
    let result = Self.picker.choose(
      input: terminal.child, output: terminal.child, environment: ["TERM": "xterm"])
    #expect(result == outcome)
    #expect(terminal.settings() == before)
  }

  @Test func `in raw mode Ctrl-C is a key`() throws {
    let terminal = try PseudoTerminal(columns: 60, rows: 20)
    let before = terminal.settings()
    let result = RawMode.run(fd: terminal.child) { source in
      terminal.type("\u{3}")
      #expect(terminal.settings() != before)
      return source.next()
    }
    #expect(result == .key(.control("c")))
    #expect(terminal.settings() == before)
  }

  @Test func `a lone escape is told from a sequence`() throws {
    let terminal = try PseudoTerminal(columns: 60, rows: 20)
    let keys = RawMode.run(fd: terminal.child) { source in
      terminal.type("\u{1B}")
      let first = source.next()
      terminal.type("\u{1B}[B")
      return [first, source.next()]
    }
    #expect(keys == [.key(.escape), .key(.down)])
  }

  @Test func `keys that were not read do not reach the shell`() throws {
    let terminal = try PseudoTerminal(columns: 60, rows: 20)
    var descriptor = pollfd(fd: terminal.child, events: Int16(POLLIN), revents: 0)
    let arrived = RawMode.run(fd: terminal.child) { _ in
      terminal.type("reboot\r")
      return poll(&descriptor, 1, 60_000)
    }
    #expect(arrived == 1)
    #expect(poll(&descriptor, 1, 0) == 0)
  }

  @Test func `a signal ends the picker, and comes after the terminal is restored`() throws {
    let former = signal(SIGHUP) { SignalProbe.received.store($0, ordering: .relaxed) }
    defer { signal(SIGHUP, former) }
    let terminal = try PseudoTerminal(columns: 60, rows: 20)
    let before = terminal.settings()
    let result = RawMode.run(fd: terminal.child) { source in
      kill(getpid(), SIGHUP)
      // The main thread takes the signal, at some moment.
      var input = source.next()
      for _ in 0..<600 where input == .idle { input = source.next() }
      #expect(SignalProbe.received.load(ordering: .relaxed) == 0)
      return input
    }
    #expect(result == .end)
    for _ in 0..<600 where SignalProbe.received.load(ordering: .relaxed) == 0 {
      poll(nil, 0, 100)
    }
    #expect(SignalProbe.received.load(ordering: .relaxed) == SIGHUP)
    #expect(terminal.settings() == before)
  }

  @Test func `an ignored signal stays ignored`() throws {
    let former = signal(SIGHUP, SIG_IGN)
    defer { signal(SIGHUP, former) }
    let terminal = try PseudoTerminal(columns: 60, rows: 20)
    let result = RawMode.run(fd: terminal.child) { source in
      kill(getpid(), SIGHUP)
      // It would be seen by the second call at the latest.
      return [source.next(), source.next()]
    }
    #expect(result == [.idle, .idle])
  }
}
