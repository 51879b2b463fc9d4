import Foundation
import TestSupport
import Testing

/// A state that the doctor finds, and what its fix does to it.
struct HintCase: Sendable, CustomTestStringConvertible {
  let name: String
  /// The check that finds it.
  let check: String
  /// A part of the command that the fix ends in.
  let command: String
  /// Whether the machine is set up.
  var isSetUp = true
  var needsRoot = false
  /// Makes the state, as somebody's hand or another program would.
  let make: @Sendable (_ journey: Journey, _ desk: JourneyMachine, _ clone: String) throws -> Void

  var testDescription: String { name }

  static let all: [HintCase] = [
    HintCase(name: "not set up", check: "machine", command: "handoff init", isSetUp: false) {
      _, _, _ in
    },
    HintCase(name: "no hooks", check: "hooks", command: "handoff install") { _, _, _ in },
    HintCase(name: "a clone that all may read", check: "clone", command: "chmod") {
      journey, _, clone in
      var folder = clone
      while folder.hasPrefix(journey.folder.path) {
        chmod(folder, 0o755)
        folder = (folder as NSString).deletingLastPathComponent
      }
    },
    HintCase(name: "a remote that all may read", check: "privacy", command: "chmod") {
      journey, _, _ in
      for place in ["", "/remote.git", "/remote.git/objects"] {
        chmod(journey.folder.path + place, 0o755)
      }
    },
    HintCase(name: "a state folder that all may read", check: "state", command: "chmod") {
      _, desk, _ in
      chmod(desk.home + "/.local/state/handoff", 0o755)
    },
    HintCase(name: "a shallow clone", check: "clone", command: "handoff doctor --fix") {
      _, _, clone in
      let tip = try Git.run(in: clone, "rev-parse", "HEAD")
      try tip.write(toFile: clone + "/.git/shallow", atomically: true, encoding: .utf8)
    },
    HintCase(name: "a partial clone", check: "clone", command: "handoff doctor --fix") {
      _, _, clone in
      try Git.run(in: clone, "config", "remote.origin.partialCloneFilter", "blob:none")
    },
    HintCase(name: "a damaged commit", check: "objects", command: "handoff doctor --fix") {
      _, _, clone in
      let tip = try Git.run(in: clone, "rev-parse", "HEAD").prefix(40)
      let object = "\(clone)/.git/objects/\(tip.prefix(2))/\(tip.dropFirst(2))"
      try FileManager.default.removeItem(atPath: object)
      try "nonsense".write(toFile: object, atomically: true, encoding: .utf8)
    },
    HintCase(name: "a clone without a remote", check: "clone", command: "handoff init") {
      _, _, clone in
      try Git.run(in: clone, "remote", "remove", "origin")
    },
    HintCase(name: "an index that cannot be read", check: "changes", command: "handoff sync") {
      _, _, clone in
      try "nonsense".write(toFile: clone + "/.git/index", atomically: true, encoding: .utf8)
    },
    HintCase(name: "a lock that was left", check: "changes", command: "rm ") { _, _, clone in
      let lock = clone + "/.git/index.lock"
      try "".write(toFile: lock, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -200_000)], ofItemAtPath: lock)
    },
    HintCase(name: "a remote that is gone", check: "remote", command: "--create") { journey, _, _ in
      try FileManager.default.removeItem(atPath: journey.remote)
    },
    HintCase(name: "another user's clone", check: "clone", command: "printf", needsRoot: true) {
      _, _, clone in
      let result = try Program.run("/bin/chown", ["-R", "nobody", clone], environment: [:])
      #expect(result.status == 0, "\(result)")
    },
  ]
}

@Suite("What the doctor says to type")
struct HintTests {
  @Test(
    "It mends what root alone can make", .enabled(if: getuid() == 0, "needs root"),
    arguments: HintCase.all.filter(\.needsRoot))
  func mendsAsRoot(_ hint: HintCase) throws { try mends(hint) }

  @Test(
    "It mends what it is said of, and needs no git",
    arguments: HintCase.all.filter { !$0.needsRoot })
  func mends(_ hint: HintCase) throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    chmod(desk.home, 0o700)
    let clone = desk.home + "/.local/share/handoff/repo"
    if hint.isSetUp {
      try desk.install()
      try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
      try desk.succeed("snapshot", "--session", JourneyMachine.session)
    }
    try hint.make(journey, desk, clone)

    let found = try fixes(hint.check, desk)
    let fix = try #require(found.first { $0.contains(hint.command) }, "\(found)")
    let colon = try #require(fix.range(of: ": "), "\(fix)")
    let command = fix[colon.upperBound...].replacing("URL", with: journey.remote)
    var environment = desk.environment
    environment["PATH"] = "\(Program.buildFolder):\(desk.environment["PATH"] ?? "")"
    let result = try Program.run(
      "/bin/sh", ["-c", String(command)], environment: environment, folder: desk.home)
    #expect(result.status == 0, "\(command): \(result)")
    let left = try fixes(hint.check, desk)
    #expect(!left.contains(fix), "\(command): \(left)")
    // What it did, it did well: the machine works.
    let sync = try desk.handoff("sync")
    #expect(sync.status == 0, "\(sync)")
    if hint.isSetUp { #expect(try desk.tasks().count == 1) }
    journey.expectNoGit()
  }

  /// The fixes of a check's finding.
  private func fixes(_ check: String, _ desk: JourneyMachine) throws -> [String] {
    let result = try desk.handoff("doctor", check, "--json")
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let checks = try #require(object?["checks"] as? [[String: Any]], "\(result)")
    return checks.filter { $0["name"] as? String == check }
      .flatMap { $0["fixes"] as? [String] ?? [] }
  }
}
