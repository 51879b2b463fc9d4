internal import Platform

/// A strict JSON parser that keeps byte ranges.
///
/// It accepts what `JSON.parse` accepts, within `maximumDepth` and `maximumNodes`: hostile text can
/// exhaust neither the stack nor the memory. Bytes inside strings are not checked to be UTF-8.
struct JSONParser {
  static let maximumDepth = 200

  private let bytes: [UInt8]
  private let end: Int
  private var position: Int
  private var depth = 0
  private var remainingNodes: Int

  private init(bytes: [UInt8], range: Range<Int>, maximumNodes: Int) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
    remainingNodes = maximumNodes
  }

  /// Parses the one value that `range` holds, white space around it allowed.
  static func parse(
    _ bytes: [UInt8], in range: Range<Int>? = nil, maximumNodes: Int = 400_000,
  ) throws(JSONSyntaxError) -> JSONNode {
    let range = (range ?? bytes.indices).clamped(to: bytes.indices)
    var parser = JSONParser(bytes: bytes, range: range, maximumNodes: maximumNodes)
    parser.skipSpace()
    let node = try parser.value()
    parser.skipSpace()
    guard parser.position == parser.end else { throw .unexpected(offset: parser.position) }
    return node
  }

  private mutating func value() throws(JSONSyntaxError) -> JSONNode {
    guard position < end else { throw .cutOff }
    remainingNodes -= 1
    guard remainingNodes >= 0 else { throw .tooComplex(offset: position) }
    let start = position
    let kind: JSONNode.Kind
    switch bytes[position] {
    case UInt8(ascii: "{"): kind = .object(try members())
    case UInt8(ascii: "["): kind = .array(try elements())
    case UInt8(ascii: "\""):
      try string()
      kind = .string
    case UInt8(ascii: "t"):
      try word("true")
      kind = .bool(true)
    case UInt8(ascii: "f"):
      try word("false")
      kind = .bool(false)
    case UInt8(ascii: "n"):
      try word("null")
      kind = .null
    default:
      try number()
      kind = .number
    }
    return JSONNode(kind: kind, range: start..<position)
  }

  private mutating func members() throws(JSONSyntaxError) -> [JSONMember] {
    try enter()
    var members: [JSONMember] = []
    skipSpace()
    if take("}") { return leave(members) }
    while true {
      skipSpace()
      let start = position
      guard position < end else { throw .cutOff }
      guard bytes[position] == UInt8(ascii: "\"") else { throw .unexpected(offset: position) }
      try string()
      let key = start..<position
      skipSpace()
      try expect(":")
      skipSpace()
      members.append(JSONMember(key: key, value: try value()))
      skipSpace()
      if take("}") { return leave(members) }
      try expect(",")
    }
  }

  private mutating func elements() throws(JSONSyntaxError) -> [JSONNode] {
    try enter()
    var elements: [JSONNode] = []
    skipSpace()
    if take("]") { return leave(elements) }
    while true {
      skipSpace()
      elements.append(try value())
      skipSpace()
      if take("]") { return leave(elements) }
      try expect(",")
    }
  }

  private mutating func enter() throws(JSONSyntaxError) {
    depth += 1
    guard depth <= Self.maximumDepth else { throw .tooComplex(offset: position) }
    position += 1
  }

  private mutating func leave<Children>(_ children: Children) -> Children {
    depth -= 1
    return children
  }

  private mutating func string() throws(JSONSyntaxError) {
    position += 1
    while true {
      position = endOfPlainText(position)
      guard position < end else { throw .cutOff }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return
      case UInt8(ascii: "\\"): try escape()
      default: throw .unexpected(offset: position)
      }
    }
  }

  /// Returns the next place with a quote, a backslash or a control character; eight bytes at a time.
  private func endOfPlainText(_ start: Int) -> Int {
    unsafe bytes.withUnsafeBytes { bytes in
      let ones: UInt64 = 0x0101_0101_0101_0101
      func isBelow(_ limit: UInt64, _ word: UInt64) -> UInt64 {
        (word &- ones &* limit) & ~word & (ones << 7)
      }
      var place = start
      while place + 8 <= end {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        let found =
          isBelow(0x20, word) | isBelow(1, word ^ (ones &* 0x22))
          | isBelow(1, word ^ (ones &* 0x5C))
        if found != 0 { break }
        place += 8
      }
      while place < end {
        switch unsafe bytes[place] {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"): return place
        default: place += 1
        }
      }
      return end
    }
  }

  private mutating func escape() throws(JSONSyntaxError) {
    guard position + 1 < end else { throw .cutOff }
    switch bytes[position + 1] {
    case UInt8(ascii: "u"):
      for offset in position + 2..<position + 6 {
        guard offset < end else { throw .cutOff }
        guard bytes[offset].hexadecimalValue != nil else { throw .unexpected(offset: offset) }
      }
      position += 6
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 2
    default: throw .unexpected(offset: position + 1)
    }
  }

  private mutating func number() throws(JSONSyntaxError) {
    _ = take("-")
    guard position < end else { throw .cutOff }
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
  }

  private mutating func digits() throws(JSONSyntaxError) {
    guard position < end else { throw .cutOff }
    let start = position
    while position < end, bytes[position].isDigit { position += 1 }
    guard position > start else { throw .unexpected(offset: position) }
  }

  private mutating func word(_ word: StaticString) throws(JSONSyntaxError) {
    for byte in String(describing: word).utf8 {
      guard position < end else { throw .cutOff }
      guard bytes[position] == byte else { throw .unexpected(offset: position) }
      position += 1
    }
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(JSONSyntaxError) {
    guard position < end else { throw .cutOff }
    guard take(character) else { throw .unexpected(offset: position) }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < end, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < end, bytes[position].isSpace { position += 1 }
  }
}
