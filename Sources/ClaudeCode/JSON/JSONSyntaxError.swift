/// Why bytes are not the JSON text that was expected (RFC 8259, nothing beyond it).
enum JSONSyntaxError: Error, Equatable {
  /// The text ends inside a value.
  case cutOff
  /// The byte at this offset cannot stand there.
  case unexpected(offset: Int)
  /// More nesting or more values than the parser accepts, reached at this offset.
  case tooComplex(offset: Int)
}
