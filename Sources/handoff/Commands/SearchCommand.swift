internal import ArgumentParser
internal import Essentials
internal import HandoffKit
internal import Phrases
internal import SnapshotStore
internal import TerminalUI

struct SearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: Phrases.helpSearch(), discussion: Phrases.helpSearchMore())

  @Argument(help: ArgumentHelp(Phrases.helpSearchWords()))
  var words: [String]

  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Phrases.helpSearchFinished()))
  var finished = true

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var fetching: FetchOptions
  @OptionGroup var paging: PagingOptions

  func run() async throws {
    try await Console(reading.output).run { console in
      let list = try await OpenTasks(console, fetching.patience).list
      let search = TaskSearch(words)
      let result = try await console.progress(Phrases.progressSearching()) { _ in
        try await search.run(in: list, withFinished: finished)
      }
      if let trouble = result.trouble {
        let failure = HandoffError(trouble)
        console.warn(Phrases.searchNoHistory(reason: failure.message), hint: failure.hint)
      }
      if reading.json {
        return try console.print(
          json: SearchListing(
            tasks: result.hits.map(SearchListing.Row.init), searched: result.count))
      }
      guard !result.hits.isEmpty else {
        return console.note(
          StyledText(
            result.count == 0
              ? Phrases.noUnfinishedTasks()
              : Phrases.searchNothing(
                n: result.count, words: words.joined(separator: " ").prefix(80))))
      }
      let hits = SearchHits(search, now: console.context.now())
      guard console.output.isTTY || console.context.isInsideClaude else {
        for hit in result.hits { for line in hits.tabbed(hit) { console.print(raw: line) } }
        return
      }
      var page = Page(console)
      for line in hits.lines(result.hits, for: console.output) { page.add(line) }
      let ended = result.hits.count { $0.finished != nil }
      page.note(
        StyledText(
          ended == 0
            ? Phrases.searchCountOpen(n: result.hits.count, searched: result.count)
            : Phrases.searchCount(n: result.hits.count, searched: result.count, ended: ended),
          .dim))
      page.show(pages: paging.pager)
    }
  }
}

/// The output of `handoff search --json`.
private struct SearchListing: Encodable {
  struct Row: Encodable {
    struct Line: Encodable {
      let section: String
      let isQuote: Bool
      let text: String
    }

    let task: TaskRow
    let finished: Date?
    let excerpts: [Line]

    init(_ hit: TaskSearch.Hit) {
      task = TaskRow(hit.stored, id: hit.shortID)
      finished = hit.finished
      excerpts = hit.excerpts.map {
        Line(section: $0.section.rawValue, isQuote: $0.isQuote, text: $0.text)
      }
    }
  }

  let schemaVersion = 1
  let tasks: [Row]
  /// The number of tasks that were searched.
  let searched: Int
}
