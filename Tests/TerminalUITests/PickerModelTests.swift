import Testing

@testable import TerminalUI

@Suite struct PickerModelTests {
  private static func model(_ count: Int = 12) -> PickerModel {
    PickerModel(
      items: (1...count).map { PickerItem("Task \($0)", detail: $0 % 2 == 0 ? "laptop" : "桌面") })
  }

  /// Types text and returns the outcome of the last key.
  @discardableResult
  private static func type(_ text: String, into model: inout PickerModel) -> PickerOutcome? {
    var outcome: PickerOutcome?
    for scalar in text.unicodeScalars { outcome = model.handle(.character(scalar)) }
    return outcome
  }

  @Test func `arrows and letters move and wrap`() {
    var model = Self.model(3)
    #expect(model.cursor == 0)
    _ = model.handle(.up)
    #expect(model.cursor == 2)
    _ = model.handle(.down)
    #expect(model.cursor == 0)
    Self.type("jj", into: &model)
    #expect(model.cursor == 2)
    Self.type("k", into: &model)
    #expect(model.cursor == 1)
    _ = model.handle(.tab)
    _ = model.handle(.backTab)
    _ = model.handle(.control("n"))
    _ = model.handle(.control("p"))
    #expect(model.cursor == 1)
    #expect(model.filter == "")
    #expect(model.handle(.enter) == .chosen(1))
  }

  @Test func `pages and ends do not wrap`() {
    var model = Self.model()
    model.page = 5
    _ = model.handle(.pageUp)
    #expect(model.cursor == 0)
    _ = model.handle(.pageDown)
    #expect(model.cursor == 5)
    _ = model.handle(.end)
    _ = model.handle(.pageDown)
    #expect(model.cursor == 11)
    _ = model.handle(.home)
    #expect(model.cursor == 0)
  }

  @Test(arguments: [
    ("1", 0), ("7", 6), ("12", 11), ("13", 2), ("0", 0), ("99", 8), ("1j2", 1), ("10", 9),
  ])
  func `digits select by number`(keys: String, cursor: Int) {
    var model = Self.model()
    #expect(Self.type(keys, into: &model) == nil)
    #expect(model.cursor == cursor)
  }

  @Test func `other letters filter by all words in any case`() {
    var model = Self.model()
    Self.type("LAPtop 1", into: &model)
    #expect(model.matches == [9, 11])
    #expect(model.handle(.down) == nil)
    #expect(model.handle(.enter) == .chosen(11))
    _ = model.handle(.control("u"))
    Self.type("桌面", into: &model)
    #expect(model.matches == [0, 2, 4, 6, 8, 10])
  }

  @Test func `in a filter j, k and digits are text`() {
    var model = Self.model()
    Self.type("/k1", into: &model)
    #expect(model.filter == "k1")
    #expect(model.matches == [])
    _ = model.handle(.backspace)
    #expect(model.filter == "k")
    #expect(model.matches.count == 12)
  }

  @Test func `nothing can be chosen where nothing matches`() {
    var model = Self.model()
    Self.type("xyz", into: &model)
    #expect(model.handle(.enter) == nil)
    #expect(model.handle(.down) == nil)
    #expect(model.cursor == 0)
  }

  @Test func `escape leaves the filter first and returns to the selection`() {
    var model = Self.model()
    Self.type("5", into: &model)
    Self.type("xyz", into: &model)
    #expect(model.handle(.escape) == nil)
    #expect(model.filter == "")
    #expect(model.matches.count == 12)
    #expect(model.cursor == 4)
    #expect(model.handle(.escape) == .cancelled)
  }

  @Test func `backspace in an empty filter leaves it`() {
    var model = Self.model()
    Self.type("/", into: &model)
    #expect(model.isFiltering)
    _ = model.handle(.backspace)
    #expect(!model.isFiltering)
    _ = model.handle(.backspace)
    #expect(model.handle(.enter) == .chosen(0))
  }

  @Test(arguments: [
    (Keystroke.control("c"), PickerOutcome.interrupted), (.control("d"), .cancelled),
    (.control("g"), .cancelled), (.escape, .cancelled),
  ])
  func `ways out`(key: Keystroke, outcome: PickerOutcome) {
    var model = Self.model()
    #expect(model.handle(key) == outcome)
  }

  @Test func `keys without a meaning change nothing`() {
    var model = Self.model()
    for key in [.unknown, .left, .right, .delete, .alt("j"), .control("z")] as [Keystroke] {
      #expect(model.handle(key) == nil)
    }
    #expect(model.cursor == 0)
    #expect(model.filter == "")
  }

  @Test func `the filter is bounded and clean`() {
    var model = Self.model()
    Self.type("x\u{202E}\u{1B}" + String(repeating: "y", count: 1_000), into: &model)
    #expect(model.filter.hasPrefix("x^[y"))
    #expect(model.filter.unicodeScalars.count == PickerModel.filterLimit)
  }
}
