import Testing

@testable import TerminalUI

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
