import Platform
import Testing

@testable import TerminalUI

@Suite struct TerminalTests {
  private static let tty = FileDescriptorFacts(isTTY: true, columns: 120, rows: 40)
  private static let file = FileDescriptorFacts(isTTY: false)

  @Test func `a window gives its size`() {
    let terminal = Terminal(facts: Self.tty, environment: ["COLUMNS": "60", "LINES": "10"])
    #expect(terminal.columns == 120)
    #expect(terminal.rows == 40)
  }

  @Test(
    arguments: [
      ("60", 60), ("", 80), ("0", 80), ("-3", 80), ("x", 80), ("99999999999999999999", 80),
    ] as [(String, Int)])
  func `without a window COLUMNS counts if it is sensible`(value: String, columns: Int) {
    let terminal = Terminal(facts: Self.file, environment: ["COLUMNS": value])
    #expect(terminal.columns == columns)
  }

  @Test func `a size below one is one`() {
    let terminal = Terminal(
      isTTY: true, columns: -5, rows: 0, usesColor: false, movesCursor: false, glyphs: .ascii)
    #expect(terminal.columns == 1)
    #expect(terminal.rows == 1)
  }

  @Test(
    arguments: [
      (["TERM": "xterm"], true),
      (["TERM": "dumb"], false),
      (["TERM": ""], false),
      ([:], false),
      (["TERM": "xterm", "NO_COLOR": "1"], false),
      (["TERM": "xterm", "NO_COLOR": "0"], false),
      (["TERM": "xterm", "NO_COLOR": ""], true),
      (["TERM": "xterm", "CLICOLOR": "0"], false),
      (["TERM": "xterm", "CLICOLOR": "1"], true),
      (["TERM": "xterm", "FORCE_COLOR": "0"], false),
      (["TERM": "xterm", "FORCE_COLOR": "false"], false),
      (["TERM": "dumb", "FORCE_COLOR": "1"], true),
      (["TERM": "dumb", "CLICOLOR_FORCE": "1"], true),
      (["TERM": "dumb", "CLICOLOR_FORCE": "0"], false),
      (["NO_COLOR": "1", "FORCE_COLOR": "1"], true),
    ] as [([String: String], Bool)])
  func `colour on a terminal follows the environment`(
    environment: [String: String], expected: Bool
  ) {
    let terminal = Terminal(facts: Self.tty, environment: environment)
    #expect(terminal.usesColor == expected)
  }

  @Test func `a pipe has colour only when forced`() {
    let xterm = ["TERM": "xterm"]
    #expect(!Terminal(facts: Self.file, environment: xterm).usesColor)
    #expect(Terminal(facts: Self.file, environment: xterm, color: .always).usesColor)
    #expect(Terminal(facts: Self.file, environment: ["CLICOLOR_FORCE": "1"]).usesColor)
  }

  @Test func `the flag beats the environment`() {
    let forced = ["TERM": "xterm", "FORCE_COLOR": "1"]
    #expect(!Terminal(facts: Self.tty, environment: forced, color: .never).usesColor)
    let refused = ["TERM": "dumb", "NO_COLOR": "1"]
    #expect(Terminal(facts: Self.file, environment: refused, color: .always).usesColor)
  }

  @Test func `the cursor moves only on a terminal that is not dumb`() {
    #expect(Terminal(facts: Self.tty, environment: ["TERM": "xterm"]).movesCursor)
    #expect(!Terminal(facts: Self.tty, environment: ["TERM": "dumb"]).movesCursor)
    #expect(!Terminal(facts: Self.tty, environment: [:]).movesCursor)
    #expect(!Terminal(facts: Self.file, environment: ["TERM": "xterm"]).movesCursor)
  }

  @Test func `a closed descriptor is not a terminal`() {
    #expect(Terminal.current(fd: -1, environment: ["TERM": "xterm"]).isTTY == false)
  }

  @Test func `a pseudo-terminal is a terminal with its size`() throws {
    let terminal = try PseudoTerminal(columns: 97, rows: 13)
    let facts = FileDescriptorFacts(fd: terminal.child)
    #expect(facts == FileDescriptorFacts(isTTY: true, columns: 97, rows: 13))
    let unknown = try PseudoTerminal(columns: 0, rows: 0)
    #expect(FileDescriptorFacts(fd: unknown.child) == FileDescriptorFacts(isTTY: true))
  }

  @Test func `the writer writes all of it`() throws {
    var ends: [CInt] = [0, 0]
    try #require(pipe(&ends) == 0)
    let text = "任务\u{1B}[K ok"
    Terminal.writer(fd: ends[1])(text)
    close(ends[1])
    var bytes = [UInt8](repeating: 0, count: 100)
    let count = read(ends[0], &bytes, bytes.count)
    close(ends[0])
    #expect(Array(text.utf8) == Array(bytes.prefix(max(0, count))))
  }

  @Test func `writing to a closed descriptor does nothing`() {
    Terminal.writer(fd: -1)("text")
  }

  @Test func `text fits where its broken lines leave one free`() {
    let terminal = Terminal(
      isTTY: true, columns: 10, rows: 4, usesColor: true, movesCursor: true, glyphs: .unicode)
    #expect(terminal.fits("one\ntwo\nthree\n") && terminal.fits("one\ntwo\nthree"))
    #expect(!terminal.fits("one\ntwo\nthree\nfour\n"))
    #expect(terminal.fits("1234567890\n12345678901\n"))
    #expect(!terminal.fits("12345678901\n12345678901\n"))
    // Wide characters count twice, styles not at all, and an empty line is one.
    #expect(terminal.fits("修复登录\n修复登录超时\n") && !terminal.fits("修复登录超时\n修复登录超时\n"))
    #expect(terminal.fits("\u{1B}[1;31m1234567890\u{1B}[0m\n\n\n"))
    #expect(!terminal.fits("\n\n\n\n") && !terminal.fits("a\tbcd\na\tbcd\n"))
    #expect(terminal.fits(""))
  }
}
