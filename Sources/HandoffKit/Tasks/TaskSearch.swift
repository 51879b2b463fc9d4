package import Essentials
package import SnapshotStore
internal import Summarizer
package import SyncRepo

/// A search for words in all snapshots, those of finished tasks included.
package struct TaskSearch: Sendable {
  /// A task that has all of the words.
  package struct Hit: Sendable {
    /// The snapshot.
    package let stored: StoredSnapshot
    /// The short id of the task.
    package let shortID: String
    /// The time at which it was finished; `nil` for an unfinished one.
    package let finished: Date?
    /// The lines that have the words, those with most of them first; none where the words are in title,
    /// project, folder, branch and machine.
    package let excerpts: [Excerpt]
  }

  /// A line of a snapshot.
  package struct Excerpt: Sendable, Hashable {
    /// The section that it stands in.
    package let section: SnapshotSection
    /// True for words of the person's.
    package let isQuote: Bool
    /// The line without its list or quotation mark; of a long one the part around the first word.
    package let text: String
  }

  /// The result of a search.
  package struct Result: Sendable {
    /// The tasks that fit, unfinished ones first, newest first.
    package let hits: [Hit]
    /// The tasks that were searched.
    package let count: Int
    /// The reason for which finished ones could not be read; `nil` if they were, or were not asked for.
    package let trouble: SyncError?
  }

  private let words: [String]

  /// Prepares a search.
  ///
  /// - Parameter words: Words that a task must have all of, anywhere; case counts in those with a
  ///   capital.
  package init(_ words: [String]) {
    self.words = words.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
  }

  /// Searches.
  ///
  /// - Parameters:
  ///   - list: The tasks.
  ///   - withFinished: True to search finished ones, too.
  /// - Returns: What was found.
  /// - Throws: `SyncError` where the clone cannot be read.
  package func run(in list: TaskList, withFinished: Bool) async throws -> Result {
    let open = try await list.listed().tasks
    var hits: [Hit] = []
    for task in open {
      for tip in task.tips {
        // One that cannot be read hides no other.
        let body = (try? await list.store.read(tip))?.body
        guard let found = excerpts(body, of: tip, id: task.id)
        else { continue }
        hits.append(Hit(stored: tip, shortID: task.shortID, finished: nil, excerpts: found))
        break
      }
    }
    var (finished, trouble): ([FinishedTask], SyncError?) = ([], nil)
    if withFinished {
      do {
        finished = try await list.finished()
      } catch let error as SyncError {
        trouble = error
      }
    }
    for task in finished {
      let removed = task.removed
      let body = (try? Snapshot(parsing: removed.content))?.body
      guard let found = excerpts(body, of: removed.last, id: task.id) else { continue }
      hits.append(
        Hit(
          stored: removed.last, shortID: task.shortID, finished: removed.removed, excerpts: found))
    }
    return Result(hits: hits, count: open.count + finished.count, trouble: trouble)
  }

  /// Returns the lines with the words; `nil` where one is nowhere.
  func excerpts(_ body: SnapshotBody?, of stored: StoredSnapshot, id: String) -> [Excerpt]? {
    let header = stored.header
    let fields = [
      header?.title, header?.project, header?.workingFolder, header?.branch, stored.machine,
      stored.name, id,
    ].compactMap(\.self)
    var missing = Set(words.filter { word in !fields.contains { $0.hasWord(word) } })
    var lines: [(excerpt: Excerpt, words: Set<String>)] = []
    for section in SnapshotSection.allCases {
      for line in (body?[section] ?? "").split(whereSeparator: \.isNewline) {
        let found = Set(words.filter { line.hasWord($0) })
        guard !found.isEmpty else { continue }
        missing.subtract(found)
        // One fact, one place: the prompt at the end may say it again.
        if section == .handoffPrompt, found.isSubset(of: lines.reduce([]) { $0.union($1.words) }) {
          continue
        }
        lines.append((excerpt(of: line, in: section, found), found))
      }
    }
    guard missing.isEmpty else { return nil }
    // The fewest lines that show the words: each has one that the ones before have not.
    var shown: [Excerpt] = []
    var told: Set<String> = []
    for line in lines.enumerated().sorted(by: {
      ($1.element.words.count, $0.offset) < ($0.element.words.count, $1.offset)
    }).map(\.element) where shown.count < 3 && !line.words.isSubset(of: told) {
      shown.append(line.excerpt)
      told.formUnion(line.words)
    }
    return shown
  }

  /// The most characters of an excerpt before the first word.
  private static let before = 30

  private func excerpt(
    of line: Substring, in section: SnapshotSection, _ found: Set<String>
  ) -> Excerpt {
    let marks: Set<Character> = [">", "-", "*", " ", "\t"]
    let isQuote = line.drop { $0 == " " }.first == ">"
    let text = String(line.drop { marks.contains($0) }).oneLine(limit: 2_000)
    let first = found.compactMap { Self.range(of: $0, in: text)?.lowerBound }.min()
    guard let first, text.distance(from: text.startIndex, to: first) > Self.before,
      text.count > 60
    else { return Excerpt(section: section, isQuote: isQuote, text: text) }
    var start = text.index(first, offsetBy: -Self.before)
    // A word is not cut where there are spaces.
    if let space = text[start..<first].firstIndex(of: " ") { start = text.index(after: space) }
    return Excerpt(section: section, isQuote: isQuote, text: "… " + text[start...])
  }

  /// Returns the first place of each word in a line, to mark it there.
  ///
  /// - Parameter text: The line.
  /// - Returns: The words as they are written there.
  package func occurrences(in text: String) -> [String] {
    words.compactMap { word in Self.range(of: word, in: text).map { String(text[$0]) } }
  }

  private static func range(of word: String, in text: String) -> Range<String.Index>? {
    if word.contains(where: \.isUppercase) { return text.firstRange(of: word) }
    let letters = Array(word)
    var start = text.startIndex
    while start < text.endIndex {
      var (index, position) = (start, 0)
      while index < text.endIndex, position < letters.count,
        text[index] == letters[position]
          || text[index].lowercased() == String(letters[position])
      {
        index = text.index(after: index)
        position += 1
      }
      if position == letters.count { return start..<index }
      start = text.index(after: start)
    }
    return nil
  }
}
