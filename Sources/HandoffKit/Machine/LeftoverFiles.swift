internal import MachineState
internal import Platform

/// The temporary files of processes that were killed while they wrote.
///
/// They lie in the state folder, in the clone, and beside it; those of a day ago are nobody's any more.
enum LeftoverFiles {
  private static let age: Int64 = 86_400

  /// Removes them, as far as it can.
  ///
  /// - Parameters:
  ///   - state: The state folder.
  ///   - clone: The folder of the clone's working tree.
  ///   - now: Seconds since 1970.
  static func remove(in state: StateFolder, clone: String, now: Int64) {
    func sweep(_ folder: String, depth: Int, _ isTemporary: (String) -> Bool) {
      for name in LocalFile.names(in: folder) {
        let path = "\(folder)/\(name)"
        switch LocalFile.kind(path) {
        case .folder where depth > 0: sweep(path, depth: depth - 1, isTemporary)
        case .regular where isTemporary(name) && isOld(path, now):
          try? LocalFile.remove(path)
        default: continue
        }
      }
    }
    // Notes that were taken and not kept yet are none.
    let isOurs = { (name: String) in name.hasSuffix(".tmp") && !name.hasSuffix(".taken.tmp") }
    sweep(state.path, depth: 2, isOurs)
    sweep(clone + "/tasks", depth: 0, isOurs)
    sweep(clone + "/.git", depth: 0, isOurs)
    // git's own, and those of libgit2.
    sweep(clone + "/.git/objects", depth: 1) { $0.hasPrefix("tmp_") || $0.contains("_git2_") }
    let (parent, name) = (LocalFile.folder(of: clone), LocalFile.name(of: clone))
    for other in LocalFile.names(in: parent)
    where other.hasPrefix(name + ".") && (other.hasSuffix(".partial") || other.hasSuffix(".new")) {
      let path = "\(parent)/\(other)"
      if LocalFile.kind(path) == .folder, isOld(path, now) { LocalFile.removeTree(path) }
    }
  }

  private static func isOld(_ path: String, _ now: Int64) -> Bool {
    LocalFile.modified(path).map { now - $0 / 1_000_000_000 > age } == true
  }
}
