import Testing

@testable import TerminalUI

@Suite struct StyleTests {
  @Test func `a style wraps its text`() {
    let style = Style([.bold, .underline], color: .red)
    #expect(style.applied(to: "a", for: .color()) == "\u{1B}[1;4;31ma\u{1B}[0m")
  }

  @Test func `without colour nothing is added`() {
    #expect(Style.red.applied(to: "a", for: .plain()) == "a")
    #expect(Style.red.applied(to: "a", for: .pipe()) == "a")
    #expect(Style.plain.applied(to: "a", for: .color()) == "a")
    #expect(Style.red.applied(to: "", for: .color()) == "")
  }

  @Test func `after an inner style the outer goes on`() {
    let inner = Style.red.applied(to: "b", for: .color())
    #expect(
      Style.bold.applied(to: "a\(inner)c", for: .color())
        == "\u{1B}[1ma\u{1B}[31mb\u{1B}[0m\u{1B}[1mc\u{1B}[0m")
    #expect(
      Style.bold.applied(to: "a\(inner)", for: .color()) == "\u{1B}[1ma\u{1B}[31mb\u{1B}[0m")
  }

  @Test func `runs keep their own colour inside a style`() {
    let line = (StyledText("a", .red) + StyledText("b", .dim)).styled(Style(.bold, color: .green))
    #expect(
      line == StyledText("a", Style(.bold, color: .red))
        + StyledText("b", Style([.bold, .dim], color: .green)))
    #expect(line.rendered(for: .pipe()) == "ab")
    #expect(
      line.rendered(for: .color()) == "\u{1B}[1;31ma\u{1B}[0m\u{1B}[1;2;32mb\u{1B}[0m")
  }

  @Test func `one part of a line is highlighted`() {
    let line = StyledText("desk syncs with desk", .dim)
    #expect(
      line.highlighting("desk", .red)
        == StyledText("desk", Style(.dim, color: .red)) + StyledText(" syncs with desk", .dim))
    #expect(line.highlighting("", .red) == line && line.highlighting("x", .red) == line)
    #expect(
      StyledText("a\u{7}b").highlighting("\u{7}", .bold)
        == "a" + StyledText("^G", .bold) + "b")
  }

  @Test func `styled text is one clean line`() {
    let hostile = "x\u{1B}[2J\ny"
    #expect(StyledText(hostile).plain == "x^[[2J y")
    #expect(("\(hostile)" as StyledText).plain == "x^[[2J y")
    #expect(StyledText("").isEmpty)
    var line: StyledText = "a"
    line += "任"
    #expect(line.width == 3)
  }
}

@Suite struct GlyphsTests {
  @Test(
    arguments: [
      (["LANG": "en_US.UTF-8"], true),
      (["LANG": "C.utf8"], true),
      (["LANG": "C"], false),
      ([:], false),
      (["LANG": "en_US.UTF-8", "LC_ALL": "C"], false),
      (["LANG": "en_US.UTF-8", "LC_ALL": ""], true),
      (["LANG": "C", "LC_CTYPE": "zh_CN.UTF-8"], true),
      (["LANG": "de_DE@euro", "LC_CTYPE": ""], false),
    ] as [([String: String], Bool)])
  func `the locale decides`(environment: [String: String], isUnicode: Bool) {
    #expect(Glyphs.forLocale(in: environment) == (isUnicode ? .unicode : .ascii))
  }

  @Test func `the fallbacks are ASCII`() {
    let glyphs = Glyphs.ascii
    let all =
      [
        glyphs.success, glyphs.warning, glyphs.failure, glyphs.none, glyphs.crash, glyphs.ellipsis,
        glyphs.bullet, glyphs.pointer, glyphs.rule, glyphs.bar,
      ] + glyphs.spinner
    #expect(all.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } && !$0.isEmpty })
  }

  @Test(arguments: [Glyphs.unicode, .ascii])
  func `marks and frames are one column wide`(glyphs: Glyphs) {
    let single =
      [glyphs.success, glyphs.warning, glyphs.failure, glyphs.none, glyphs.crash, glyphs.bullet]
      + glyphs.spinner
    #expect(single.allSatisfy { $0.displayWidth == 1 })
  }
}
