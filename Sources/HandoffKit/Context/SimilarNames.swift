/// The names that a person may have meant by one that there is not.
package enum SimilarNames {
  /// Finds the names that hold a word, that begin alike, or from which a slip of the fingers leads to it.
  ///
  /// - Parameters:
  ///   - word: What was typed.
  ///   - names: The names that there are.
  /// - Returns: Three at most, each once, in the order of the names.
  package static func to(_ word: String, among names: [String]) -> [String] {
    let word = word.lowercased()
    guard word.count >= 2 else { return [] }
    var found: [String] = []
    for name in names where !found.contains(name) {
      let parts = name.lowercased().split(separator: "/")
      let isAlike =
        name.lowercased().contains(word)
        || parts.contains { word.hasPrefix($0.prefix(3)) && $0.count >= 3 || isTypo(word, of: $0) }
      if isAlike { found.append(name) }
    }
    return Array(found.prefix(3))
  }

  /// Returns whether two words have the same letters in another order, or differ in one.
  private static func isTypo(_ word: String, of other: Substring) -> Bool {
    guard word.count >= 3, other.count >= 3 else { return false }
    if word.sorted() == other.sorted() { return true }
    let start = zip(word, other).prefix { $0 == $1 }.count
    let (rest, otherRest) = (word.dropFirst(start), other.dropFirst(start))
    let end = zip(rest.reversed(), otherRest.reversed()).prefix { $0 == $1 }.count
    return rest.count - end <= 1 && otherRest.count - end <= 1
  }
}
