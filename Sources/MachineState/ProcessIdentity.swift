/// The identity of the process that a session runs in, so that one that got its number later is not
/// taken for it.
package struct ProcessIdentity: Sendable, Hashable, Codable {
  /// The process id, as its own PID namespace counts.
  package var pid: Int32
  /// The time at which it began: clock ticks since the system's start (field 22 of proc_pid_stat(5)); on macOS
  /// microseconds since 1970.
  package var start: Int64
  /// The start of the system that it runs under, see ``ProcessView/boot``.
  package var boot: String
  /// The space in which the process id counts, see ``ProcessView/domain``.
  package var domain: String

  /// Makes an identity from its parts.
  package init(pid: Int32, start: Int64, boot: String, domain: String) {
    self.pid = pid
    self.start = start
    self.boot = boot
    self.domain = domain
  }

  /// Finds the process of a hook's session, and names it.
  ///
  /// - Parameters:
  ///   - named: The process id that Claude Code tells (`CLAUDE_PID`, from 2.1.214); `nil` looks among
  ///     the parents of this process.
  ///   - registry: The folder of Claude Code's running sessions, by which a parent is known; another
  ///     parent may be a shell or a wrapper that ends before the session does.
  ///   - view: What this process sees of the system.
  /// - Returns: The identity; `nil` where the process is not found or cannot be told from others.
  package static func ofSession(
    named: Int32?, registry: String?, view: ProcessView
  ) -> ProcessIdentity? {
    guard !view.boot.isEmpty, !view.domain.isEmpty,
      let pid = named ?? ProcessView.parent(registry: registry),
      case .running(let start) = view.look(pid)
    else { return nil }
    return ProcessIdentity(pid: pid, start: start, boot: view.boot, domain: view.domain)
  }

  /// Returns whether the process still runs.
  ///
  /// - Parameter view: What the asking process sees of the system.
  /// - Returns: `dead` only where that is sure: under the same system start the process is gone or
  ///   another one has its number, or the system was started again since. A process that counts in
  ///   another PID namespace, or on another machine that shares the home folder, is `unknown`.
  package func liveness(_ view: ProcessView) -> Liveness {
    guard domain == view.domain, !domain.isEmpty, !boot.isEmpty, !view.boot.isEmpty else {
      return .unknown
    }
    guard boot == view.boot else { return view.isMachineKnown ? .dead : .unknown }
    switch view.look(pid) {
    case .running(let start): return start == self.start ? .alive : .dead
    case .gone: return .dead
    case .unknown: return .unknown
    }
  }

  /// The state of a process, as far as it can be told.
  package enum Liveness: Sendable, Hashable { case alive, dead, unknown }
}

extension ProcessIdentity {
  /// Returns the identity as words of one line, `- - - -` where there is none.
  package static func words(_ identity: ProcessIdentity?) -> String {
    guard let identity else { return "- - - -" }
    return "\(identity.pid) \(identity.start) \(identity.boot) \(identity.domain)"
  }

  /// Reads what `words` wrote; `nil` for anything else.
  package init?(words: some RandomAccessCollection<Substring>) {
    let words = Array(words)
    guard words.count == 4, let pid = Int32(words[0]), pid > 0, let start = Int64(words[1]),
      words[2] != "-", words[3] != "-"
    else { return nil }
    self.init(pid: pid, start: start, boot: String(words[2]), domain: String(words[3]))
  }
}
