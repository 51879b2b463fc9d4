internal import HandoffKit
internal import SnapshotStore
internal import TerminalUI

extension OpenTask {
  /// Its marks.
  var marks: TaskMarks {
    let state: TaskMarks.State =
      switch standing {
      case .unreadable: .unreadable
      case .forked: .forked
      case .claimed(by: let holder, since: _): .claimed(agent: holder.agent)
      case .open: .open
      case .interrupted: .interrupted
      case .free: .free
      }
    return TaskMarks(
      state, isPinned: isPinned, isWaiting: isWaiting, uncommitted: newest.header?.dirty ?? 0,
      unpushed: newest.header?.unpushed ?? 0)
  }
}
