/// One `"key": value` pair of a JSON object, as byte ranges.
struct JSONMember: Sendable, Equatable {
  /// The key's bytes, quotes included.
  var key: Range<Int>
  var value: JSONNode

  /// From the key's first byte to the value's last.
  var range: Range<Int> { key.lowerBound..<value.range.upperBound }
}
