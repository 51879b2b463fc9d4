import Foundation
import Testing

@testable import ClaudeCode

/// Many generated settings files, of every layout.
@Suite struct SettingsPropertyTests {
  /// Writes random settings in a random layout.
  struct Generator {
    var random: SeededGenerator
    var isOnOneLine = false
    var isWild = false
    var unit = "  "
    var newline = "\n"
    var colon = ": "

    init(seed: UInt64) {
      random = SeededGenerator(seed: seed)
      isOnOneLine = chance(4)
      isWild = chance(4)
      unit = ["  ", "    ", "\t", " "].randomElement(using: &random) ?? ""
      newline = chance(3) ? "\r\n" : "\n"
      colon = chance(3) ? ":" : ": "
    }

    mutating func chance(_ count: Int) -> Bool { Int.random(in: 1...count, using: &random) == 1 }

    mutating func space(_ depth: Int, isEmpty: Bool = false) -> String {
      if isWild {
        return (0..<Int.random(in: 0...3, using: &random)).map { _ in
          [" ", "\t", "\n", "\r\n", "  "].randomElement(using: &random) ?? ""
        }.joined()
      }
      if isEmpty, !chance(4) { return "" }
      return isOnOneLine ? "" : newline + String(repeating: unit, count: depth)
    }

    mutating func bracketed(_ open: String, _ children: [String], _ close: String, _ depth: Int)
      -> String
    {
      guard !children.isEmpty else { return open + space(depth, isEmpty: true) + close }
      let parts = children.map { space(depth + 1) + $0 }
      return open + parts.joined(separator: ",") + space(depth) + close
    }

    mutating func hook(_ depth: Int) -> String {
      let command =
        ["say \\\"hi\\\"", "/opt/x.sh", "handoff", "x/handoff-snapshots", "漢"]
        .randomElement(using: &random) ?? ""
      var members = [#""type"\#(colon)"command""#, #""command"\#(colon)"\#(command)""#]
      if chance(3) { members.append(#""timeout"\#(colon)5"#) }
      return bracketed("{", members, "}", depth)
    }

    mutating func group(_ depth: Int) -> String {
      let hooks = (0..<Int.random(in: 0...2, using: &random)).map { _ in hook(depth + 2) }
      var members = [#""hooks"\#(colon)"# + bracketed("[", hooks, "]", depth + 1)]
      if chance(2) { members.insert(#""matcher"\#(colon)"*""#, at: 0) }
      return bracketed("{", members, "}", depth)
    }

    mutating func settings() -> String {
      var members: [String] = []
      if chance(2) { members.append(#""model"\#(colon)"opus""#) }
      if !chance(3) {
        var events = ["Stop", "SessionEnd", "PreToolUse", "St\\u006fp"].shuffled(using: &random)
        events.removeLast(Int.random(in: 0...4, using: &random))
        let texts = events.map { event in
          let groups = (0..<Int.random(in: 0...2, using: &random)).map { _ in group(3) }
          return #""\#(event)"\#(colon)"# + bracketed("[", groups, "]", 2)
        }
        members.append(#""hooks"\#(colon)"# + bracketed("{", texts, "}", 1))
      }
      if chance(2) { members.append(#""env"\#(colon)"# + bracketed("{", [], "}", 1)) }
      let mark = chance(5) ? "\u{FEFF}" : ""
      return mark + bracketed("{", members, "}", 0) + (chance(2) ? newline : "")
    }
  }

  static func registration(_ folder: String, _ random: inout SeededGenerator) -> HookRegistration {
    let events: [HookEvent] = [.stop, .sessionEnd, .sessionStart, .postCompact]
    return HookRegistration(
      events.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random)).map { event in
        let name = event == .sessionEnd ? "handoff-cleanup" : "handoff-snapshot"
        let timeout = Bool.random(using: &random) ? 30 : nil
        return HookRegistration.Entry(
          event: event, executable: folder + "/" + name, timeout: timeout)
      })
  }

  @Test(arguments: 0..<8)
  func installAndUninstall(block: UInt64) throws {
    for seed in block * 250..<(block + 1) * 250 {
      var generator = Generator(seed: seed)
      let original = Array(generator.settings().utf8)
      let text = String(decoding: original, as: UTF8.self)
      let registration = Self.registration("/opt/a b/it's", &generator.random)
      let document = try SettingsDocument(original)
      let others = document.hooks
      #expect(try document.uninstalling() == original, "\(seed)")

      let installed = try document.installing(registration)
      let after = try SettingsDocument(installed)
      #expect(after.isInstalled(registration), "\(seed) \(text)")
      #expect(try after.installing(registration) == installed, "\(seed)")
      #expect(after.hooks.filter { !$0.isOurs } == others, "\(seed)")
      let events = after.hooks.filter(\.isOurs).map(\.event.rawValue)
      #expect(events.sorted() == registration.entries.map(\.event.rawValue).sorted(), "\(seed)")
      #expect(try after.uninstalling() == original, "\(seed) \(text)")

      let moved = Self.registration("/usr/local/bin", &generator.random)
      let updated = try SettingsDocument(after.installing(moved))
      #expect(updated.isInstalled(moved), "\(seed)")
      #expect(updated.hooks.filter { !$0.isOurs } == others, "\(seed)")
      #expect(try updated.uninstalling() == original, "\(seed) \(text)")
    }
  }

  @Test func randomBytesNeverCrash() throws {
    for seed in UInt64(0)..<2_000 {
      var generator = Generator(seed: seed)
      let registration = Self.registration("/x", &generator.random)
      let document = try SettingsDocument(Array(generator.settings().utf8))
      var bytes = try document.installing(registration)
      for _ in 0..<Int.random(in: 1...5, using: &generator.random) {
        let position = Int.random(in: bytes.indices, using: &generator.random)
        if generator.chance(2) {
          bytes.remove(at: position)
        } else {
          bytes[position] =
            Array("{}[]\",: \n\tx\\".utf8).randomElement(using: &generator.random) ?? 0
        }
      }
      guard let broken = try? SettingsDocument(bytes) else { continue }
      let removed = try SettingsDocument(broken.uninstalling())
      #expect(removed.hooks.filter(\.isOurs) == [])
      if let again = try? broken.installing(registration) {
        #expect(try SettingsDocument(again).isInstalled(registration))
      }
    }
  }
}
