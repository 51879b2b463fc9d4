import Testing

@testable import TerminalUI

@Suite struct TableTests {
  private static let table = Table(
    columns: [
      TableColumn("TITLE", minimum: 10, priority: 3),
      TableColumn("MACHINE", minimum: 5, priority: 1),
      TableColumn("AGE", alignment: .right, priority: 2),
    ],
    rows: [
      ["Fix the auth middleware bug", "linux-desktop", "5 min ago"],
      ["修复认证中间件的错误", "笔记本", "yesterday"],
      ["Short"],
    ])

  @Test func `a pipe gets everything, whatever the width`() {
    let expected = [
      "TITLE                        MACHINE              AGE",
      "Fix the auth middleware bug  linux-desktop  5 min ago",
      "修复认证中间件的错误         笔记本         yesterday",
      "Short",
    ]
    #expect(Self.table.lines(for: .pipe(columns: 80)) == expected)
    #expect(Self.table.lines(for: .pipe(columns: 10)) == expected)
    #expect(Self.table.lines(for: .plain(columns: 53)) == expected)
  }

  @Test func `the widest column shrinks first`() {
    #expect(
      Self.table.lines(for: .plain(columns: 40)) == [
        "TITLE           MACHINE              AGE",
        "Fix the auth…   linux-desktop  5 min ago",
        "修复认证中间…   笔记本         yesterday",
        "Short",
      ])
  }

  @Test func `what does not fit is dropped by priority`() {
    #expect(
      Self.table.lines(for: .plain(columns: 24)) == [
        "TITLE                AGE",
        "Fix the auth…  5 min ago",
        "修复认证中间…  yesterday",
        "Short",
      ])
    #expect(
      Self.table.lines(for: .plain(columns: 12)) == [
        "TITLE", "Fix the aut…", "修复认证中…", "Short",
      ])
    #expect(Self.table.lines(for: .plain(columns: 4)) == ["TIT…", "Fix…", "修…", "Sho…"])
  }

  @Test(arguments: 1...60)
  func `no line is wider than the terminal`(columns: Int) {
    let lines = Self.table.lines(for: .plain(columns: columns))
    #expect(lines.allSatisfy { $0.displayWidth <= columns && !$0.hasSuffix(" ") })
  }

  @Test func `of equal columns the right one goes first`() {
    let table = Table(columns: [TableColumn("AAAA"), TableColumn("BBBB")])
    #expect(table.lines(for: .plain(columns: 8)) == ["AAAA"])
  }

  @Test func `a maximum holds on a terminal only`() {
    let table = Table(columns: [TableColumn("A", maximum: 4)], rows: [["abcdefgh"]])
    #expect(table.lines(for: .plain()) == ["A", "abc…"])
    #expect(table.lines(for: .pipe()) == ["A", "abcdefgh"])
  }

  @Test func `without headings there is no heading row, and empty columns take no room`() {
    let table = Table(
      columns: [TableColumn(""), TableColumn(""), TableColumn("")],
      rows: [["a", "", "b"], ["c", "", "d", "surplus"]])
    #expect(table.lines(for: .plain()) == ["a  b", "c  d"])
    #expect(Table(columns: []).lines(for: .plain()) == [])
  }

  @Test func `headings and cells are styled where colour is on`() {
    let table = Table(columns: [TableColumn("A"), TableColumn("B")], rows: [["x", "y"]])
    #expect(
      table.lines(for: .color()) == ["\u{1B}[2mA\u{1B}[0m  \u{1B}[2mB\u{1B}[0m", "x  y"])
  }

  @Test func `cells cannot carry escape sequences or lines`() {
    let table = Table(columns: [TableColumn("")], rows: [["\("a\u{1B}[2J\nb")"]])
    #expect(table.lines(for: .plain()) == ["a^[[2J b"])
  }
}
