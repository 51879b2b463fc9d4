import Foundation
import TestSupport
import Testing

/// The files that each version leaves on a machine and on the remote, in `Fixtures/formats`.
///
/// A folder there is never changed once its version is released. A format that changes gets a folder of
/// the new version, and has to be read by the code of before, which is why a member is only ever added.
@Suite("Files of other versions")
struct FormatTests {
  static let versions = ["0.1.0"]

  @Test("What this or an earlier version has left is read", arguments: versions)
  func reading(_ version: String) throws {
    let machine = try LeftMachine(version)
    try machine.expectAnswers()
  }

  @Test("What a later version may add is skipped", arguments: versions)
  func skipping(_ version: String) throws {
    let machine = try LeftMachine(version) { path, text in
      switch (path as NSString).pathExtension {
      case "json":
        text.replacing(/^\{/, with: #"{"added_later":{"deep":[1,null]},"#)
      case "jsonl":
        text.replacing("{\"time\"", with: #"{"added_later":[true],"time""#)
      case "md":
        text.replacing("schema: 1\n", with: "schema: 2\nadded_later:\n  deep: [1, two]\n")
          + "\n## Added later\n\nMore.\n"
      default: text
      }
    }
    try machine.journey.folder.write("{}", to: "desk/.local/state/handoff/added-later/file")
    try machine.expectAnswers()
    let shown = try machine.desk.succeed("show", "1")
    #expect(shown.contains("Added later"))
  }

  @Test("What is written now has all that the version before reads", arguments: versions)
  func writing(_ version: String) throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed(
      "snapshot", "--session", JourneyMachine.session, "--note", "Mind the gap")
    try desk.succeed("list")
    try FileManager.default.moveItem(atPath: journey.remote, toPath: journey.folder("away"))
    #expect(try desk.handoff("sync").status == 69)
    try desk.hook("handoff-snapshot", "not json")
    for (path, old) in try LeftMachine.files(of: version) where path.hasPrefix("home/") {
      // A session of which a hook has told has these; here nothing is left to a worker.
      if path.hasSuffix(".window") || path.contains("/open/") { continue }
      // Numbers belong to the reader of a list now.
      if path.hasSuffix("/last-list") { continue }
      let place = LeftMachine.place(path)
      let new = try #require(journey.folder.read("desk/\(place)"), "\(place) is not written")
      if path.hasSuffix(".json") || path.hasSuffix(".jsonl") {
        let missing = try Self.members(old).subtracting(Self.members(new))
        let told: Set = ["lastAnswer", "lastAnswerAt", "seenAt", "transcript", "workingFolder"]
        #expect(missing.subtracting(told) == [], "\(path)")
      } else if !path.hasSuffix("push-trouble") {
        #expect(Self.shape(old) == Self.shape(new), "\(path)")
      }
    }
    let trouble = try #require(journey.folder.read("desk/.local/state/handoff/push-trouble"))
    #expect(trouble.contains(#/^[0-9]+ There is no git repository at /#))
    let snapshot = try journey.folder.text(
      "desk/.local/share/handoff/repo/tasks/desk-\(JourneyMachine.session).md")
    #expect(snapshot.hasPrefix("---\nschema: 1\ntitle: "))
    let keys = snapshot.matches(of: #/(?m)^([a-z_]+): /#).map { String($0.1) }
    #expect(
      keys.starts(with: ["schema", "title", "machine", "session_id", "state", "created"])
        && Set(keys).isSuperset(of: ["updated", "summarized", "summary_by", "project", "cwd"]))
  }

  /// The names of the members of an object, or of the first of many.
  private static func members(_ text: String) throws -> Set<String> {
    let line = text.hasPrefix("{\"") ? String(text.prefix { $0 != "\n" }) : text
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    return Set(try #require(object).keys)
  }

  /// A text with one digit for each number.
  private static func shape(_ text: String) -> String { text.replacing(/[0-9]+/, with: "0") }
}

/// A machine with the files that a version has left there.
private struct LeftMachine {
  let journey: Journey
  let desk: JourneyMachine
  private let version: String

  init(
    _ version: String, changing change: (_ path: String, _ text: String) -> String = { $1 }
  ) throws {
    self.version = version
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey)
    let clone = journey.folder("other")
    try Git.run(in: "/", "clone", "--quiet", journey.remote, clone)
    for (path, text) in try Self.files(of: version) where !path.hasPrefix("answers/") {
      let text = change(path, text).replacing("@HOME@", with: desk.home)
        .replacing("@REMOTE@", with: journey.remote)
      let place = path.hasPrefix("tasks/") ? "other/\(path)" : "desk/\(Self.place(path))"
      try journey.folder.write(text, to: place)
    }
    try Git.run(in: clone, "add", "-A")
    try Git.run(in: clone, "commit", "--quiet", "-m", "tasks")
    try Git.run(in: clone, "push", "--quiet", "origin", "HEAD:main")
    try Git.run(
      in: "/", "clone", "--quiet", journey.remote, "\(desk.home)/.local/share/handoff/repo")
  }

  /// The files of a version, by their path in its folder.
  static func files(of version: String) throws -> [String: String] {
    let folder = try #require(
      Bundle.module.url(
        forResource: version, withExtension: nil, subdirectory: "Fixtures/formats"))
    var files: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: path)
      if file.hasDirectoryPath { continue }
      files[path] = try? String(contentsOf: file, encoding: .utf8)
    }
    return files
  }

  /// The place on a machine of a file in the folder.
  static func place(_ path: String) -> String {
    path.replacing("home/config/", with: ".config/handoff/")
      .replacing("home/state/", with: ".local/state/handoff/")
  }

  /// Compares what the programs say with what the folder expects; they may say more.
  func expectAnswers(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let files = try Self.files(of: version)
    for (name, command) in [
      ("list", ["list", "--no-fetch", "--json"]), ("status", ["status", "--json"]),
      ("log", ["log", "--json"]), ("config", ["config", "--json"]),
      ("show", ["show", "2", "--json"]),
    ] {
      let result = try Program.run(
        Program.built("handoff"), command, environment: desk.environment, folder: desk.home)
      let expected = try #require(files["answers/\(name).json"])
        .replacing("@HOME@", with: desk.home).replacing("@REMOTE@", with: journey.remote)
      let missing = Self.missing(
        try JSONSerialization.jsonObject(with: Data(expected.utf8)),
        in: try JSONSerialization.jsonObject(with: Data(result.output.utf8)), at: name)
      #expect(missing == [], "\(result)", sourceLocation: sourceLocation)
    }
  }

  /// The places in an answer that are not as expected.
  private static func missing(_ expected: Any, in answer: Any?, at place: String) -> [String] {
    switch (expected, answer) {
    case (let expected as [String: Any], let answer as [String: Any]):
      expected.sorted { $0.key < $1.key }.flatMap {
        missing($0.value, in: answer[$0.key], at: "\(place).\($0.key)")
      }
    case (let expected as [[String: Any]], let answer as [[String: Any]])
    where expected.allSatisfy { $0["name"] is String }:
      // What has a name is found by it: there may be more of it, in another order.
      expected.flatMap { entry in
        let name = entry["name"] as? String
        return missing(
          entry, in: answer.first { $0["name"] as? String == name }, at: "\(place)[\(name ?? "")]")
      }
    case (let expected as [Any], let answer as [Any]) where expected.count == answer.count:
      zip(expected, answer).enumerated().flatMap {
        missing($0.element.0, in: $0.element.1, at: "\(place)[\($0.offset)]")
      }
    case (let expected as NSObject, let answer as NSObject) where expected == answer: []
    default: ["\(place): \(answer ?? "nothing") in place of \(expected)"]
    }
  }
}
