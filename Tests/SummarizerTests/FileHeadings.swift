/// Counts the headings of the first and second level that a reader of CommonMark sees.
enum FileHeadings {
  static func count(in markdown: String) -> Int {
    var fence: (mark: Character, length: Int)?
    var count = 0
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      let indent = line.prefix { $0 == " " }.count
      let rest = line.drop { $0 == " " }
      let first = rest.first ?? " "
      let marks = rest.prefix { $0 == first }.count
      let behind = rest.dropFirst(marks)
      if let open = fence {
        if indent <= 3, first == open.mark, marks >= open.length, behind.allSatisfy(\.isWhitespace)
        {
          fence = nil
        }
      } else if indent <= 3, first == "`" || first == "~", marks >= 3,
        first == "~" || !behind.contains("`")
      {
        fence = (first, marks)
      } else if indent <= 3, first == "#", marks <= 2, behind.first?.isWhitespace ?? true {
        count += 1
      }
    }
    return count
  }
}
