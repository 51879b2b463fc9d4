internal import Foundation
package import SyncRepo
internal import Synchronization
package import Testing

/// The events that a repository or a transport has reported.
package final class EventLog: Sendable {
  private let list = Mutex<[SyncEvent]>([])

  package init() {}

  /// Adds an event.
  package func add(_ event: SyncEvent) { list.withLock { $0.append(event) } }

  /// All events, the oldest first.
  package var events: [SyncEvent] { list.withLock(\.self) }

  /// The events of a kind.
  package func events(_ kind: SyncEvent.Kind) -> [SyncEvent] { events.filter { $0.kind == kind } }

  /// Fails the test if a text is in any event, however it is shown.
  package func expectWithout(
    _ secret: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for event in events {
      var shown = "\(event) \(String(reflecting: event))"
      dump(event, to: &shown)
      shown += String(decoding: try JSONEncoder().encode(event), as: UTF8.self)
      #expect(!shown.contains(secret), "\(event.kind.rawValue)", sourceLocation: sourceLocation)
    }
  }
}
