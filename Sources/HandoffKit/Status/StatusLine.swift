package import Essentials
internal import HookRelay
internal import MachineState
internal import Platform

/// The state of things in a few words, for prompts and status lines: from small files of the state folder
/// alone, neither the clone nor the network.
package struct StatusLine: Sendable, Hashable {
  /// The unfinished tasks of other machines, as far as new sessions are told of them (`session_hint`,
  /// `exclude`).
  package let elsewhere: Int
  /// Those of them that are of the project in this folder.
  package let here: Int
  /// The time of the last push; `nil` if there was none.
  package let lastPush: Date?
  /// The time since when pushes fail; `nil` while they go well.
  package let notPushedSince: Date?

  /// True if there is nothing to tell.
  package var isQuiet: Bool { elsewhere == 0 && notPushedSince == nil }

  /// Reads it.
  ///
  /// - Parameter context: The world around; its working folder is that of the project.
  /// - Returns: The line; `nil` where handoff has no state here.
  package static func read(_ context: HandoffContext) -> StatusLine? {
    guard let state = try? context.state(), LocalFile.exists(state.path) else { return nil }
    let key = ProjectKey.current(
      folder: context.workingFolder, home: context.environment["HOME"], state: state)
    let push = SyncClock(.push, in: state).last
    return StatusLine(
      elsewhere: Int(clamping: HintIndex.count(in: state)),
      here: Int(clamping: HintIndex.entry(of: key, in: state)?.count ?? 0),
      lastPush: push == 0 ? nil : Date(timeIntervalSince1970: TimeInterval(push)),
      notPushedSince: MachineStatus.pushTrouble(context)?.since)
  }
}
