import Platform
import Testing

@testable import Phrases
@testable import TerminalUI

@Suite struct TaskPickerViewTests {
  @Test func `80 by 24 has the notes below`() {
    var model = PickerSample.model()
    #expect(
      PickerSample.text(&model, columns: 80, rows: 24) == """
         handoff  9 unfinished                                        up to date, 14:06
          acme/api, this project
        ❯  4 min  Fix the login timeout after a token refresh           desk     ● *3 ⇡2
             2 h  Parser: keep comments when rewriting YAML             here     ! *1
             1 d  Move the nightly report to the new queue              desk +1  ⑂
          other projects
           1 min  Upgrade to Swift 6.3 and fix the new wa…  tools/lint  studio   ○
           3 min  Write the migration guide for v4          docs        here     ● ~
          35 min  为导出功能补上分页和重试                  acme/web    studio   ● *1
             3 d  Reproduce the flaky upload test on CI     …/sub/shop  studio   ! ⇡1
          14 Nov  Invoice PDF: fonts are missing on Windo…  billing     desk     *12 ⇡2
          1 older than 30 days: o shows it
        ── 5a90  Fix the login timeout after a token refresh ───────────────────────────
         5a90 · facts
         A sentence.

         Task

         │ Users are logged out when the token is refreshed while a request is open.
         │ Never touch the retry policy in client.swift.

         Next steps

         Enter go on  d done  v show  p prompt  a finished  / filter  ? help  q quit
        """)
  }

  @Test func `120 columns have the notes beside`() {
    var model = PickerSample.model()
    let lines = PickerSample.text(&model, columns: 120, rows: 18).split(separator: "\n")
    #expect(lines[1] == String(repeating: "─", count: 75) + "┬" + String(repeating: "─", count: 44))
    #expect(
      lines[3].hasPrefix("❯  4 min  Fix the login timeout after a token refresh")
        && lines[3].hasSuffix("│ 5a90 · facts"))
    #expect(lines.allSatisfy { String($0).displayWidth <= 120 })
    #expect(
      lines.last
        == " Enter go on  d done  u undo  v show  p prompt  a finished  Tab this project  / filter  ? help  q quit"
    )
  }

  @Test func `50 columns have no notes, and short marks`() {
    var model = PickerSample.model()
    let text = PickerSample.text(&model, columns: 50, rows: 20)
    #expect(
      text.hasPrefix(
        """
         handoff  9 unfinished          up to date, 14:06
          acme/api, this project
        ❯  4 min Fix the login timeout after…  desk    ●*⇡
             2 h Parser: keep comments when r… here    !*
        """))
    #expect(
      text.hasSuffix(
        """
         5a90 acme/api, fix/login; open there; 4 min ago
         3 files only there, 2 commits only there
         Enter go on  d done  / filter  ? help  q quit
        """))
  }

  @Test func `in Chinese the columns still stand below each other`() {
    PhraseLanguage.$current.withValue(.chinese) {
      var model = PickerSample.model()
      let lines = PickerSample.text(&model, columns: 80, rows: 24).split(separator: "\n").map(
        String.init)
      #expect(lines[0] == " handoff  9 个未完成任务                                        已是最新，14:06")
      #expect(lines[2].hasPrefix("❯  4 分钟  Fix the login"))
      #expect(lines[8].hasPrefix("  35 分钟  为导出功能补上分页和重试"))
      let places = lines[2...4].map { line in
        ["desk", "本机"].compactMap { line.firstRange(of: $0)?.lowerBound }.min()
          .map { String(line[..<$0]).displayWidth }
      }
      #expect(Set(places).count == 1)
    }
  }

  @Test(arguments: [
    (30, 8), (40, 10), (50, 20), (59, 24), (60, 18), (80, 24), (109, 30), (110, 16), (120, 40),
    (200, 60), (400, 12),
  ])
  func `no line is wider than any screen, nor are there more`(columns: Int, rows: Int) {
    for language in [ReaderLanguage.english, .chinese] {
      PhraseLanguage.$current.withValue(language) {
        var model = PickerSample.model()
        for keys in ["", "jjjjj", "?", "q/desk", "v", "a"] {
          model.type(keys)
          let text = PickerSample.text(&model, columns: columns, rows: rows)
          let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
          #expect(lines.count == rows)
          #expect(lines.allSatisfy { String($0).displayWidth <= columns }, "\(keys) \(text)")
          _ = model.handle(.escape)
          _ = model.handle(.escape)
        }
      }
    }
  }

  @Test func `every chosen task is on the screen`() {
    let many = (1...200).map {
      PickerSample.task("t\($0)", "Task \($0)", "p", "desk", minutes: Double($0))
    }
    var model = PickerSample.model(.resume, many)
    for _ in 0..<200 {
      let text = PickerSample.text(&model, columns: 80, rows: 24)
      #expect(text.contains("❯") && text.contains(model.current?.title ?? "?"))
      _ = model.handle(.down)
    }
    #expect(model.pointed == "t200")
    for row in 1...30 {
      for count in 1...30 {
        for position in 0..<count {
          let window = TaskPickerView.window(of: count, around: position, height: row)
          #expect(window.range.contains(position))
          let lines = window.range.count + (window.above > 0 ? 1 : 0) + (window.below > 0 ? 1 : 0)
          #expect(lines <= row)
        }
      }
    }
  }

  @Test func `a question stands where the title still fits`() {
    var model = PickerSample.model()
    model.type("d")
    let text = PickerSample.text(&model, columns: 60, rows: 20)
    #expect(text.hasSuffix(" Finish “Fix the login timeo…” on all machines?  d yes  n no"))
  }

  @Test func `a fork is asked about in the place of its notes`() {
    var model = PickerSample.model()
    model.type("jj")
    _ = model.handle(.enter)
    for columns in [50, 80, 120] {
      let text = PickerSample.text(&model, columns: columns, rows: 24)
      #expect(text.contains("❯  1  desk  3 answers"))
      #expect(text.contains("2  here  5 answers"))
      #expect(text.hasSuffix(" Enter go on  Esc back"))
    }
  }

  @Test func `an empty list says what will be in it`() {
    var model = TaskPickerModel(verb: .resume, tasks: [])
    let text = PickerSample.text(&model, columns: 80, rows: 24)
    #expect(text.contains(" handoff  no unfinished tasks"))
    #expect(
      text.ranges(of: "A session appears here after its first answer.").count == 1)
  }

  @Test(arguments: [
    (
      PickerFreshness.asking(remote: "git.example.net", since: "3 min ago"), 80,
      "as of 3 min ago, asking git.example.net… ⠋"
    ),
    (.asking(remote: "git.example.net", since: "3 min ago"), 60, "as of 3 min ago ⠋"),
    (.asking(remote: "git.example.net", since: nil), 80, "asking git.example.net… ⠋"),
    (
      .unreachable(remote: "git.example.net", since: "3 min ago"), 80,
      "! git.example.net does not answer; as of 3 min ago"
    ),
    (.unreachable(remote: "git.example.net", since: nil), 80, "! not fetched yet"),
    (.notPushed(since: "11:20"), 80, "! not pushed since 11:20: see status"),
    (.notPushed(since: "11:20"), 40, "! not pushed"),
  ])
  func `the age is told as fully as there is room`(
    freshness: PickerFreshness, columns: Int, text: String
  ) {
    var model = PickerSample.model()
    model.take(.freshness(freshness))
    let header = PickerSample.text(&model, columns: columns, rows: 24).split(separator: "\n")[0]
    #expect(header.hasSuffix("  " + text))
  }

  @Test func `without UTF-8 there is nothing but ASCII`() {
    var tasks = PickerSample.tasks
    tasks.remove(at: 3)
    var model = PickerSample.model(.resume, tasks)
    for keys in ["", "?"] {
      model.type(keys)
      let text = PickerSample.text(&model, columns: 120, rows: 24, glyphs: .ascii)
      #expect(text.replacing("·", with: "").utf8.allSatisfy { $0 < 0x80 }, "\(text)")
    }
  }

  @Test func `the page of keys says what Enter does in this command, and how to leave`() {
    for (verb, word) in [
      (PickerVerb.resume, "Enter   go on with the task"), (.done, "Enter   finish"),
      (.show, "Enter   show"),
    ] {
      var model = PickerSample.model(verb)
      model.type("?")
      let text = PickerSample.text(&model, columns: 80, rows: 24)
      #expect(text.contains(" \(word) ") && text.contains("q to quit"), "\(text)")
      #expect(verb == .resume || !text.contains("go on with the task"), "\(text)")
    }
  }

  @Test func `what a task says can do nothing to the screen`() {
    let task = PickerSample.task(
      "ev11", "Bad \u{1B}[2J\u{202E}title", "pro\u{1B}]0;x\u{7}", "de\nsk", minutes: 1)
    var model = TaskPickerModel(verb: .resume, tasks: [task])
    model.take(
      .details(task.id, PickerDetails(facts: ["a\u{1B}[31m"], notes: "x\u{1B}c\r\n\u{9B}2J")))
    let text = PickerSample.text(&model, columns: 80, rows: 24)
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x9B })
  }

  @Test func `only what has changed is written, and the chosen row has no colours`() {
    var model = PickerSample.model()
    var writer = FrameWriter()
    let terminal = Terminal.color(columns: 80, rows: 24)
    func frame() -> String {
      let view = TaskPickerView(terminal: terminal, now: PickerSample.now)
      return writer.update(view.frame(of: &model), for: terminal)
    }
    let first = frame()
    #expect(first.hasPrefix("\u{1B}[0m\u{1B}[2J"))
    let chosen = first.split(separator: "\u{1B}[3;1H")[1].split(separator: "\u{1B}[4;1H")[0]
    #expect(chosen.contains("\u{1B}[7m") && !chosen.contains("[3"))
    #expect(frame().isEmpty)
    _ = model.handle(.down)
    let second = frame()
    #expect(!second.contains("\u{1B}[2J") && second.contains("\u{1B}[3;1H"))
    #expect(!second.contains("\u{1B}[7;1H"))
  }

  @Test func `without colour the traits stay`() {
    var model = PickerSample.model()
    var writer = FrameWriter()
    let terminal = Terminal.plain(columns: 80, rows: 24)
    let view = TaskPickerView(terminal: terminal, now: PickerSample.now)
    let text = writer.update(view.frame(of: &model), for: terminal)
    #expect(text.contains("\u{1B}[7m") && text.contains("\u{1B}[2m"))
    #expect(!text.contains("[33m") && !text.contains("[32m") && !text.contains("[36m"))
  }

  @Test func `Arabic and Hebrew leave the columns where they are`() {
    let titles = [
      "إصلاح مهلة تسجيل الدخول", "תיקון הכניסה 3", "\u{202E}evil\u{2067} title\u{200F}",
      "Plain title",
    ]
    let tasks = titles.enumerated().map { index, title in
      PickerSample.task(
        "\(index)000", title, "docs", "desk", minutes: 5, TaskMarks(.open, uncommitted: 3))
    }
    for (columns, rows) in [(80, 24), (50, 20), (120, 40)] {
      var model = PickerSample.model(.resume, tasks)
      let lines = PickerSample.text(&model, columns: columns, rows: rows).split(separator: "\n")
      #expect(lines.allSatisfy { String($0).displayWidth <= columns })
      // Rows of the list alone, not the notes beside it.
      let places = lines.filter { $0.contains(" 5 min ") }.compactMap { line in
        line.firstRange(of: "desk").map { String(line[..<$0.lowerBound]).displayWidth }
      }
      #expect(places.count == 4 && Set(places).count == 1, "\(columns): \(places)")
      let text = lines.joined(separator: "\n")
      #expect(
        !text.contains("\u{202E}") && !text.contains("\u{2067}") && !text.contains("\u{200F}"))
      // What follows such a text is not ordered with it.
      #expect(text.contains("الدخول\u{200E}") && !text.contains("Plain title\u{200E}"))
    }
    var long = PickerSample.model(
      .resume,
      [PickerSample.task("1000", String(repeating: "שלום ", count: 40), "", "desk", minutes: 5)])
    let cut = PickerSample.text(&long, columns: 60, rows: 10).split(separator: "\n")
    #expect(
      cut.allSatisfy { String($0).displayWidth <= 60 } && cut.contains { $0.contains("…\u{200E}") })
  }

  @Test func `a table closes what is written from right to left, on a terminal alone`() {
    let table = Table(
      columns: [TableColumn("A"), TableColumn("B", alignment: .right)],
      rows: [["שלום", "4 min"], ["abcd", "14 min"]])
    #expect(
      table.lines(for: .plain())
        == ["A          B", "שלום\u{200E}   4 min", "abcd  14 min"])
    #expect(table.lines(for: .pipe())[1] == "שלום   4 min")
  }
}
