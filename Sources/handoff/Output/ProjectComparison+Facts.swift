internal import HandoffKit
internal import Phrases

extension ProjectComparison {
  /// The facts of the other machine: folder, branch and commit, and what is only there.
  var factsThere: [String] {
    var facts = facts(of: there)
    if let n = there.uncommitted, n > 0 { facts.append(Phrases.placeFiles(n: n)) }
    if let n = there.unpushed, n > 0 { facts.append(Phrases.placeCommits(n: n)) }
    return facts
  }

  /// The facts of this machine; none where the project is not here.
  var factsHere: [String] {
    guard let here else { return [] }
    var facts = facts(of: here)
    if let n = here.uncommitted {
      facts.append(n == 0 ? Phrases.placeClean() : Phrases.placeChanged(n: n))
    }
    if hasCommit == false { facts.append(Phrases.placeNoCommit()) }
    return facts
  }

  private func facts(of place: Place) -> [String] {
    [place.folder, Self.line(branch: place.branch, commit: place.commit)].compactMap(\.self)
  }

  /// Describes a branch at a commit; `nil` where neither is known.
  static func line(branch: String?, commit: String?) -> String? {
    let commit = commit.map { String($0.prefix(7)) }
    guard let branch else { return commit }
    return commit.map { Phrases.placeBranch(branch: branch, commit: $0) } ?? branch
  }
}
