internal import Platform

/// Words that narrow a list: each has to stand somewhere in a task.
struct PickerFilter: Equatable {
  private struct Word: Equatable {
    let field: Character?
    let text: String
  }

  private let words: [Word]

  /// True if every task fits.
  var isEmpty: Bool { words.isEmpty }

  /// Reads what was typed: words, `m:desk`, `p:api` and `b:fix` for one field alone.
  init(_ text: String) {
    // An input method types wide spaces and colons.
    words = Self.folded(text).split(whereSeparator: \.isWhitespace).compactMap { word in
      let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, let field = parts[0].first, parts[0].count == 1, "mpb".contains(field) {
        return parts[1].isEmpty ? nil : Word(field: field, text: String(parts[1]))
      }
      return Word(field: nil, text: String(word))
    }
  }

  /// The words that are marked where they stand in a field.
  ///
  /// - Parameter field: `m` for the machine, `p` for the project, `b` for the branch; `nil` for others.
  /// - Returns: The words, folded.
  func words(in field: Character? = nil) -> [String] {
    words.filter { $0.field == nil || $0.field == field }.map(\.text)
  }

  /// Returns whether a task has all of the words.
  ///
  /// - Parameter task: The words of the task.
  /// - Returns: True if it has all of them.
  func matches(_ task: PickerSearchText) -> Bool {
    words.allSatisfy { word in
      switch word.field {
      case "m": task.machine.has(word.text)
      case "p": task.project.has(word.text)
      case "b": task.branch.has(word.text)
      default: task.all.contains { $0.has(word.text) } || task.notes?.has(word.text) == true
      }
    }
  }

  /// The text with letters of one width and without accents, case kept.
  static func folded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return String(text.map { folded($0) })
  }

  private static func folded(_ character: Character) -> Character {
    guard let first = character.unicodeScalars.first else { return character }
    switch first.value {
    // Full-width forms of ASCII.
    case 0xFF01...0xFF5E:
      return Unicode.Scalar(first.value - 0xFEE0).map { Character($0) } ?? character
    // A letter with a mark of its own.
    case 0x41...0x7A where character.unicodeScalars.count > 1: return Character(first)
    case 0xC0...0x17F:
      let letter = letters[Int(first.value) - 0xC0]
      return letter == "." ? character : letter
    default: return character
    }
  }

  /// The letters from U+00C0 to U+017F without their accents; a full stop for one that has none.
  private static let letters = Array(
    "AAAAAA.CEEEEIIII.NOOOOO.OUUUUY..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"
      + "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi..JjKk.LlLlLl."
      + ".LlNnNnNn...OoOoOo..RrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZz.")

  /// Returns a text with the places of words marked.
  ///
  /// - Parameters:
  ///   - words: Folded words; case counts in those with a capital.
  ///   - text: The text.
  /// - Returns: The text, each place bold and underlined.
  static func marking(_ words: [String], in text: StyledText) -> StyledText {
    guard !words.isEmpty else { return text }
    let characters = Array(text.plain)
    let folded = characters.map { Self.folded($0) }
    let lower = folded.map { $0.lowercased().first ?? $0 }
    var isMarked = [Bool](repeating: false, count: characters.count)
    for word in words {
      let letters = Array(word)
      let source = word.isLowercase ? lower : folded
      guard !letters.isEmpty, letters.count <= source.count else { continue }
      for start in 0...(source.count - letters.count)
      where source[start..<start + letters.count].elementsEqual(letters) {
        for index in start..<start + letters.count { isMarked[index] = true }
      }
    }
    guard isMarked.contains(true) else { return text }
    var index = 0
    var runs: [StyledText.Run] = []
    for run in text.runs {
      for character in run.text {
        var style = run.style
        if isMarked.indices.contains(index), isMarked[index] {
          style.traits.formUnion([.bold, .underline])
        }
        if let last = runs.indices.last, runs[last].style == style {
          runs[last].text.append(character)
        } else {
          runs.append(StyledText.Run(text: String(character), style: style))
        }
        index += 1
      }
    }
    return StyledText(runs: runs)
  }
}

/// A text in the two forms that words are looked for in.
struct FoldedText: Equatable, Sendable {
  private let folded: String
  private let lower: String

  /// Folds a text; `nil` is as good as empty.
  init(_ text: String?) {
    folded = text.map { PickerFilter.folded($0) } ?? ""
    lower = folded.lowercased()
  }

  /// Returns whether it has a folded word; case counts in one with a capital.
  func has(_ word: String) -> Bool { (word.isLowercase ? lower : folded).hasBytes(of: word) }
}

/// The texts of a task that a filter looks through.
struct PickerSearchText: Sendable {
  let machine: FoldedText
  let project: FoldedText
  let branch: FoldedText
  private let rest: [FoldedText]
  /// The notes; `nil` until they are read.
  var notes: FoldedText?

  init(_ task: PickerTask) {
    machine = FoldedText(task.machine)
    project = FoldedText(task.project)
    branch = FoldedText(task.branch)
    rest = [task.title, task.folder, task.id].map { FoldedText($0) }
  }

  /// The texts but the notes.
  var all: [FoldedText] { rest + [machine, project, branch] }
}

extension String {
  /// True if there is no capital in it.
  fileprivate var isLowercase: Bool { !contains(where: \.isUppercase) }
}
