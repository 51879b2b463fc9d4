/// English in a text that is to be Chinese.
package enum EnglishWords {
  /// Finds what reads as an English sentence: more than five words in a row that are no command's.
  ///
  /// - Parameter text: The text; lines with a command to type and lines of usage are passed over.
  /// - Returns: The runs of words.
  package static func runs(in text: String) -> [String] {
    text.split(separator: "\n").flatMap { line -> [String] in
      let line = line.drop { $0 == " " }
      if line.hasPrefix("用法：") || line.hasPrefix("handoff ") { return [] }
      return line.matches(of: /[A-Za-z][a-z']+(?:[ ,.;:]+[A-Za-z][a-z']*){5,}/).map {
        String($0.output)
      }
    }
  }
}
