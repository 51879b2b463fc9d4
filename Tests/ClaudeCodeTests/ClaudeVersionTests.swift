import Testing

@testable import ClaudeCode

@Suite("Versions of Claude Code, and the events that they know")
struct ClaudeVersionTests {
  @Test("A version is found in what the program prints")
  func reading() {
    #expect(ClaudeVersion(in: "2.1.330 (Claude Code)\n") == ClaudeVersion(2, 1, 330))
    #expect(ClaudeVersion(in: "warning: old node 18\nv2.0.72\n") == ClaudeVersion(2, 0, 72))
    #expect(ClaudeVersion(in: "2.1.81-beta.3") == ClaudeVersion(2, 1, 81))
    for text in [
      "", "Claude Code", "2.1", "2.1.x", "-1.2.3", "2.1.99999999999999999999", "1.2.3.4",
    ] {
      #expect(ClaudeVersion(in: text) == nil, "\(text)")
    }
    #expect(ClaudeVersion(2, 1, 81) < ClaudeVersion(2, 1, 330))
    #expect(ClaudeVersion(2, 0, 999) < ClaudeVersion(2, 1, 0))
  }

  @Test("An event is known only if every installation knows it")
  func events() {
    let (new, old) = (ClaudeVersion(2, 1, 330), ClaudeVersion(2, 0, 72))
    let lists: [([ClaudeVersion?], Bool)] = [
      ([new], true), ([ClaudeVersion(2, 1, 81)], true), ([ClaudeVersion(2, 1, 80)], false),
      ([new, old], false), ([new, nil], false), ([], false),
    ]
    for (versions, isKnown) in lists {
      for event in [HookEvent.stopFailure, .postCompact] {
        #expect(event.isKnown(to: versions) == isKnown, "\(event) \(versions)")
      }
      for event in [HookEvent.stop, .sessionEnd, .sessionStart] {
        #expect(event.isKnown(to: versions))
      }
    }
  }

  @Test("Of an event of other tools' hooks, only versions that cannot be harmed by it are sure")
  func otherEvents() {
    let novel = HookEvent(rawValue: "Novel")
    #expect(novel.firstVersion == .ignoringUnknownEvents)
    #expect(HookEvent(rawValue: "PreToolUse").isKnown(to: [ClaudeVersion(2, 0, 72), nil]))
    #expect(!novel.isKnown(to: [ClaudeVersion(2, 1, 81)]))
    #expect(novel.isKnown(to: [ClaudeVersion(2, 1, 176)]))
  }
}
