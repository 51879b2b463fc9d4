/// The pinned name of a machine: letters, digits, `.`, `_` and `-`, at most 63 of them.
///
/// It becomes part of a file name, so it starts with a letter or digit and holds nothing else.
public struct MachineName: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The name.
  public let rawValue: String

  /// Reads a name; `nil` where it breaks the rule.
  public init?(_ text: String) {
    let allowed = text.utf8.allSatisfy(MachineName.isAllowed)
    guard allowed, (1...63).contains(text.utf8.count), !text.contains(".."),
      let first = text.first, first.isLetter || first.isNumber
    else { return nil }
    rawValue = text
  }

  /// Makes a name of any text, such as a host name: `Ann’s Mac.local` gives `Ann-s-Mac`.
  ///
  /// - Parameter text: The text; the part from its first dot on is left out.
  public init(making text: String) {
    var name = ""
    for byte in text.prefix(while: { $0 != "." }).utf8 {
      if MachineName.isAllowed(byte) {
        name.unicodeScalars.append(Unicode.Scalar(byte))
      } else if name.last != "-" {
        name.append("-")
      }
    }
    let trimmed = name.drop { !($0.isLetter || $0.isNumber) }.prefix(63)
    let end = trimmed.lastIndex { $0.isLetter || $0.isNumber }
    rawValue = end.map { String(trimmed[...$0]) } ?? "machine"
  }

  /// The name itself.
  public var description: String { rawValue }

  /// Orders names as text.
  public static func < (first: MachineName, second: MachineName) -> Bool {
    first.rawValue < second.rawValue
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
