/// An object or array of a text that is edited child by child.
///
/// Removing what was added has to give back the text byte for byte, though nothing but the text
/// itself can remember what it looked like. So a container that was there without children gets
/// spaces behind its bracket, where they mean nothing to JSON and nobody sees them: one, if the
/// white space inside it was kept at its end, two, if there was none. A tab marks a root that was
/// not there at all. Should another program lay out the text anew, the marks are gone, and what
/// is left after a removal has the same meaning and perhaps another look.
struct JSONContainer {
  private let bytes: [UInt8]
  private let layout: JSONLayout
  /// The range of the container with its brackets.
  let range: Range<Int>
  /// The ranges of members or elements.
  let children: [Range<Int>]

  static let keptSpaceMark = " "
  static let noSpaceMark = "  "
  static let newRootMark = "\t"

  init?(_ node: JSONNode, _ bytes: [UInt8], _ layout: JSONLayout) {
    switch node.kind {
    case .object(let members): children = members.map(\.range)
    case .array(let elements): children = elements.map(\.range)
    case .string, .number, .bool, .null: return nil
    }
    self.bytes = bytes
    self.layout = layout
    range = node.range
  }

  /// Adds a child behind the others.
  ///
  /// - Parameters:
  ///   - isRoot: An empty root needs no mark for having been there: it is never removed.
  ///   - parent: The container around this one; one without children is laid out like it.
  ///   - child: The text of the child in a given style.
  /// - Returns: The edit that adds it.
  func appending(
    isRoot: Bool = false, parent: JSONContainer? = nil,
    _ child: (JSONFragment.Style) -> String,
  ) -> TextEdit {
    guard let last = children.last else {
      return filling(isRoot: isRoot, isOnOneLine: parent.map { !$0.isInLines } ?? false, child)
    }
    let separator: String
    let style: JSONFragment.Style
    if isInLines {
      let indentation = JSONLayout.indentation(bytes, at: last.lowerBound)
      separator = "," + layout.newline + indentation
      style = .lines(indentation: indentation)
    } else {
      separator = layout.comma
      style = .oneLine
    }
    return TextEdit(last.upperBound..<last.upperBound, (separator + child(style)).utf8)
  }

  /// Removes a child that is not the only one, with the comma that goes with it.
  func removing(_ index: Int) -> TextEdit {
    let child = children[index]
    return index + 1 < children.count
      ? TextEdit(child.lowerBound..<children[index + 1].lowerBound, [])
      : TextEdit(children[index - 1].upperBound..<child.upperBound, [])
  }

  /// Removes the only child if the container was there before it; `nil` if it came with it.
  func removingOnlyChild(isRoot: Bool) -> TextEdit? {
    let interior = range.lowerBound + 1..<range.upperBound - 1
    guard let child = children.first else { return nil }
    let lead = bytes[interior.lowerBound..<child.lowerBound]
    let spaces = lead.prefix { $0 == 0x20 }
    let isMark = spaces.endIndex == lead.endIndex || lead[spaces.endIndex].isLineEnd
    if isMark, spaces.count == Self.keptSpaceMark.utf8.count {
      return TextEdit(interior.lowerBound..<child.upperBound, [])
    }
    if isRoot, hasNewRootMark { return TextEdit(range.lowerBound..<endOfNewRoot, []) }
    guard isRoot || isMark && spaces.count == Self.noSpaceMark.utf8.count else { return nil }
    return TextEdit(interior, [])
  }

  private func filling(
    isRoot: Bool, isOnOneLine: Bool, _ child: (JSONFragment.Style) -> String,
  ) -> TextEdit {
    let interior = range.lowerBound + 1..<range.upperBound - 1
    let outer = JSONLayout.indentation(bytes, at: range.lowerBound)
    let mark =
      !interior.isEmpty ? Self.keptSpaceMark : isRoot ? "" : Self.noSpaceMark
    if isOnOneLine {
      return TextEdit(interior.lowerBound..<interior.lowerBound, (mark + child(.oneLine)).utf8)
    }
    let indentation = outer + layout.unit
    let text = mark + layout.newline + indentation + child(.lines(indentation: indentation))
    let end = interior.isEmpty ? layout.newline + outer : ""
    return TextEdit(interior.lowerBound..<interior.lowerBound, (text + end).utf8)
  }

  private var isInLines: Bool {
    guard let first = children.first else { return false }
    return bytes[range.lowerBound..<first.lowerBound].contains(0x0A)
  }

  private var hasNewRootMark: Bool {
    bytes[range.lowerBound + 1] == 0x09 && bytes[range.lowerBound + 2].isLineEnd
  }

  /// Behind the line end that was written after a new root.
  private var endOfNewRoot: Int {
    var end = range.upperBound
    if end < bytes.count, bytes[end] == 0x0D { end += 1 }
    if end < bytes.count, bytes[end] == 0x0A { end += 1 }
    return end
  }
}

extension UInt8 {
  fileprivate var isLineEnd: Bool { self == 0x0A || self == 0x0D }
}

/// The replacement of one range of a text.
struct TextEdit: Equatable {
  var range: Range<Int>
  var replacement: [UInt8]

  init(_ range: Range<Int>, _ replacement: some Sequence<UInt8>) {
    self.range = range
    self.replacement = Array(replacement)
  }

  func applied(to bytes: [UInt8]) -> [UInt8] {
    Array(bytes[..<range.lowerBound]) + replacement + Array(bytes[range.upperBound...])
  }
}
