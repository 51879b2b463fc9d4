internal import Essentials
package import MachineState
internal import Platform

/// The event log of this machine: hooks and workers are silent, and write down what they have to say.
package struct EventLog: Sendable {
  private let state: StateFolder
  private let program: String
  private let seconds: @Sendable () -> Int64

  /// Finds the log.
  package init(_ context: HandoffContext) throws {
    state = try context.state()
    program = context.program
    let now = context.now
    seconds = { Int64(now().timeIntervalSince1970) }
  }

  /// Adds a line; a log that cannot be written is no reason to fail.
  package func add(
    _ level: EventLine.Level, _ topic: String, _ message: String, session: String? = nil,
    hint: String? = nil
  ) {
    let line = EventLine(
      level, program: program, topic: topic, message: message, session: session, hint: hint)
    try? state.create()
    try? line.append(to: state, seconds: seconds())
  }

  /// One event, as it is read back.
  package struct Event: Sendable, Codable, Hashable {
    /// Seconds since 1970.
    package let time: Int64
    package let level: String
    package let program: String
    package let topic: String
    package let message: String
    package let session: String?
    package let hint: String?
  }

  /// Reads the newest events, oldest first; lines that cannot be read are skipped.
  package func events(limit: Int, session: String? = nil) -> [Event] {
    guard let bytes = try? LocalFile.read(state.eventLog, limit: EventLine.sizeLimit * 4) else {
      return []
    }
    let decoder = JSONDecoder()
    let events = bytes.split(separator: 0x0A).compactMap { line in
      try? decoder.decode(Event.self, from: Data(line))
    }
    let wanted = session.map { id in
      events.filter { $0.session?.hasPrefix(id.lowercased()) == true }
    }
    return Array((wanted ?? events).suffix(limit))
  }
}
