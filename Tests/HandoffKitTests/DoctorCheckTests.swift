import Foundation
import HookRelay
import MachineState
import SyncRepo
import TestSupport
import Testing

@testable import HandoffKit

@Suite("The doctor's checks of this machine")
struct DoctorCheckTests {
  @Test("Names are unique and words; what is required comes before")
  func table() {
    var seen: Set<String> = []
    for check in DoctorCheck.all {
      #expect(seen.isSuperset(of: check.requires), "\(check.name)")
      #expect(seen.insert(check.name).inserted)
      #expect(check.name.allSatisfy { $0.isLowercase } && check.deadline > .zero)
    }
    #expect(Set(DoctorCheck.all.map(\.title)).count == DoctorCheck.all.count)
    let slow = DoctorCheck.all.map(\.isSlow)
    #expect(slow == slow.sorted { !$0 && $1 }, "The slow checks come last.")
    #expect(DoctorCheck.ofRemote.contains { $0.name == "write" })
    #expect(!DoctorCheck.ofRemote.contains { $0.name == "machine" })
  }

  @Test("Before init nothing crashes, the name fails with what to type, and the rest waits for it")
  func beforeInit() async throws {
    let fixture = try KitFixture()
    let results = try await fixture.examine()
    #expect(results.count == DoctorCheck.all.count)
    #expect(results["configuration"]?.verdict == .ok)
    #expect(results["machine"]?.verdict == .failed)
    #expect(results["machine"]?.fixes == ["Run: handoff init --remote URL"])
    for name in ["clone", "changes", "identity", "sync", "remote", "write", "privacy"] {
      #expect(results[name]?.verdict == .skipped, "\(name)")
    }
    #expect(results["clone"]?.evidence == ["skipped: needs Name"])
    #expect(results["remote"]?.evidence == ["skipped: needs Clone"])
    #expect(!FileManager.default.fileExists(atPath: fixture.folder("desk")))
  }

  @Test("On a machine that is set up all is well, and nothing is written")
  func afterInit() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    fixture.close()
    let before = try Self.listing(fixture.folder.path)
    let results = try await fixture.examine()
    for name in [
      "configuration", "machine", "clone", "changes", "identity", "sync", "state", "log", "remote",
      "read", "write",
    ] {
      #expect(results[name]?.verdict == .ok, "\(String(describing: results[name]))")
    }
    #expect(try Self.listing(fixture.folder.path) == before)
  }

  @Test("A key that is no setting is named; a broken file fails")
  func configuration() async throws {
    let fixture = try KitFixture()
    try fixture.folder.write(
      #"{"machine":"desk","push_intervall":60}"#, to: "desk/.config/handoff/config.json")
    let unknown = try await fixture.examine(
      "configuration", environment: ["HANDOFF_MODEL": "opus"])
    #expect(unknown.verdict == .warning)
    #expect(unknown.evidence.first?.contains("push_intervall") == true)
    #expect(unknown.evidence.contains { $0.contains("HANDOFF_MODEL") && !$0.contains("opus") })
    try fixture.folder.write("{", to: "desk/.config/handoff/config.json")
    let broken = try await fixture.examine()
    #expect(broken["configuration"]?.verdict == .failed)
    #expect(broken["machine"]?.verdict == .skipped && broken["clone"]?.verdict == .skipped)
  }

  @Test("An index that cannot be read is a warning, and the next sync makes it anew")
  func damagedIndex() async throws {
    let fixture = try KitFixture()
    let settings = try await fixture.initialize()
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop", process: fixture.process())
    _ = try await fixture.work()
    try Data().write(to: URL(fileURLWithPath: settings.repo + "/.git/index"))
    let damaged = try await fixture.examine("changes")
    #expect(damaged.fixes.contains { $0.hasSuffix("handoff sync") }, "\(damaged)")
    _ = try await Synchronization(fixture.context(), settings: settings).run { _ in }
    let mended = try await fixture.examine("changes")
    #expect(mended.verdict == .ok, "\(mended)")
  }

  @Test("Hand changes, stale locks, and a merge that nobody finished are warnings")
  func changes() async throws {
    let fixture = try KitFixture()
    let settings = try await fixture.initialize()
    let clean = try await fixture.examine("changes")
    #expect(clean.verdict == .ok)
    try "x".write(toFile: settings.repo + "/note.txt", atomically: true, encoding: .utf8)
    let changed = try await fixture.examine("changes")
    #expect(changed.verdict == .warning)
    #expect(changed.evidence.first?.contains("note.txt (untracked)") == true)
    #expect(changed.fixes.first?.contains("alone; look at them there: \(settings.repo)") == true)

    for lock in ["index.lock", "refs/heads/main.lock"] {
      let path = "\(settings.repo)/.git/\(lock)"
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      try FileManager.default.setAttributes(
        [.modificationDate: fixture.now], ofItemAtPath: path)
      let fresh = try await fixture.examine("changes")
      #expect(fresh.evidence.contains { $0.contains(lock) } == false)
      let old = fixture.now.addingTimeInterval(-60)
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
      let stale = try await fixture.examine("changes")
      #expect(stale.fixes.contains { $0.hasSuffix("rm \(path)") }, "\(stale)")
      try FileManager.default.removeItem(atPath: path)
    }
    _ = FileManager.default.createFile(atPath: settings.repo + "/.git/MERGE_HEAD", contents: nil)
    let merging = try await fixture.examine("changes")
    #expect(merging.evidence.first?.contains("MERGE_HEAD") == true)
  }

  @Test("A clone that cannot be synchronised fails with the way out, and so nothing else is tried")
  func brokenClone() async throws {
    let fixture = try KitFixture()
    let settings = try await fixture.initialize()
    try Git.run(in: settings.repo, "commit", "--quiet", "--allow-empty", "-m", "one")
    try Git.run(in: settings.repo, "rev-parse", "HEAD").appending("\n").write(
      toFile: settings.repo + "/.git/shallow", atomically: true, encoding: .utf8)
    let results = try await fixture.examine()
    #expect(results["clone"]?.verdict == .failed)
    #expect(results["clone"]?.fixes.first?.contains("handoff doctor --fix") == true)
    #expect(results["changes"]?.verdict == .skipped && results["remote"]?.verdict == .skipped)
    #expect(results["state"]?.verdict == .ok)
  }

  @Test("A clone that other users may read is a warning, unless a folder above keeps them out")
  func openClone() async throws {
    let fixture = try KitFixture()
    let settings = try await fixture.initialize()
    for path in ["", "/.local", "/.local/share", "/.local/share/handoff"] {
      chmod(fixture.folder("desk") + path, 0o755)
    }
    chmod(fixture.folder.path, 0o755)
    chmod(settings.repo, 0o755)
    // Elsewhere the folder for temporary files may be closed itself.
    if FolderAccess.ofOthers(to: fixture.folder.path).canRead {
      let open = try await fixture.examine("clone")
      #expect(open.verdict == .warning && open.evidence.first?.contains("read") == true)
      #expect(open.fixes.first == "Fix it: chmod go-rwx \(settings.repo)")
    }
    fixture.close()
    #expect(try await fixture.examine("clone").verdict == .ok)
  }

  @Test("Commits that wait longer than a push window are a warning")
  func waitingCommits() async throws {
    let fixture = try KitFixture()
    let settings = try await fixture.initialize()
    let nothing = try await fixture.examine("sync")
    #expect(nothing.evidence == ["Nothing was pushed from here yet; nothing to push."])
    try Git.run(in: settings.repo, "commit", "--quiet", "--allow-empty", "-m", "one")
    let never = try await fixture.examine("sync")
    #expect(never.verdict == .warning && never.fixes.first?.hasSuffix("handoff sync") == true)
    #expect(never.evidence == ["Nothing was pushed from here yet, and 1 commit is waiting."])
    let state = try fixture.context().state()
    try state.create()
    try SyncClock(.push, in: state).note(Int64(fixture.now.timeIntervalSince1970))
    fixture.advance(600)
    let recent = try await fixture.examine("sync")
    #expect(recent.verdict == .ok && recent.evidence == ["Last push 10 min ago; 1 commit to push."])
    fixture.advance(600)
    let late = try await fixture.examine("sync")
    #expect(late.verdict == .warning && late.evidence.first?.contains("20 min") == true)
  }

  @Test("State that others may read is a warning; a file where a folder belongs fails")
  func state() async throws {
    let fixture = try KitFixture()
    let state = try fixture.context().state()
    #expect(try await fixture.examine("state").verdict == .ok)
    try state.create()
    try fixture.folder.write("x", to: "desk/.local/state/handoff/sessions/a.json")
    chmod(state.sessions + "/a.json", 0o644)
    let open = try await fixture.examine("state")
    #expect(open.verdict == .warning && open.evidence.first?.contains("a.json") == true)
    chmod(state.sessions + "/a.json", 0o600)
    #expect(try await fixture.examine("state").verdict == .ok)
    try FileManager.default.removeItem(atPath: state.locks)
    try fixture.folder.write("x", to: "desk/.local/state/handoff/locks")
    #expect(try await fixture.examine("state").verdict == .failed)
  }

  @Test("A synced folder is a warning, for the clone, the state folder and a remote that is a path")
  func syncedFolder() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    fixture.close()
    // A home has the settings of Dropbox, and is none of its folders.
    try fixture.folder.write("", to: "desk/.dropbox/info.json")
    for name in ["clone", "state", "remote"] {
      #expect(try await fixture.examine(name).verdict == .ok, "\(name)")
    }
    try FileManager.default.createDirectory(
      atPath: fixture.folder(".stfolder"), withIntermediateDirectories: false)
    for name in ["clone", "state", "remote"] {
      let result = try await fixture.examine(name)
      #expect(result.verdict == .warning && result.fixes.count == 1, "\(result)")
      #expect(result.evidence.contains { $0.contains("Syncthing") }, "\(result)")
    }
    for (path, service) in [
      ("/h/Dropbox/a", "Dropbox"), ("/h/OneDrive - Firm/a", "OneDrive"),
      ("/h/Library/Mobile Documents/a", "iCloud"), ("/h/Google Drive/a", "Google Drive"),
      ("/h/Dropboxes/a", nil),
    ] {
      #expect(SyncedFolder.service(of: path) == service)
    }
  }

  @Test("Errors of the last day count, unless a push has come after them")
  func log() async throws {
    let fixture = try KitFixture()
    let state = try fixture.context().state()
    try EventLog(fixture.context()).add(.error, "push", "It broke.", hint: "Mend it.")
    let fresh = try await fixture.examine("log")
    #expect(fresh.verdict == .warning)
    #expect(fresh.evidence.contains("push: It broke.") && fresh.evidence.contains("  Mend it."))
    try SyncClock(.push, in: state).note(Int64(fixture.now.timeIntervalSince1970) + 1)
    #expect(try await fixture.examine("log").verdict == .ok)
    try SyncClock(.push, in: state).note(0)
    fixture.advance(90_000)
    #expect(try await fixture.examine("log").verdict == .ok)
  }

  static func listing(_ folder: String) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    return try names.map { name in
      let facts = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      return "\(name) \(facts[.size] ?? 0) \(facts[.modificationDate] ?? 0)"
    }
  }
}
