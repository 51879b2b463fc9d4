import SyncRepo
import Synchronization

/// The log of the program: what a repository did, without secrets.
final class Log: Sendable {
  private let lines = Mutex<[SyncEvent]>([])

  func add(_ event: SyncEvent) { lines.withLock { $0.append(event) } }

  var events: [SyncEvent] { lines.withLock { $0 } }
}

/// A line that says how far a synchronisation has come.
final class ProgressLine: Sendable {
  private let shown = Mutex<[SyncProgress]>([])
  private let onChange: @Sendable (SyncProgress) -> Void

  init(onChange: @escaping @Sendable (SyncProgress) -> Void = { _ in }) {
    self.onChange = onChange
  }

  func show(_ progress: SyncProgress) {
    shown.withLock { $0.append(progress) }
    onChange(progress)
  }

  var history: [SyncProgress] { shown.withLock { $0 } }
}
