/// The names that a person may have meant by one that there is not.
package enum SimilarNames {
  /// Finds the names that hold a word, that begin alike, or that have its letters in another order.
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

  /// Returns whether two words have the same letters in another order, as a slip of the fingers leaves
  /// them.
  private static func isTypo(_ word: String, of other: Substring) -> Bool {
    word.count >= 3 && word.sorted() == other.sorted()
  }
}
