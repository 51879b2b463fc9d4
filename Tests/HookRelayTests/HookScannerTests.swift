import Testing

@testable import HookRelay

@Suite("The quick look at a hook's input")
struct HookScannerTests {
  func scan(_ text: String) -> HookScanner { HookScanner(RawText(Array(text.utf8))) }

  func fields(_ text: String) -> [String: String] {
    let scan = scan(text)
    var fields: [String: String] = [:]
    for field in HookScanner.Field.allCases {
      fields["\(field.key)"] = scan.text(field, in: Array(text.utf8)).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
    return fields
  }

  @Test("The wanted strings of the outermost object are found, and no others")
  func fields() {
    let text =
      #"""
       {"cwd":"/a \"b\"\\c\u00e9","nested":{"session_id":"inner","x":[{"reason":"deep"}]},
        "list":["reason","x"],"session_id":"outer","stop_hook_active":false,"n":1.5e3,
        "last_assistant_message":"\"session_id\":\"fake\"","reason":null,"source":"clear"}
      """#
    #expect(scan(text).isComplete)
    #expect(
      fields(text) == ["cwd": "/a \"b\"\\cé", "session_id": "outer", "source": "clear"])
  }

  @Test("The first of two equal keys counts")
  func duplicates() {
    #expect(fields(#"{"reason":"a","reason":"b"}"#) == ["reason": "a"])
  }

  @Test(
    "What is cut off, or is no object, is never complete",
    arguments: [
      "", "{", "null", "[]", #"["session_id","x"]"#, #"{"session_id":"x"#, #"{"a":{"b":1}"#,
      "session_id", #"x{"session_id":"y"}"#, #"{"a":"\"#, #"{"a":"\u12"#, "}", "]{}",
    ])
  func broken(text: String) {
    #expect(!scan(text).isComplete)
  }

  @Test("A byte-order mark and white space may stand before the object")
  func leading() {
    #expect(fields("\u{FEFF} \n{\"reason\":\"x\"}") == ["reason": "x"])
  }

  @Test("No prefix of an input crashes, and none but the whole is complete")
  func prefixes() {
    let whole = Array(#"{"session_id":"a\u00e9\\","x":{"y":["}",{"z":"]"}]},"reason":"r"}"#.utf8)
    for count in 0..<whole.count {
      #expect(!HookScanner(RawText(Array(whole[..<count]))).isComplete)
    }
    #expect(HookScanner(RawText(Array(whole))).isComplete)
  }
}
