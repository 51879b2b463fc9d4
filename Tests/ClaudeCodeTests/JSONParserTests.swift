import Foundation
import Testing

@testable import ClaudeCode

@Suite struct JSONParserTests {
  static let valid = [
    "0", "-0", "1.5", "-1e9", "1E+2", "true", "false", "null", #""""#, "[]", "{}", " [ 1 , 2 ] ",
    #"{"a":{"b":[null,true]},"a":2}"#, #""\u00e4\ud83d\ude00\n\/""#, "\"\u{7F}ü\"", "\t\r\n 1",
  ]
  static let invalid = [
    "", " ", "01", "1.", ".5", "+1", "1e", "-", "tru", "nul", "truex", "[1,]", "[,1]", "{,}",
    #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{a:1}", "'a'", "\"\n\"", #""\x""#, #""\u12g4""#, "[1 2]",
    "// c\n1", "1 // c", "NaN", "Infinity", "\"a", "[", "{", #"{"a":1"#, "]", "[}", "\u{FEFF}1",
  ]

  @Test(arguments: valid)
  func acceptsWhatFoundationAccepts(text: String) throws {
    let bytes = Array(text.utf8)
    _ = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
    let node = try JSONParser.parse(bytes)
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(String(decoding: bytes[node.range], as: UTF8.self) == trimmed)
  }

  @Test(arguments: invalid)
  func refusesWhatIsNoJSON(text: String) {
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(Array(text.utf8)) }
  }

  @Test func strings() throws {
    let texts = [
      "", "a\"b\\c/d", "\u{0}\u{1F}\n\r\t\u{8}\u{C}", "äöü 漢字 😀", "\u{7F}\u{2028}", "e\u{301}",
    ]
    for text in texts {
      let literal = JSONString.encode(text)
      let value = try JSONValue(parsing: Array(literal.utf8))
      #expect(value.string == text)
      let decoded = try JSONDecoder().decode([String].self, from: Data("[\(literal)]".utf8))
      #expect(decoded == [text])
    }
  }

  @Test(arguments: [
    (#""\ud83d\ude00""#, "😀"), (#""\ud83d""#, "\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"),
    (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"), (#""\ud83d\u0041""#, "\u{FFFD}A"),
    (#""\u0041\/\b\f""#, "A/\u{8}\u{C}"),
  ])
  func escapes(literal: String, text: String) throws {
    #expect(try JSONValue(parsing: Array(literal.utf8)).string == text)
  }

  @Test func bytesThatAreNoTextAreReplaced() throws {
    let bytes: [UInt8] = [0x22, 0x61, 0xFF, 0x62, 0x22]
    #expect(try JSONValue(parsing: bytes).string == "a\u{FFFD}b")
  }

  @Test func cutsAtACharacter() throws {
    let value = try JSONValue(parsing: Array(#""aä漢😀""#.utf8))
    let cuts = (0...10).map { value.string(limit: $0) }
    #expect(
      cuts == [
        "…", "a…", "a…", "aä…", "aä…", "aä…", "aä漢…", "aä漢…", "aä漢…", "aä漢…", "aä漢😀",
      ])
  }

  @Test func theLastOfEqualKeysCounts() throws {
    let value = try JSONValue(parsing: Array(#"{"a":1,"\u0061":2}"#.utf8))
    #expect(value["a"]?.integer == 2)
  }

  @Test func boundsHold() {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
    #expect(throws: JSONSyntaxError.tooComplex(offset: 200)) { try JSONParser.parse(deep) }
    let wide = Array(("[" + String(repeating: "0,", count: 1000) + "0]").utf8)
    #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(wide, maximumNodes: 1000) }
    #expect(throws: Never.self) { try JSONParser.parse(wide, maximumNodes: 1002) }
  }

  @Test(arguments: valid.filter { $0.contains("{") })
  func theSkipperAgreesOnObjects(text: String) throws {
    let bytes = Array(text.utf8)
    var ranges: [Range<Int>] = []
    #expect(JSONSkipper.forEachMember(of: bytes, in: bytes.indices) { ranges.append($1) })
    #expect(ranges == (try JSONParser.parse(bytes).members ?? []).map(\.value.range))
  }

  @Test func theSkipperStopsOnAnything() throws {
    var random = SeededGenerator(seed: 2)
    let alphabet = Array(#"{}[]",:\ua1 "#.utf8)
    for _ in 0..<50_000 {
      let length = Int.random(in: 0...24, using: &random)
      let bytes = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let isObject = (try? JSONParser.parse(bytes).members) ?? nil
      let isWhole = JSONSkipper.forEachMember(of: bytes, in: bytes.indices) { key, value in
        #expect(bytes.indices.contains(key) && bytes.indices.contains(value))
      }
      if isObject != nil { #expect(isWhole) }
    }
  }
}
