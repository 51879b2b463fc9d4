import Foundation
import Testing

@testable import ClaudeCode

@Suite struct UnifiedDiffTests {
  static func diff(_ old: String?, _ new: String?) -> String {
    UnifiedDiff.render(
      old: old.map { Array($0.utf8) }, new: new.map { Array($0.utf8) }, label: "s.json")
  }

  @Test func equalTextsHaveNone() {
    #expect(Self.diff("a\n", "a\n") == "")
    #expect(Self.diff(nil, nil) == "")
  }

  @Test func newAndRemovedFiles() {
    #expect(Self.diff(nil, "a\nb\n") == "--- /dev/null\n+++ s.json\n@@ -0,0 +1,2 @@\n+a\n+b\n")
    #expect(
      Self.diff("a", nil)
        == "--- s.json\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n\\ No newline at end of file\n")
  }

  @Test func hunksWithContext() {
    let old = (1...20).map { "\($0)\n" }
    var new = old
    new[1] = "two\r\n"
    new.insert("x\n", at: 15)
    let expected = """
      --- s.json
      +++ s.json
      @@ -1,5 +1,5 @@
       1
      -2
      +two\r
       3
       4
       5
      @@ -13,6 +13,7 @@
       13
       14
       15
      +x
       16
       17
       18

      """
    #expect(Self.diff(old.joined(), new.joined()) == expected)
  }

  @Test func aMissingLastLineEnd() {
    #expect(
      Self.diff("{}", "{}\n")
        == "--- s.json\n+++ s.json\n@@ -1 +1 @@\n-{}\n\\ No newline at end of file\n+{}\n")
  }

  /// Applies a diff by reading it, for any two texts.
  @Test func everyDiffLeadsFromOldToNew() throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<500 {
      func text() -> String {
        let lines = (0..<Int.random(in: 0...30, using: &random)).map { _ in
          ["a", "b", "c", "d"].randomElement(using: &random) ?? ""
        }
        return lines.joined(separator: "\n") + (Bool.random(using: &random) ? "\n" : "")
      }
      let (old, new) = (text(), text())
      let diff = Self.diff(old, new)
      #expect(Self.side("-", of: diff, from: old, "-") == old)
      #expect(Self.side("+", of: diff, from: old, "+") == new)
    }
  }

  /// Rebuilds one side: lines outside the hunks from the old text, those inside from the diff.
  static func side(_ sign: Character, of diff: String, from old: String, _ kept: Character)
    -> String
  {
    let oldLines = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var result = ""
    var next = 0
    let hasEnd = old.hasSuffix("\n")
    func oldLine(_ index: Int) -> String {
      let isLast = index == oldLines.count - 1
      return oldLines[index] + (isLast && !hasEnd ? "" : "\n")
    }
    let oldCount = hasEnd ? oldLines.count - 1 : old.isEmpty ? 0 : oldLines.count
    var lastSign: Character = " "
    for line in diff.split(separator: "\n").dropFirst(2) {
      let first = line.first ?? " "
      if line.hasPrefix("@@") {
        let numbers = line.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
        let start = line.split(separator: " ")[1].contains(",0") ? numbers[0] : numbers[0] - 1
        while next < start {
          result += oldLine(next)
          next += 1
        }
      } else if first == "\\" {
        if lastSign == " " || lastSign == sign { result.removeLast() }
      } else {
        if first == " " || first == sign { result += line.dropFirst() + "\n" }
        if first != "+" { next += 1 }
      }
      lastSign = first
    }
    while next < oldCount {
      result += oldLine(next)
      next += 1
    }
    return result
  }
}
