internal import Platform

/// The types that YAML 1.1 gives to a text without quotes and without a tag (yaml.org/type).
///
/// What is written is quoted wherever any reader might take the text for something else.
enum PlainScalar: String {
  case bool = "tag:yaml.org,2002:bool"
  case int = "tag:yaml.org,2002:int"
  case float = "tag:yaml.org,2002:float"
  case merge = "tag:yaml.org,2002:merge"
  case null = "tag:yaml.org,2002:null"
  case timestamp = "tag:yaml.org,2002:timestamp"
  case value = "tag:yaml.org,2002:value"
  case text = "tag:yaml.org,2002:str"

  /// Returns the type of a text.
  static func type(of text: String) -> PlainScalar {
    switch text {
    case "yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false", "False", "FALSE",
      "on", "On", "ON", "off", "Off", "OFF":
      return .bool
    case "~", "null", "Null", "NULL", "": return .null
    case "<<": return .merge
    case "=": return .value
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan",
      ".NaN", ".NAN":
      return .float
    default: break
    }
    // All others begin with a digit, a sign or a dot.
    guard let first = text.utf8.first,
      first.isDigit || first == .plus || first == .minus
        || first == .dot
    else { return .text }
    let bytes = Array(text.utf8)
    if isInt(bytes) { return .int }
    if isFloat(bytes) { return .float }
    return isTimestamp(bytes) ? .timestamp : .text
  }

  /// `[-+]?` and: `0b[0-1_]+`, `0o?[0-7_]+`, `0|[1-9][0-9_]*`, `0x[0-9a-fA-F_]+`,
  /// `[1-9][0-9_]*(:[0-5]?[0-9])+`.
  private static func isInt(_ bytes: [UInt8]) -> Bool {
    var scan = ByteScan(bytes)
    scan.skipSign()
    if scan.rest.elementsEqual("0".utf8) { return true }
    if scan.take("0") {
      if scan.take("b") { return scan.takeAll { $0 == .zero || $0 == .one || $0 == .underscore } }
      if scan.take("x") { return scan.takeAll { $0.hexadecimalValue != nil || $0 == .underscore } }
      _ = scan.take("o")
      return scan.takeAll { (0x30...0x37).contains($0) || $0 == .underscore }
    }
    guard scan.skip(atMost: 1, where: \.isDigit) == 1 else { return false }
    scan.skip { $0.isDigit || $0 == .underscore }
    return scan.isAtEnd || scan.skipSexagesimals() && scan.isAtEnd
  }

  /// `[-+]?[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?`, `\.[0-9_]+([eE][-+][0-9]+)?`,
  /// `[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*`.
  private static func isFloat(_ bytes: [UInt8]) -> Bool {
    var scan = ByteScan(bytes)
    if scan.take(".") {
      guard scan.skip(where: { $0.isDigit || $0 == .underscore }) > 0 else { return false }
      if scan.isAtEnd { return true }
      guard scan.take("e") || scan.take("E"), scan.skipSign() else { return false }
      return scan.takeAll(where: \.isDigit)
    }
    scan.skipSign()
    guard scan.skip(atMost: 1, where: \.isDigit) == 1 else { return false }
    scan.skip { $0.isDigit || $0 == .underscore }
    if scan.skipSexagesimals() {
      guard scan.take(".") else { return false }
      scan.skip { $0.isDigit || $0 == .underscore }
      return scan.isAtEnd
    }
    if scan.take(".") { scan.skip { $0.isDigit || $0 == .underscore } }
    if scan.isAtEnd { return true }
    guard scan.take("e") || scan.take("E") else { return false }
    scan.skipSign()
    return scan.takeAll(where: \.isDigit)
  }

  /// `YYYY-MM-DD`, or `YYYY-M-D` with `H:MM:SS` behind it, a fraction, and a zone.
  private static func isTimestamp(_ bytes: [UInt8]) -> Bool {
    var scan = ByteScan(bytes)
    guard scan.skip(atMost: 4, where: \.isDigit) == 4, scan.take("-") else { return false }
    let month = scan.skip(atMost: 2, where: \.isDigit)
    guard month > 0, scan.take("-") else { return false }
    let day = scan.skip(atMost: 2, where: \.isDigit)
    guard day > 0 else { return false }
    if scan.isAtEnd { return month == 2 && day == 2 }
    guard scan.take("T") || scan.take("t") || scan.skip(where: \.isBlank) > 0,
      scan.skip(atMost: 2, where: \.isDigit) > 0
    else { return false }
    for _ in 0..<2 {
      guard scan.take(":"), scan.skip(atMost: 2, where: \.isDigit) == 2 else { return false }
    }
    if scan.take(".") { scan.skip(where: \.isDigit) }
    if scan.isAtEnd { return true }
    scan.skip(where: \.isBlank)
    if scan.take("Z") { return scan.isAtEnd }
    guard scan.skipSign(), scan.skip(atMost: 2, where: \.isDigit) > 0 else { return false }
    guard scan.take(":") else { return scan.isAtEnd }
    return scan.skip(atMost: 2, where: \.isDigit) == 2 && scan.isAtEnd
  }
}

/// A walk through the bytes of a text.
struct ByteScan {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The bytes that are left.
  var rest: ArraySlice<UInt8> { bytes[position...] }

  var isAtEnd: Bool { position == bytes.count }

  /// Takes one character if it is the next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// Takes all that is left; false where there is nothing, or a byte is another one.
  mutating func takeAll(where isWanted: (UInt8) -> Bool) -> Bool {
    skip(where: isWanted) > 0 && isAtEnd
  }

  /// Goes over bytes of a kind, and returns how many there were.
  @discardableResult
  mutating func skip(atMost limit: Int = .max, where isWanted: (UInt8) -> Bool) -> Int {
    let start = position
    while position < bytes.count, position - start < limit, isWanted(bytes[position]) {
      position += 1
    }
    return position - start
  }

  /// Goes over `+` or `-`, and returns whether there was one.
  @discardableResult
  mutating func skipSign() -> Bool { take("+") || take("-") }

  /// Goes over `(:[0-5]?[0-9])+`, and returns whether there was one.
  mutating func skipSexagesimals() -> Bool {
    let start = position
    while true {
      let before = position
      guard take(":") else { break }
      let digits = rest.prefix { $0.isDigit }.prefix(2)
      let count = digits.count == 2 && digits.first.map { $0 > 0x35 } == true ? 1 : digits.count
      guard count > 0 else {
        position = before
        break
      }
      position += count
    }
    return position > start
  }
}

extension UInt8 {
  fileprivate static let plus = UInt8(ascii: "+")
  fileprivate static let minus = UInt8(ascii: "-")
  fileprivate static let dot = UInt8(ascii: ".")
  fileprivate static let underscore = UInt8(ascii: "_")
  fileprivate static let zero = UInt8(ascii: "0")
  fileprivate static let one = UInt8(ascii: "1")
}
