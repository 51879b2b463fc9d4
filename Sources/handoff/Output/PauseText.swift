internal import HandoffKit
internal import Phrases
internal import TerminalUI

/// Pauses in words.
struct PauseText {
  let console: Console

  init(_ console: Console) { self.console = console }

  /// Says what is paused, and until when.
  func line(_ pause: Pause) -> String {
    let name = Self.name(pause.scope)
    guard let until = pause.until else { return Phrases.pauseLine(name: name) }
    return Phrases.pauseLineUntil(
      name: name, time: LocalTime(until).clock(now: console.context.now()))
  }

  /// Names the sessions.
  static func name(_ scope: Pause.Scope) -> String {
    switch scope {
    case .machine: Phrases.pauseMachine()
    case .project: Phrases.pauseProject(project: scope.target ?? "")
    case .session: Phrases.pauseSession(id: String((scope.target ?? "").prefix(8)))
    }
  }

  /// The command that ends a pause.
  static func end(_ scope: Pause.Scope) -> String {
    switch scope {
    case .machine: Phrases.pauseEndMachine()
    case .project: Phrases.pauseEndProject()
    case .session: Phrases.pauseEndSession(id: scope.target ?? "")
    }
  }
}
