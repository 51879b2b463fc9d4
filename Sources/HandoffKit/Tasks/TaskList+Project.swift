internal import HookRelay
internal import MachineState
internal import SnapshotStore

/// The project that a command was given in.
extension TaskList {
  /// Returns a test whether a task is of the project in the working folder, by the identity of its
  /// remote.
  package func isOfThisProject() -> (OpenTask) -> Bool {
    guard let state = try? context.state() else { return { _ in false } }
    let here = ProjectKey.current(
      folder: context.workingFolder, home: context.environment["HOME"], state: state)
    let identity = ProjectIdentity(context)
    var keys: [String: String] = [:]
    return { task in
      task.tips.contains { tip in
        guard let header = tip.header else { return false }
        return SessionHints.key(header, identity, &keys) == here
      }
    }
  }
}
