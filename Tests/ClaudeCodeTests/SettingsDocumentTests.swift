import Foundation
import Testing

@testable import ClaudeCode

@Suite struct SettingsDocumentTests {
  static let registration = HookRegistration([
    .init(event: .stop, executable: "/usr/bin/handoff-snapshot"),
    .init(event: .sessionEnd, executable: "/usr/bin/handoff-cleanup", timeout: 10),
  ])

  static func install(_ text: String, _ registration: HookRegistration = registration) throws
    -> String
  {
    let bytes = try SettingsDocument(Array(text.utf8)).installing(registration)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func uninstall(_ text: String) throws -> String {
    let bytes = try SettingsDocument(Array(text.utf8)).uninstalling()
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What is added to an object without hooks, at the usual indentation.
  static let added = """
      "hooks": {
        "Stop": [
          {
            "hooks": [
              {
                "type": "command",
                "command": "/usr/bin/handoff-snapshot"
              }
            ]
          }
        ],
        "SessionEnd": [
          {
            "hooks": [
              {
                "type": "command",
                "command": "/usr/bin/handoff-cleanup",
                "timeout": 10
              }
            ]
          }
        ]
      }
    """

  @Test func intoTheUsualFile() throws {
    let text = "{\n  \"model\": \"opus\",\n  \"permissions\": {\n    \"allow\": []\n  }\n}\n"
    let expected =
      "{\n  \"model\": \"opus\",\n  \"permissions\": {\n    \"allow\": []\n  },\n" + Self.added
      + "\n}\n"
    #expect(try Self.install(text) == expected)
    #expect(try Self.uninstall(expected) == text)
  }

  @Test func intoAnEmptyObject() throws {
    #expect(try Self.install("{}") == "{\n" + Self.added + "\n}")
    #expect(try Self.uninstall("{\n" + Self.added + "\n}\n") == "{}\n")
  }

  @Test func intoNothing() throws {
    #expect(try Self.install("") == "{\t\n" + Self.added + "\n}\n")
  }

  @Test func besideOtherHooks() throws {
    let text = #"""
      {
        "hooks": {
          "Stop": [
            { "hooks": [ { "type": "command", "command": "say 'done'" } ] }
          ],
          "PreToolUse": []
        },
        "x": 1
      }
      """#
    let expected = #"""
      {
        "hooks": {
          "Stop": [
            { "hooks": [ { "type": "command", "command": "say 'done'" } ] },
            {
              "hooks": [
                {
                  "type": "command",
                  "command": "/usr/bin/handoff-snapshot"
                }
              ]
            }
          ],
          "PreToolUse": [],
          "SessionEnd": [
            {
              "hooks": [
                {
                  "type": "command",
                  "command": "/usr/bin/handoff-cleanup",
                  "timeout": 10
                }
              ]
            }
          ]
        },
        "x": 1
      }
      """#
    #expect(try Self.install(text) == expected)
    #expect(try Self.uninstall(expected) == text)
  }

  @Test func ontoOneLine() throws {
    let text = #"{"a":1,"hooks":{"Stop":[{"hooks":[]}]}}"#
    let expected =
      #"{"a":1,"hooks":{"Stop":[{"hooks":[]},{"hooks":[{"type":"command","command":"#
      + #""/usr/bin/handoff-snapshot"}]}],"SessionEnd":[{"hooks":[{"type":"command","command":"#
      + #""/usr/bin/handoff-cleanup","timeout":10}]}]}}"#
    #expect(try Self.install(text) == expected)
    #expect(try Self.uninstall(expected) == text)
  }

  @Test func lineEndsAndIndentationAreThoseOfTheFile() throws {
    let text = "{\r\n\t\"a\": 1\r\n}\r\n"
    let expected = "{\n\t\"a\": 1,\n" + Self.added.replacing("  ", with: "\t") + "\n}\n"
    #expect(
      try Array(Self.install(text).utf8) == Array(expected.replacing("\n", with: "\r\n").utf8))
  }

  static let returning = [
    "", "\n", " \r\n\t", "\u{FEFF}", "\u{FEFF}\n", "{}", "{}\n", "{ }", "{\n}\n", "{\r\n}\r\n",
    "\u{FEFF}{\r\n\t\"a\": 1\r\n}\r\n", " {} ", "{\t}", "{\t\n}",
    #"{"hooks":{}}"#, #"{"hooks": { }}"#, "{\n  \"hooks\": {}\n}", "{\n  \"hooks\": {\n  }\n}\n",
    "{\n \"hooks\": {\n  \"Stop\": []\n }\n}", "{\n \"hooks\": {\n  \"Stop\": [\n  ]\n }\n}",
    #"{"hooks":{"Stop":[]}}"#, #"{"hooks":{"Stop":[ ]}}"#,
    #"{"hooks":{"Stop":[],"SessionEnd":[]}}"#,
    "{\n\t\"a\" : 1 , \"b\" : [ 1 , 2 ]\n}", #"{ "a": 1, "b": 2 }"#,
    #"{"hooks":{"Stop":[]},"hooks":{"Stop":[1,null,"x",{"hooks":7}]}}"#,
    #"{"hooks":1,"hooks":{}}"#, #"{"hooks":{"Stop":7,"Stop":[]}}"#,
    #"{"\u0068ooks":{"\u0053top":[]}}"#, "{\"a\":\"\u{0}\"}".replacing("\u{0}", with: "ä漢😀"),
  ]

  @Test(arguments: returning)
  func uninstallingGivesBackTheText(text: String) throws {
    let installed = try Self.install(text)
    #expect(installed != text)
    #expect(try Self.install(installed) == installed)
    let json = installed.hasPrefix("\u{FEFF}") ? String(installed.dropFirst()) : installed
    _ = try JSONSerialization.jsonObject(with: Data(json.utf8))
    let document = try SettingsDocument(Array(installed.utf8))
    #expect(document.isInstalled(Self.registration))
    #expect(
      document.hooks.filter(\.isOurs).map(\.command).sorted() == [
        "/usr/bin/handoff-cleanup", "/usr/bin/handoff-snapshot",
      ])
    let back = try Self.uninstall(installed)
    #expect(Array(back.utf8) == Array(text.utf8))
    #expect(try Self.uninstall(text) == text)
  }

  @Test func anOldPathIsReplacedInItsPlace() throws {
    let text = #"""
      {"hooks": {
        "SessionEnd": [{"matcher": "clear", "hooks": [
          {"type": "command", "command": "~/.local/bin/handoff-cleanup --quiet", "timeout":5 },
          {"type": "command", "command": "other"}]}],
        "Stop": [{"hooks": [{"command": "'/old dir/handoff-snapshot'", "type": "command"}]}]
      }}
      """#
    let expected = text.replacing(
      "~/.local/bin/handoff-cleanup --quiet", with: "/usr/bin/handoff-cleanup"
    )
    .replacing("'/old dir/handoff-snapshot'", with: "/usr/bin/handoff-snapshot")
    .replacing("\"timeout\":5 ", with: "\"timeout\":10 ")
    #expect(try Self.install(text) == expected)
  }

  @Test func aMissingTimeoutIsAdded() throws {
    let text = #"{"hooks":{"SessionEnd":[{"hooks":[{"command":"/usr/bin/handoff-cleanup"}]}]}}"#
    let registration = HookRegistration([
      .init(event: .sessionEnd, executable: "/usr/bin/handoff-cleanup", timeout: 7)
    ])
    #expect(
      try Self.install(text, registration)
        == #"{"hooks":{"SessionEnd":[{"hooks":[{"command":"/usr/bin/handoff-cleanup","timeout":7}]}]}}"#
    )
  }

  @Test func doublesAndUnwantedEventsGo() throws {
    func hook(_ name: String) -> String { #"{"type":"command","command":"\#(name)"}"# }
    let ours = hook("/usr/bin/handoff-snapshot")
    let text =
      #"{"hooks":{"Stop":[{"hooks":[\#(hook("/old/handoff-snapshot")),\#(hook("x"))]},"#
      + #"{"hooks":[\#(ours)]},{"hooks":[\#(ours),\#(ours)]}],"#
      + #""PreCompact":[{"hooks":[\#(hook("handoff-cleanup"))]}]}}"#
    let registration = HookRegistration([
      .init(event: .stop, executable: "/usr/bin/handoff-snapshot")
    ])
    #expect(
      try Self.install(text, registration)
        == #"{"hooks":{"Stop":[{"hooks":[\#(hook("x"))]},{"hooks":[\#(ours)]}]}}"#)
    #expect(try Self.uninstall(text) == #"{"hooks":{"Stop":[{"hooks":[\#(hook("x"))]}]}}"#)
  }

  @Test func directExecutionIsNotQuoted() throws {
    let text =
      #"{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"/a/handoff-snapshot","args":[]}]}]}}"#
    let registration = HookRegistration([
      .init(event: .stop, executable: "/new dir/handoff-snapshot")
    ])
    #expect(
      try Self.install(text, registration)
        == text.replacing("/a/handoff", with: "/new dir/handoff"))
  }

  @Test func otherKindsOfHooksAreNotOurs() throws {
    let text =
      #"{"hooks":{"Stop":[{"hooks":[{"type":"prompt","command":"handoff-snapshot"},"#
      + #"{"type":"command","command":7},null,{"type":"command"}]}]}}"#
    #expect(try Self.uninstall(text) == text)
    #expect(try SettingsDocument(Array(text.utf8)).hooks == [])
  }

  @Test func textThatIsNotASettingsFileIsRefused() throws {
    func error(_ text: String) -> SettingsError? {
      do {
        _ = try SettingsDocument(Array(text.utf8)).installing(Self.registration)
        return nil
      } catch {
        return error
      }
    }
    #expect(error("{\n  // comment\n}") == .notJSON(line: 2, column: 3))
    #expect(error("{\"a\": 1,}") == .notJSON(line: 1, column: 9))
    #expect(error("{\"a\": 1") == .cutOff)
    #expect(error("[]") == .unexpectedType(place: "", expected: "an object"))
    #expect(error("null") == .unexpectedType(place: "", expected: "an object"))
    #expect(
      error(#"{"hooks":null}"#) == .unexpectedType(place: "hooks", expected: "an object"))
    #expect(
      error(#"{"hooks":{"Stop":{}}}"#) == .unexpectedType(place: "hooks.Stop", expected: "an array")
    )
    #expect(error("{\"a\":" + String(repeating: "[", count: 5_000)) == .tooComplex)
    #expect(try Self.uninstall(#"{"hooks":null}"#) == #"{"hooks":null}"#)
    let foreign = HookRegistration([.init(event: .stop, executable: "/bin/other")])
    #expect(throws: SettingsError.unknownExecutable(path: "/bin/other")) {
      try SettingsDocument([]).installing(foreign)
    }
  }

  @Test func whatTheSettingsSay() throws {
    let text =
      #"{"disableAllHooks":true,"hooks":{"Novel":[{"matcher":"a|b","hooks":[{"command":"c","#
      + #""timeout":3}]}]}}"#
    let document = try SettingsDocument(Array(text.utf8))
    #expect(document.disablesAllHooks)
    #expect(
      document.hooks == [
        RegisteredHook(
          event: HookEvent(rawValue: "Novel"), matcher: "a|b", command: "c", timeout: 3)
      ])
    #expect(!document.isInstalled(Self.registration))
  }
}
