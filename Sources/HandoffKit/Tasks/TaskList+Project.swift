internal import HookRelay
internal import MachineState
package import SnapshotStore

/// The project that a command was given in.
extension TaskList {
  /// Returns a test whether a snapshot is of the project in the working folder, by the identity of its
  /// remote.
  package func isOfThisProject() -> (StoredSnapshot) -> Bool {
    guard let state = try? context.state() else { return { _ in false } }
    let here = ProjectKey.current(
      folder: context.workingFolder, home: context.environment["HOME"], state: state)
    let identity = ProjectIdentity(context)
    var keys: [String: String] = [:]
    return { stored in
      stored.header.map { SessionHints.key($0, identity, &keys) == here } ?? false
    }
  }
}
