internal import HandoffKit
internal import Platform

/// What a person wants to have looked at.
struct DoctorChoice {
  /// The checks, in the order of the doctor.
  let checks: [DoctorCheck]
  /// The address to look at in place of the clone's remote.
  let remote: String?

  /// Reads the words of the command line.
  ///
  /// A word is the name of a check, or else the address.
  ///
  /// - Parameters:
  ///   - context: Where paths are looked for.
  ///   - words: The arguments.
  ///   - named: What `--check` names.
  /// - Throws: `HandoffError` (`usage`) for a word that is neither, and for a second address.
  init(_ context: HandoffContext, words: [String], named: [String]) throws {
    let known = Set(DoctorCheck.all.map(\.name))
    let addresses = words.filter { !known.contains($0) }
    for name in named where !known.contains(name) { throw DoctorChoice.unknown(name) }
    for word in addresses where !word.contains("/") && !word.contains(":") {
      // A misspelt check must not be looked for on the network.
      guard LocalFile.isFolder(try context.absolute(word)) else { throw DoctorChoice.unknown(word) }
    }
    guard addresses.count <= 1 else {
      throw HandoffError(
        .usage, "Only one remote can be looked at.", hint: "Give one address, then names of checks."
      )
    }
    remote = addresses.first
    let wanted = Set(words + named).intersection(known)
    if wanted.isEmpty {
      checks = remote == nil ? DoctorCheck.all : DoctorCheck.ofRemote
    } else {
      checks = DoctorCheck.all.filter { wanted.contains($0.name) }
    }
  }

  private static func unknown(_ word: String) -> HandoffError {
    HandoffError(
      .usage, "“\(word.prefix(80))” is neither a check nor an address.",
      hint: "See the checks: handoff doctor --list")
  }
}
