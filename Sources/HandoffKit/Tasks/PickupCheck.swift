internal import Git2
internal import Platform
internal import SnapshotSections
internal import SnapshotStore

/// The look at a project's folder before a task is carried on in it: what the snapshot says of files and
/// commits, held against what is there, without a model.
struct PickupCheck: Sendable, Hashable {
  /// The files of the snapshot that are not here.
  private(set) var missing: [String] = []
  /// Those that have changed since: in commits made after the snapshot's, or not committed here.
  private(set) var changed: [String] = []
  /// The branch there and here, where they differ.
  private(set) var branches: Branches?
  /// The number of commits here that the snapshot does not know.
  private(set) var newer = 0
  /// The number of commits of the snapshot that this folder is behind.
  private(set) var behind = 0

  /// Two branches.
  struct Branches: Sendable, Hashable {
    let there: String
    let here: String
  }

  /// The most files that are looked at.
  private static let limit = 100

  /// Looks.
  ///
  /// - Parameters:
  ///   - comparison: The two places.
  ///   - files: The section “Files” of the snapshot.
  ///   - folder: The project's folder here.
  init(_ comparison: ProjectComparison, files: String, folder: String) {
    let names = Self.files(in: files)
    missing = names.filter { $0.contains("/") && !LocalFile.exists("\(folder)/\($0)") }
    if let there = comparison.there.branch, let here = comparison.here?.branch, there != here {
      branches = Branches(there: there, here: here)
    }
    guard let repository = try? Repository(containing: folder) else { return }
    var paths = Set(((try? repository.changedFiles()) ?? []).map(\.path))
    if comparison.hasCommit == true, let there = comparison.there.commit,
      let here = comparison.here?.commit, there != here, let old = ObjectID(hex: there),
      let new = ObjectID(hex: here)
    {
      (newer, behind) = (try? repository.aheadBehind(new, old)) ?? (0, 0)
      let trees = (try? repository.commit(old).tree, try? repository.commit(new).tree)
      if newer > 0, let before = trees.0, let after = trees.1 {
        paths.formUnion(((try? repository.changes(from: before, to: after)) ?? []).map(\.path))
      }
    }
    let root = repository.workingFolder ?? ""
    let place = (LocalFile.resolved(folder) ?? folder) + "/"
    let within = place.hasPrefix(root) ? String(place.dropFirst(root.count)) : ""
    changed = names.filter { paths.contains(within + $0) && !missing.contains($0) }
  }

  /// The files that a section names at the beginning of its lines, from the project's folder on.
  private static func files(in section: String) -> [String] {
    var found: [String] = []
    for line in section.split(whereSeparator: \.isNewline) where found.count < limit {
      // Only files that are to be there: a deleted one is missed by nobody.
      guard !line.contains("deleted"), !line.contains("removed") else { continue }
      let spans = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      for (place, path) in spans where place % 2 == 1 && isRelative(path) {
        let name = String(path)
        if !found.contains(name) { found.append(name) }
      }
    }
    return found
  }

  private static func isRelative(_ path: Substring) -> Bool {
    guard let first = path.first, !"/~-".contains(first), path.utf8.count < 400,
      !path.contains(where: { $0.isWhitespace || "*<>|$".contains($0) })
    else { return false }
    return (path.contains("/") || path.contains("."))
      && !path.split(separator: "/").contains("..")
  }
}
