/// Which of our executables Claude Code is to run on which event.
package struct HookRegistration: Sendable, Equatable {
  /// One event and its executable.
  package struct Entry: Sendable, Equatable {
    package var event: HookEvent
    /// The absolute path of the executable, not quoted.
    package var executable: String
    /// `timeout` in seconds; without one, what is in the settings stays.
    package var timeout: Int?

    /// Makes an entry.
    package init(event: HookEvent, executable: String, timeout: Int? = nil) {
      self.event = event
      self.executable = executable
      self.timeout = timeout
    }
  }

  /// In the order in which they are added; one per event, the first counts.
  package private(set) var entries: [Entry]

  /// Makes a registration; further entries of an event are left out.
  package init(_ entries: [Entry]) {
    var seen: Set<HookEvent> = []
    self.entries = entries.filter { seen.insert($0.event).inserted }
  }
}
