import ClaudeCode
import Foundation
import TestSupport
import Testing

@testable import HandoffKit

@Suite("What the end of a session means")
struct EndOfSessionTests {
  static let start = Date(timeIntervalSince1970: 1_800_000_000)
  static let signs = MachineSigns(boot: "a", isShuttingDown: false)
  /// Every reason of every version, and some that no version has.
  static let reasons = [
    "prompt_input_exit", "clear", "other", "resume", "logout", "bypass_permissions_disabled",
    "none", "", "new-in-3.0",
  ]

  func decide(
    _ reason: String, after seconds: TimeInterval = 0, remote: Bool = false, login: String? = nil,
    then: MachineSigns = signs, now: MachineSigns = signs, isOpenElsewhere: Bool = false,
    successor: EndOfSession.Successor? = nil
  ) -> EndOfSession.Decision {
    EndOfSession.decide(
      .init(
        reason: SessionEndReason(rawValue: reason), at: Self.start, isRemoteLogin: remote,
        signs: then, login: login),
      .init(signs: now, isOpenElsewhere: isOpenElsewhere, successor: successor),
      grace: 60, now: Self.start + seconds)
  }

  @Test("An exit that a person typed, and a clear, finish the task")
  func finished() {
    for reason in ["prompt_input_exit", "clear"] {
      #expect(decide(reason) == .finish)
      #expect(decide(reason, remote: true) == .finish)
      // Also while the machine goes down: that is what people type before they switch it off.
      #expect(decide(reason, now: MachineSigns(boot: "b", isShuttingDown: true)) == .finish)
    }
  }

  @Test("Switching, logging out, no word at all and anything unknown keep it")
  func kept() {
    for reason in Self.reasons where !["prompt_input_exit", "clear", "other"].contains(reason) {
      #expect(decide(reason) == .keep)
      #expect(decide(reason, after: 9_999) == .keep)
    }
  }

  @Test("A closed terminal waits out the grace period, then finishes on a machine that still runs")
  func closedTerminal() {
    #expect(decide("other") == .wait(until: Self.start + 60))
    #expect(decide("other", after: 59.9) == .wait(until: Self.start + 60))
    #expect(decide("other", after: 60) == .finish)
  }

  @Test("A machine that goes down, or an SSH login, keeps the task")
  func machineDown() {
    let down = MachineSigns(boot: "a", isShuttingDown: true)
    let restarted = MachineSigns(boot: "b", isShuttingDown: false)
    for seconds in [0.0, 90] {
      #expect(decide("other", after: seconds, now: down) == .keep)
      #expect(decide("other", after: seconds, then: down) == .keep)
      #expect(decide("other", after: seconds, now: restarted) == .keep)
      #expect(decide("other", after: seconds, remote: true) == .keep)
    }
  }

  @Test("A login that is closed or gone keeps the task; one that is open does not, nor does none")
  func login() {
    func signs(_ logins: [String: MachineSigns.Login]?, leaving: Bool? = nil) -> MachineSigns {
      MachineSigns(boot: "a", isShuttingDown: false, logins: logins, isUserLeaving: leaving)
    }
    let open = signs(["2": .init()])
    let closing = signs(["2": .init(isClosing: true)])
    func after(_ now: MachineSigns, then: MachineSigns = Self.signs) -> EndOfSession.Decision {
      decide("other", after: 60, login: "2", then: then, now: now)
    }
    #expect(after(open) == .finish && after(open, then: open) == .finish)
    #expect(after(closing) == .keep && after(open, then: closing) == .keep)
    #expect(after(signs(["3": .init()])) == .keep && after(signs([:])) == .keep)
    #expect(after(signs(["2": .init(isRemote: true)])) == .keep)
    #expect(after(signs(nil, leaving: true)) == .keep)
    // Where nobody keeps account of logins, and in a program outside any, the sign is absent.
    #expect(after(signs(nil, leaving: false)) == .finish && after(signs(nil)) == .finish)
    #expect(decide("other", after: 60, login: "", now: signs([:])) == .finish)
    #expect(decide("other", after: 60, login: nil, now: signs(["3": .init()])) == .finish)
  }

  @Test("What another terminal has open, or a background session carries on, has not ended")
  func goesOn() {
    for reason in Self.reasons {
      #expect(decide(reason, after: 60, isOpenElsewhere: true) == .goOn)
      #expect(decide(reason, successor: .open) == .goOn)
      #expect(decide(reason, successor: .interrupted) == .keep)
      #expect(decide(reason, successor: .finished) == .finish)
    }
  }
}
