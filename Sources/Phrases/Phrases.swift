/// All texts that a person sees, a file for each screen.
///
/// English. Another language is one more column of the same rows. Each row is a constant of its own,
/// so that a program pays only for the rows that it shows.
package enum Phrases {
  /// Returns several names as one text: "Stop, SessionEnd".
  package static func list(_ items: [String]) -> String {
    items.joined(separator: Phrases.listSeparator())
  }

  static let listSeparator = Phrase(", ")

  // Words of several screens.

  package static let failure = Phrase("handoff:")
  package static let never = Phrase("never")
  package static let noUnfinishedTasks = Phrase("No unfinished tasks.")
  package static let whichTask = Phrase("Which task?")
  package static let laterForOthers = Phrase(
    "{reason} The other machines will see it after the next push.")
  package static let unknownMachine = Phrase("?")
}
