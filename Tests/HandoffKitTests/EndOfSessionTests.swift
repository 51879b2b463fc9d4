import Foundation
import Testing

@testable import HandoffKit

@Suite("What the end of a session means")
struct EndOfSessionTests {
  static let start = Date(timeIntervalSince1970: 1_800_000_000)
  static let signs = MachineSigns(boot: "a", isShuttingDown: false)

  func decide(
    _ reason: String, after seconds: TimeInterval = 0, remote: Bool = false,
    then: MachineSigns = signs, now: MachineSigns = signs
  ) -> EndOfSession.Decision {
    EndOfSession.decide(
      .init(reason: reason, at: Self.start, isRemoteLogin: remote, signs: then), signs: now,
      grace: 60, now: Self.start + seconds)
  }

  @Test("An exit that a person typed, and a clear, finish the task")
  func finished() {
    for reason in ["prompt_input_exit", "clear"] {
      #expect(decide(reason) == .finish)
      #expect(decide(reason, remote: true) == .finish)
    }
  }

  @Test("Switching, logging out and anything unknown keep it")
  func kept() {
    for reason in ["resume", "logout", "bypass_permissions_disabled", "", "new-in-3.0"] {
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

  @Test("A machine that goes down, or an SSH login that breaks, keeps the task")
  func machineDown() {
    let down = MachineSigns(boot: "a", isShuttingDown: true)
    let restarted = MachineSigns(boot: "b", isShuttingDown: false)
    #expect(decide("other", after: 90, now: down) == .keep)
    #expect(decide("other", after: 90, then: down) == .keep)
    #expect(decide("other", after: 90, now: restarted) == .keep)
    #expect(decide("other", after: 90, remote: true) == .keep)
  }
}
