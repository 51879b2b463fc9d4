import SyncRepo
import Synchronization

/// The log of the program.
final class Log: Sendable {
  private let lines = Mutex<[String]>([])

  func add(_ event: SyncEvent) {
    let details = event.details.map { name, value in "\(name.rawValue)=\(value)" }.sorted()
    let line = "\(event.kind.rawValue): \(event.message) \(details.joined(separator: " "))"
    lines.withLock { $0.append(line) }
  }

  var text: String { lines.withLock { $0.joined(separator: "\n") } }
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
