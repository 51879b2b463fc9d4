/// A secret that the scanner found.
struct RedactionMatch {
  /// The bytes that are replaced; what the scanner stepped over before them is kept.
  let secret: Range<Int>
  /// What stands in the place holder: lower-case letters, digits and hyphens.
  let kind: String
}
