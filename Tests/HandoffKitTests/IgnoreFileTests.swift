import ClaudeCode
import Foundation
import Platform
import SnapshotStore
import Summarizer
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("Files that stay out")
struct IgnoreFileTests {
  static let patterns = [
    "*.env", "secrets", "secrets/", "/secrets", "/a/secrets", "a/*.txt", "a/**/x.txt", "**/x.txt",
    "a/**", "**/secrets/**", "x.???", "[a-c]*", "[!a-c]*.txt", "[]a]", "!x.txt", "*\n!x.txt",
    "a/\n!a/x.txt", "a/*\n!a/x.txt", "# x.txt", "\\#x", "\\!x", "x.txt  ", "x.txt\\ ", "\\*.txt",
    "**", "*/x.txt", "a**b", "foo/**/bar/", "\r\nx.txt\r", "b/../x.txt", "[z-a]", "a\\", "é?",
  ]
  static let paths = [
    "x.txt", "a/x.txt", "a/b/x.txt", "b/secrets", "secrets/x.txt", "a/secrets/x.txt", "b.env",
    "a/.env", "#x", "!x", "x.txt ", "*.txt", "azzb", "foo/bar/y", "foo/a/b/bar/y", "]", "[a", "éa",
    "deep/er/still/x.env", "a/b/c/d/x.txt", "cat.txt",
  ]

  @Test("Patterns mean what they mean in a .gitignore", arguments: patterns)
  func git(_ pattern: String) async throws {
    let fixture = try KitFixture()
    let project = fixture.folder("project")
    try Git.run(in: fixture.folder.path, "init", "--quiet", "project")
    for path in Self.paths { try fixture.folder.write("", to: "project/\(path)") }
    try fixture.folder.write(pattern + "\n", to: "project/.gitignore")
    // One line more, so that a comment alone does not leave all out.
    try fixture.folder.write(pattern + "\n/none-such\n", to: "project/.handoffignore")
    let settings = try await SettingsLoader(fixture.context()).load()
    let files = HiddenFiles(fixture.context(), settings: settings)
    for path in Self.paths {
      let expected = try Git.run(
        in: project, "ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--",
        ":(literal)" + path)
      #expect(
        files.contains(path, from: project) == !expected.isEmpty, "“\(pattern)” and “\(path)”")
    }
  }

  @Test(
    "A file in a folder further in goes before one further out, and the repository's top is the end"
  )
  func nested() async throws {
    let fixture = try KitFixture()
    try fixture.folder.write("*\n", to: ".handoffignore")
    try Git.run(in: fixture.folder.path, "init", "--quiet", "p")
    try fixture.folder.write("*.txt\n", to: "p/.handoffignore")
    try fixture.folder.write("!x.txt\n", to: "p/a/.handoffignore")
    try fixture.folder.write("# all of it\n\n", to: "p/b/.handoffignore")
    let settings = try await SettingsLoader(fixture.context()).load()
    let files = HiddenFiles(fixture.context(), settings: settings)
    let p = fixture.folder("p")
    #expect(!files.contains("a/x.txt", from: p) && files.contains("a/y.txt", from: p))
    #expect(files.contains("b/any", from: p) && !files.contains("z.md", from: p))
    #expect(files.contains(p + "/../p/./y.txt", from: "/"))
  }

  @Test(
    "An empty file leaves the project out, also from a folder further in, and a linked working tree"
  )
  func empty() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try Git.run(in: fixture.folder.path, "init", "--quiet", "p")
    let p = fixture.folder("p")
    try Git.run(in: p, "commit", "--quiet", "--allow-empty", "-m", "x")
    try Git.run(in: p, "worktree", "add", "--quiet", fixture.folder("other"))
    try fixture.folder.write("# nothing of this\n", to: "p/.handoffignore")
    try fixture.folder.write("", to: "p/in/x")
    let settings = try await SettingsLoader(fixture.context()).load()
    let rules = ExclusionRules(fixture.context(), settings: settings)
    for folder in ["p", "p/in", "other"] {
      #expect(
        rules.exclusion(of: [rules.look(at: fixture.folder(folder))])
          == .ignored(file: p + "/.handoffignore"))
    }
    try fixture.say("Fix the login", "One.")
    try fixture.hook("Stop", ["last_assistant_message": "One.", "cwd": p + "/in"])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot() == nil && fixture.modelCalls == 0)
    try fixture.folder.write("*.env\n", to: "p/.handoffignore")
    #expect(rules.exclusion(of: [rules.look(at: p)]) == nil)
  }

  @Test("Neither name nor content of a hidden file comes into a snapshot or to a model")
  func hidden() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try Git.run(in: fixture.folder.path, "init", "--quiet", "p")
    let p = fixture.folder("p")
    try fixture.folder.write("conf/\nprod.json\na b.txt\n", to: "p/.handoffignore")
    for path in ["conf/prod.json", "login.swift", "prod.json", "conf/plan.md"] {
      try fixture.folder.write("x", to: "p/\(path)")
    }
    let events =
      said("user", "Fix the login with `conf/plan.md`, please.")
      + tool(
        "Edit", ["file_path": p + "/conf/prod.json", "old_string": "SHIBBOLETH"], "SHIBBOLETH")
      + tool("Edit", ["file_path": p + "/a b.txt", "old_string": "a"], "SHIBBOLETH")
      + tool("Edit", ["file_path": p + "/login.swift", "old_string": "a"], "ok")
      + tool("Bash", ["command": "cat conf/plan.md | head"], "SHIBBOLETH")
      + tool("Bash", ["command": "ls conf"], "SHIBBOLETH")
      + tool("Bash", ["command": "grep -r word ."], "./conf/prod.json: SHIBBOLETH")
      + tool("Bash", ["command": "swift build"], "broken")
      + said("assistant", "I changed prod.json and login.swift.")
    try write(events, in: p, fixture)
    try fixture.hook(
      "Stop", ["last_assistant_message": "I changed prod.json and login.swift.", "cwd": p])
    _ = try await fixture.work()
    let snapshot = try #require(try fixture.remoteSnapshot())
    let digest = fixture.model.withLock { $0.digest }
    for text in [snapshot, digest] {
      for secret in ["SHIBBOLETH", "plan.md", "prod.json", "ls conf", "b.txt"] {
        #expect(!text.contains(secret), "\(secret) in:\n\(text)")
      }
    }
    #expect(snapshot.contains("login.swift"))
    #expect(digest.contains("swift build") && digest.contains("login.swift (untracked)"))
    #expect(digest.contains("I changed [hidden file] and login.swift."))
    #expect(digest.contains("Fix the login with `[hidden file]`, please."))
  }

  private func tool(_ name: String, _ input: [String: String], _ result: String) -> [[String: Any]]
  {
    let id = UUID().uuidString
    return [
      [
        "type": "assistant",
        "message": [
          "role": "assistant",
          "content": [["type": "tool_use", "id": id, "name": name, "input": input]],
        ],
      ],
      [
        "type": "user",
        "message": [
          "role": "user",
          "content": [
            ["type": "tool_result", "tool_use_id": id, "content": result, "is_error": true]
          ],
        ],
      ],
    ]
  }

  private func said(_ role: String, _ text: String) -> [[String: Any]] {
    [["type": role, "message": ["role": role, "content": text]]]
  }

  private func write(_ events: [[String: Any]], in folder: String, _ fixture: KitFixture) throws {
    let lines = try events.enumerated().map { number, event in
      let more: [String: Any] = [
        "uuid": "u\(number)", "sessionId": fixture.session, "cwd": folder, "isSidechain": false,
        "parentUuid": number == 0 ? NSNull() : "u\(number - 1)" as Any,
        "timestamp": fixture.now.formatted(.iso8601),
      ]
      return String(
        decoding: try JSONSerialization.data(withJSONObject: event.merging(more) { $1 }),
        as: UTF8.self)
    }
    try fixture.folder.write(
      lines.joined(separator: "\n") + "\n",
      to: "desk/.claude/projects/-home-ann-api/\(fixture.session).jsonl")
  }

  @Test("A path is hidden from whichever folder it goes, and with blanks in it")
  func folders() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try Git.run(in: fixture.folder.path, "init", "--quiet", "p")
    let p = fixture.folder("p")
    try fixture.folder.write("conf/\nmy secrets/\n", to: "p/.handoffignore")
    for path in ["conf/a.json", "api/login.swift", "my secrets/k.txt"] {
      try fixture.folder.write("x", to: "p/\(path)")
    }
    let events =
      said("user", "Fix the login with conf/a.json and \"my secrets/k.txt\".")
      + tool("Bash", ["command": "cat conf/a.json"], "SHIBBOLETH")
      + tool("Bash", ["command": "cat \"my secrets/k.txt\""], "SHIBBOLETH")
      + tool("Bash", ["command": "cat my\\ secrets/k.txt"], "SHIBBOLETH")
      + tool("Bash", ["command": "swift build"], "broken") + said("assistant", "Built.")
    try write(events, in: p, fixture)
    try fixture.hook("Stop", ["last_assistant_message": "Built.", "cwd": p + "/api"])
    _ = try await fixture.work()
    let snapshot = try #require(try fixture.remoteSnapshot())
    let digest = fixture.model.withLock { $0.digest }
    for text in [snapshot, digest] {
      for secret in ["SHIBBOLETH", "a.json", "k.txt"] {
        #expect(!text.contains(secret), "\(secret) in:\n\(text)")
      }
    }
    #expect(digest.contains("swift build"))
  }

  @Test("A summary of before a file was hidden goes where it names it")
  func olderSummary() async throws {
    let fixture = try KitFixture()
    try await fixture.initialize()
    try Git.run(in: fixture.folder.path, "init", "--quiet", "p")
    let p = fixture.folder("p")
    try fixture.folder.write("x", to: "p/conf/a.json")
    fixture.model.withLock { $0.remark = " SHIBBOLETH is in conf/a.json" }
    try write(said("user", "Fix the login") + said("assistant", "Done."), in: p, fixture)
    try fixture.hook("Stop", ["last_assistant_message": "Done.", "cwd": p])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("SHIBBOLETH") == true)
    try fixture.folder.write("conf/\n", to: "p/.handoffignore")
    fixture.model.withLock { $0.remark = "" }
    fixture.advance(400)
    try fixture.hook("Stop", ["last_assistant_message": "Done.", "cwd": p])
    _ = try await fixture.work()
    #expect(try fixture.remoteSnapshot()?.contains("SHIBBOLETH") == false)
  }
}
