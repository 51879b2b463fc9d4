internal import Platform

/// All texts that a person sees, a file for each screen.
///
/// In English and in Chinese: two columns of the same rows. Each row is a constant of its own, so that
/// a program pays only for the rows that it shows.
package enum Phrases {
  /// Returns several names as one text: "Stop, SessionEnd".
  package static func list(_ items: [String]) -> String {
    items.joined(separator: Phrases.listSeparator())
  }

  /// Returns several sentences as one text.
  package static func sentences(_ items: [String]) -> String {
    items.joined(separator: PhraseLanguage.current == .chinese ? "" : " ")
  }

  static let listSeparator = Phrase(", ", zh: "、")

  // Words of several screens.

  package static let failure = Phrase(always: "handoff:")
  package static let noUnfinishedTasks = Phrase("No unfinished tasks.", zh: "没有未完成的任务。")
  package static let whichTask = Phrase("Which task?", zh: "哪个任务？")
  package static let didYouMean = Phrase(
    "{text} Did you mean: {names}", zh: "{text}是不是想输入：{names}")
  package static let laterForOthers = Phrase(
    "{reason} The other machines will see it after the next push.", zh: "{reason}其他机器要到下次推送后才能看到。")
  package static let unknownMachine = Phrase(always: "?")
}
