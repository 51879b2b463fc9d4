import Foundation
import TestSupport
import Testing

@Suite("A sync repository that somebody else has filled")
struct HostileRepositoryTests {
  /// Makes the repository of `Fixtures/hostile.py` in the place of the remote.
  private func fill(_ journey: Journey, _ kind: String) throws -> Int {
    let script = try #require(
      Bundle.module.url(forResource: "Fixtures/hostile", withExtension: "py"))
    try FileManager.default.removeItem(atPath: journey.remote)
    try FileManager.default.createDirectory(
      atPath: journey.remote, withIntermediateDirectories: true)
    let made = try Program.run(
      "/usr/bin/env", ["python3", script.path, journey.remote, kind], environment: [:], folder: "/")
    #expect(made.status == 0, "\(made.errors)")
    return try #require(Int(made.output.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  private func expectNoLinks(below folder: String) throws {
    let files = FileManager.default.enumerator(atPath: folder)
    while let name = files?.nextObject() as? String {
      let type = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.type]
      #expect(type as? FileAttributeType != .typeSymbolicLink, "\(name)")
      #expect(!name.contains("pwned") && !name.contains("passwd"), "\(name)")
    }
  }

  @Test("One bad entry is one refused row: all others are listed, and what is ours is pushed")
  func entries() throws {
    let journey = try Journey()
    let count = try fill(journey, "entries")
    #expect(count >= 80)
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "laptop")
    let lines = try desk.succeed("list").split(separator: "\n").map(String.init)
    for number in 1...3 { #expect(lines.contains { $0.contains("Good task \(number)") }) }
    // Every line is one row of plain text.
    for line in lines {
      #expect(line.split(separator: "\t", omittingEmptySubsequences: false).count == 9, "\(line)")
      #expect(
        !line.unicodeScalars.contains {
          $0 != "\t"
            && [.control, .format, .lineSeparator].contains($0.properties.generalCategory)
        }, "\(line)")
    }
    let refused = lines.filter { $0.contains("\tunreadable\t") }
    for reason in [
      "it is a symbolic link", "it is a submodule", "its name has invisible characters",
      "its name has a backslash, or is not UTF-8", "its name has more than 255 bytes",
      "its name is hidden, or git's own", "has an alias", "nested too deeply or has too many",
      "is larger than", "a key twice", "does not begin with front matter",
    ] { #expect(refused.contains { $0.contains(reason) }, "\(reason): \(refused)") }
    #expect(lines.contains { $0.contains("(its text says it is of studio)") })
    #expect(lines.contains { $0.contains("(its text says it is of deadbeef-") })
    let json = try desk.succeed("list", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let tasks = try #require(object?["tasks"] as? [[String: Any]])
    #expect(tasks.filter { $0["broken"] != nil }.count >= 50)
    #expect(tasks.compactMap { $0["saysItIsOf"] as? String }.contains("studio"))
    // Nothing of it was run, linked or written outside.
    try expectNoLinks(below: desk.home + "/.local/share/handoff/repo")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    #expect(
      try journey.remoteSnapshot("laptop").contains("title:"))
    for command in ["status", "sync", "restore"] { try desk.succeed(command) }
    journey.expectNoGit()
  }

  @Test(
    "Where tasks is a link, a file or a submodule, a folder takes its place",
    arguments: ["link", "file", "module"])
  func place(kind: String) throws {
    let journey = try Journey()
    _ = try fill(journey, kind)
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk", "--allow-shared")
    try desk.succeed("list")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    #expect(try journey.remoteSnapshot("desk").contains("title:"))
    #expect(try desk.succeed("list").split(separator: "\n").count == 1)
    let body = try Git.run(in: journey.remote, "log", "-1", "--format=%b", "main")
    #expect(body.contains("tasks was no folder."), "\(body)")
    #expect(try desk.events().contains { $0.contains("tasks was no folder.") })
    try expectNoLinks(below: desk.home + "/.local/share/handoff/repo")
    journey.expectNoGit()
  }
}
