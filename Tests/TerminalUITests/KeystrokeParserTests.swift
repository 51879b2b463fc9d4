import Testing

@testable import TerminalUI

@Suite struct KeystrokeParserTests {
  private static let sequences: [(String, [Keystroke])] = [
    ("a", [.character("a")]),
    ("aZ ~", [.character("a"), .character("Z"), .character(" "), .character("~")]),
    ("任é🎉", [.character("任"), .character("é"), .character("🎉")]),
    ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]),
    ("\u{8}", [.backspace]), ("\u{3}", [.control("c")]), ("\u{1A}", [.control("z")]),
    ("\u{0}", [.unknown]), ("\u{1C}", [.unknown]),
    ("\u{1B}[A", [.up]), ("\u{1B}[B", [.down]), ("\u{1B}[C", [.right]), ("\u{1B}[D", [.left]),
    ("\u{1B}OA", [.up]), ("\u{1B}OB", [.down]), ("\u{1B}OH", [.home]), ("\u{1B}OM", [.enter]),
    ("\u{1B}[H", [.home]), ("\u{1B}[F", [.end]), ("\u{1B}[1~", [.home]), ("\u{1B}[4~", [.end]),
    ("\u{1B}[7~", [.home]), ("\u{1B}[8~", [.end]), ("\u{1B}[3~", [.delete]),
    ("\u{1B}[5~", [.pageUp]), ("\u{1B}[6~", [.pageDown]), ("\u{1B}[Z", [.backTab]),
    ("\u{1B}[1;5A", [.up]), ("\u{1B}[5;2~", [.pageUp]), ("\u{1B}[2~", [.unknown]),
    ("\u{1B}[15~", [.unknown]), ("\u{1B}[[A", [.help]), ("\u{1B}OP", [.help]),
    ("\u{1B}[11~", [.help]),
    ("\u{1B}[200~a\nb\u{1B}[A\u{1B}[201~c", [.paste("a\nb\u{1B}[A"), .character("c")]),
    ("\u{1B}[200~\u{1B}[201~", [.paste("")]), ("\u{1B}[I", [.unknown]),
    ("\u{1B}[<0;12;7Mx", [.enter, .character("x")]), ("\u{1B}Ox", [.unknown]),
    ("\u{1B}x", [.alt("x")]), ("\u{1B}\u{1B}[A", [.escape, .up]),
    ("\u{1B}\r", [.escape, .enter]), ("\u{1B}O\u{1B}[A", [.unknown, .up]),
    ("\u{1B}[1\u{1B}[A", [.unknown, .up]), ("\u{1B}[1任", [.unknown, .character("任")]),
    ("\u{85}", [.unknown]),
  ]

  private static func keys(_ bytes: some Sequence<UInt8>) -> [Keystroke] {
    var parser = KeystrokeParser()
    return bytes.flatMap { parser.consume($0) } + parser.flush()
  }

  @Test(arguments: sequences)
  func `bytes become keys`(bytes: String, keys: [Keystroke]) {
    #expect(Self.keys(bytes.utf8) == keys)
  }

  @Test func `what is incomplete waits`() {
    var parser = KeystrokeParser()
    #expect(!parser.isPending)
    for byte in [0x1B, 0x5B, 0x31, 0x3B] as [UInt8] {
      #expect(parser.consume(byte) == [])
      #expect(parser.isPending)
    }
    #expect(parser.consume(0x35) == [])
    #expect(parser.consume(0x42) == [.down])
    #expect(!parser.isPending)
    #expect(parser.flush() == [])
  }

  @Test(
    arguments: [
      ([0x1B], [.escape]), ([0x1B, 0x5B], [.alt("[")]), ([0x1B, 0x4F], [.alt("O")]),
      ([0x1B, 0x5B, 0x31], [.unknown]), ([0xE4, 0xBB], [.unknown]),
    ] as [([UInt8], [Keystroke])])
  func `time ends a sequence`(bytes: [UInt8], keys: [Keystroke]) {
    var parser = KeystrokeParser()
    for byte in bytes { #expect(parser.consume(byte) == []) }
    #expect(parser.flush() == keys)
    #expect(parser.consume(0x41) == [.character("A")])
  }

  @Test(
    arguments: [
      ([0xFF], [.unknown]), ([0x80], [.unknown]), ([0xC0, 0xAF], [.unknown, .unknown]),
      ([0xE4, 0x41], [.unknown, .character("A")]),
      ([0xED, 0xA0, 0x80], [.unknown]), ([0xE0, 0x80, 0x80], [.unknown]),
      ([0xF4, 0x90, 0x80, 0x80], [.unknown]), ([0xC2, 0x9B], [.unknown]),
    ] as [([UInt8], [Keystroke])])
  func `bad UTF-8 is no key`(bytes: [UInt8], keys: [Keystroke]) {
    #expect(Self.keys(bytes) == keys)
  }

  @Test func `an endless sequence is swallowed`() {
    let bytes = [0x1B, 0x5B] + [UInt8](repeating: 0x39, count: 100_000) + [0x7E, 0x61]
    #expect(Self.keys(bytes) == [.unknown, .character("a")])
  }

  @Test func `any bytes are safe`() {
    var generator = SplitMix(state: 3)
    let likely: [UInt8] = [0x1B, 0x5B, 0x4F, 0x3B, 0x31, 0x7E, 0x41, 0xE4, 0xBB]
    var parser = KeystrokeParser()
    for _ in 0..<100_000 {
      let number = generator.next()
      let byte =
        number & 1 == 0
        ? likely[Int((number >> 8) % UInt64(likely.count))] : UInt8(truncatingIfNeeded: number >> 8)
      if parser.consume(byte).count > 2 { Issue.record("too many keys for one byte") }
    }
  }
}
