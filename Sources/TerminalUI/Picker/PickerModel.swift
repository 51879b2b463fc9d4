/// The state of a picker and its changes by keys; it knows nothing of terminals.
struct PickerModel {
  /// The longest filter that is kept.
  static let filterLimit = 200

  let items: [PickerItem]

  /// The text that the person typed to narrow the list.
  private(set) var filter = ""

  /// True if letters go to the filter; before that j, k and digits move.
  private(set) var isFiltering = false

  /// The indices of the items that match, in order.
  private(set) var matches: [Int]

  /// The position in `matches` that is selected; 0 where nothing matches.
  private(set) var cursor = 0

  /// The rows that Page up and Page down move by.
  var page = 10

  private var number = 0

  /// The item that was selected last, to return to when the filter goes.
  private var lastSelected = 0

  init(items: [PickerItem]) {
    self.items = items
    matches = Array(items.indices)
  }

  /// Applies a key.
  ///
  /// - Parameter key: The key.
  /// - Returns: The outcome if the key ends the picker.
  mutating func handle(_ key: Keystroke) -> PickerOutcome? {
    if case .character(let scalar) = key { return type(scalar) }
    number = 0
    switch key {
    case .enter:
      return matches.indices.contains(cursor) ? .chosen(matches[cursor]) : nil
    case .escape:
      guard isFiltering else { return .cancelled }
      setFilter("", filtering: false)
    case .control("c"):
      return .interrupted
    case .control("d"), .control("g"):
      return .cancelled
    case .control("u"):
      setFilter("", filtering: false)
    case .backspace:
      setFilter(String(filter.dropLast()), filtering: !filter.isEmpty)
    case .up, .control("p"), .backTab: move(by: -1, wrapping: true)
    case .down, .control("n"), .tab: move(by: 1, wrapping: true)
    case .pageUp: move(by: -page, wrapping: false)
    case .pageDown: move(by: page, wrapping: false)
    case .home: move(by: -matches.count, wrapping: false)
    case .end: move(by: matches.count, wrapping: false)
    case .left, .right, .delete, .alt, .control, .help, .paste, .unknown, .character: break
    }
    return nil
  }

  /// Applies a printable key: a command while there is no filter, else part of the filter.
  private mutating func type(_ scalar: Unicode.Scalar) -> PickerOutcome? {
    guard !isFiltering else {
      append(scalar)
      return nil
    }
    switch scalar {
    case "j": move(by: 1, wrapping: true)
    case "k": move(by: -1, wrapping: true)
    case "/": isFiltering = true
    case "0"..."9":
      select(digit: Int(scalar.value - 0x30))
      return nil
    default: append(scalar)
    }
    number = 0
    return nil
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    let longer = TerminalText.sanitized(filter + String(scalar))
    guard longer.unicodeScalars.count <= Self.filterLimit, !longer.isEmpty else { return }
    setFilter(longer, filtering: true)
  }

  private mutating func setFilter(_ text: String, filtering: Bool) {
    if matches.indices.contains(cursor) { lastSelected = matches[cursor] }
    filter = text
    isFiltering = filtering
    matches = items.indices.filter { items[$0].matches(text) }
    // With the filter gone the person is back where they were.
    cursor = text.isEmpty ? matches.firstIndex(of: lastSelected) ?? 0 : 0
  }

  private mutating func move(by distance: Int, wrapping: Bool) {
    guard !matches.isEmpty else { return }
    let target = cursor + distance
    if wrapping {
      cursor = (target + matches.count) % matches.count
    } else {
      cursor = min(max(0, target), matches.count - 1)
    }
  }

  /// Selects by number; digits in a row make one: 1, then 2 selects 12, or 2 if there are fewer.
  private mutating func select(digit: Int) {
    let longer = number * 10 + digit
    if (1...max(1, matches.count)).contains(longer) {
      number = longer
    } else {
      number = (1...max(1, matches.count)).contains(digit) ? digit : 0
    }
    if number > 0, number <= matches.count { cursor = number - 1 }
  }
}
