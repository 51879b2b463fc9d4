internal import Essentials
internal import SnapshotStore

/// A task as `--json` shows it; the keys are stable.
struct TaskRow: Encodable {
  let number: Int?
  let name: String
  let sessionId: String?
  let machine: String?
  let title: String?
  let project: String?
  let projectUrl: String?
  let state: String?
  let created: Date?
  let updated: Date?
  let summarized: Date?
  let summaryBy: String?
  let summaryError: String?
  let cwd: String?
  let branch: String?
  let head: String?
  let dirty: Int?
  let unpushed: Int?
  let resumedFrom: String?
  /// The reason that the file cannot be read; absent for a good one.
  let broken: String?

  init(_ task: StoredSnapshot, number: Int?) {
    let snapshot = task.snapshot
    self.number = number
    name = task.name
    sessionId = task.sessionID
    machine = task.machine
    title = snapshot?.title
    project = snapshot?.project
    projectUrl = snapshot?.projectURL
    state = snapshot?.state.rawValue
    created = snapshot?.created
    updated = snapshot?.updated
    summarized = snapshot?.summarized
    summaryBy = snapshot?.summaryBy
    summaryError = snapshot?.summaryError
    cwd = snapshot?.workingFolder
    branch = snapshot?.branch
    head = snapshot?.head
    dirty = snapshot?.dirty
    unpushed = snapshot?.unpushed
    resumedFrom = snapshot?.resumedFrom
    broken = task.problem?.description
  }
}

/// The output of `handoff list --json`.
struct TaskListing: Encodable {
  let schemaVersion = 1
  let tasks: [TaskRow]
  /// True if the remote was asked just now.
  let isCurrent: Bool
  /// The time of the first push that failed; absent while pushes go well.
  let pushesFailSince: Date?
}

/// The output of `handoff show --json`.
struct TaskDetail: Encodable {
  let schemaVersion = 1
  let task: TaskRow
  /// The six sections by their headings; those that are missing are left out.
  let sections: [String: String]
  /// The whole file.
  let text: String
}
