import Foundation
import TestSupport
import Testing

@Suite("handoff init at a terminal")
struct InitTests {
  let journey: Journey
  let desk: JourneyMachine

  init() throws {
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey)
  }

  /// Runs `handoff init`, typing answers when the screen has some words.
  private func answering(
    _ keys: [(words: String, keys: String)], _ arguments: String..., extra: [String: String] = [:]
  ) throws -> ProgramResult {
    let result = try desk.typing(keys, ["init"] + arguments, extra: extra)
    journey.expectNoGit()
    return result
  }

  /// Everything in the machine's home.
  private func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: desk.home).sorted()
  }

  private func setting(_ name: String) throws -> String {
    try desk.succeed("config", "get", name).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// A remote with files.
  private func remote(_ name: String, _ paths: String...) throws -> String {
    let path = journey.folder("\(name).git")
    try Git.bare(at: path)
    try Git.run(in: journey.folder.path, "clone", "--quiet", path, name)
    for file in paths {
      try journey.folder.write("---\nupdated: 2026-01-01\n---\n", to: "\(name)/\(file)")
    }
    try Git.run(in: journey.folder(name), "add", ".")
    try Git.run(in: journey.folder(name), "commit", "--quiet", "-m", "x")
    try Git.run(in: journey.folder(name), "push", "--quiet", "origin", "HEAD:main")
    return path
  }

  @Test("Address, name, hooks and skill, a summary, and what happens next")
  func fresh() throws {
    let result = try answering([
      ("Address of that repository", "\(journey.remote)\n"),
      ("Name of this machine [", "desk\n"), ("Register hooks and skill", "\n"),
    ])
    #expect(result.status == 0, "\(result)")
    for words in [
      "in a private git repository.", "is on this computer", "may write", "empty",
      "Cloned to ~/.local/share/handoff/repo", "Registered the hooks", "Installed the skill",
      "All set.", "handoff init --remote \(journey.remote), then: handoff",
    ] {
      #expect(result.output.contains(words), "\(words): \(result.output)")
    }
    #expect(try setting("machine") == "desk")
    #expect(try setting("remote") == journey.remote)
    #expect(try files().contains(".claude/skills/handoff/SKILL.md"))
    #expect(try desk.succeed("list").isEmpty)
  }

  @Test("Wrong answers are told and asked again, and leave nothing behind")
  func wrong() throws {
    let project = try remote("project", "README.md", "src/a", "src/b", "c")
    let first = try remote("first", "tasks/desk-5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b.md")
    let result = try answering([
      ("Address of that repository", "\n"), ("Such as git@", "/nowhere/x.git\n"),
      ("no git repository", "\(project)\n"), ("things than tasks: c, src/.", "  \(first) \n"),
      ("1 task", ""), ("Name of this machine [", "a/b\n"), ("made of letters", "\n"),
      ("Register hooks and skill", "what\n"), ("answer y or n", "n\n"),
    ])
    #expect(result.status == 0, "\(result)")
    #expect(result.output.contains("handoff install"))
    #expect(try setting("remote") == first)
    #expect(try !files().contains(".claude/settings.json"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: desk.home + "/.local/share/handoff")
        == ["repo"])
  }

  @Test("Who leaves finds everything as it was", arguments: ["\u{4}", "\u{3}"])
  func left(key: String) throws {
    let before = try files()
    for words in ["Address of", "Name of this", "Register hooks"] {
      var keys = [
        ("Address of that", "\(journey.remote)\n"), ("Name of this machine [", "desk\n"),
        ("Register hooks and skill", "\n"),
      ]
      let index = try #require(keys.firstIndex { $0.0.hasPrefix(words) })
      keys[index].1 = key
      let result = try answering(Array(keys[...index]))
      #expect(result.status == (key == "\u{3}" ? 130 : 1), "\(words): \(result)")
      #expect(try files() == before, "\(words)")
    }
  }

  @Test("What is given as an option is not asked; --yes asks nothing")
  func options() throws {
    let given = try answering(
      [], "--remote", journey.remote, "--machine", "desk", "--no-install")
    #expect(given.status == 0 && given.output.contains("All set."), "\(given)")
    #expect(try !files().contains(".claude/settings.json"))
    try FileManager.default.removeItem(atPath: desk.home + "/.config")
    let yes = try desk.handoff("init", "--remote", journey.remote, "--machine", "pad", "--yes")
    #expect(yes.status == 0 && yes.errors.contains("All set."), "\(yes)")
    #expect(try files().contains(".claude/settings.json"))
    // Without a terminal nothing is asked, and nothing is installed that was not asked for.
    let other = try JourneyMachine("other", in: journey)
    #expect(try other.handoff("init", "--remote", journey.remote).status == 0)
    #expect(!FileManager.default.fileExists(atPath: other.home + "/.claude"))
    #expect(try other.handoff("init", "--yes").status == 0)
    #expect(FileManager.default.fileExists(atPath: other.home + "/.claude/settings.json"))
  }

  @Test("A clone that is there is offered; the address in the configuration is cloned again")
  func clone() throws {
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    let clone = desk.home + "/.local/share/handoff/repo"
    try FileManager.default.removeItem(atPath: desk.home + "/.config")
    let no = try answering([("There is a clone at ~/.local", "n\n")])
    #expect(no.status == 64 && no.output.contains("--repo PATH"), "\(no)")
    let yes = try answering(
      [("(0 tasks", "y\n"), ("Name of this machine [", "pad\n")], "--no-install")
    #expect(yes.status == 0 && yes.output.contains("Adopted ~/.local"), "\(yes)")
    try FileManager.default.removeItem(atPath: clone)
    try desk.succeed("init")
    #expect(FileManager.default.fileExists(atPath: clone))
    #expect(try setting("machine") == "pad")
  }

  @Test("gh makes a private repository where the person says so, and only then")
  func gitHub() throws {
    let made = journey.folder("made.git")
    try journey.folder.write(
      """
      #!/bin/sh
      echo "$HANDOFF_TOKEN$*" >>'\(journey.folder("gh-calls"))'
      [ "$3" != me/taken ] || { echo 'Name already exists on this account' >&2; exit 1; }
      cp -r '\(journey.remote)' '\(made)'
      echo 'https://github.com/me/tasks'
      """, to: "trap/gh")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: journey.folder("trap/gh"))
    // GitHub is on this computer for once.
    try journey.folder.write(
      "[url \"\(journey.folder("made"))\"]\n\tinsteadOf = git@github.com:me/tasks\n"
        + "[core]\n\tsshCommand = \"echo 'ERROR: Repository not found.' >&2; exit 1;\"\n",
      to: "desk/.gitconfig")
    let refused = try answering([
      ("Enter: make one there, with gh", "\n"),
      ("Make the private repository tasks on GitHub", "n\n"), ("Such as git@", "\u{4}"),
    ])
    #expect(refused.status == 1 && journey.folder.read("gh-calls") == nil, "\(refused)")
    let result = try answering(
      [
        ("with gh", "me/taken\n"), ("repository me/taken on", "y\n"),
        ("already exists", "\n"), ("repository tasks on GitHub", "\n"),
        ("Name of this machine [", "\n"),
      ], "--no-install", extra: ["HANDOFF_TOKEN": "secret"])
    #expect(result.status == 0, "\(result)")
    #expect(
      journey.folder.read("gh-calls")
        == "repo create me/taken --private\nrepo create tasks --private\n")
    #expect(try desk.succeed("status").contains("made.git"))
    #expect(!FileManager.default.fileExists(atPath: desk.home + "/.local/share/handoff/repo.new"))
  }

  @Test("A repository of the same owner that may have been meant is offered")
  func similar() throws {
    let tasks = try remote("tasks", "tasks/pad-5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b.md")
    let result = try answering(
      [
        ("Address of that", "\(journey.folder("taks.git"))\n"),
        ("There is \(tasks). Use that?", "\n"), ("Name of this machine [", "\n"),
      ], "--no-install")
    #expect(result.status == 0 && result.output.contains("1 task"), "\(result)")
  }

  @Test("A name that another machine uses is told, and asked again or taken over")
  func taken() throws {
    let other = try JourneyMachine("other", in: journey)
    try other.install()
    try other.succeed("init", "--remote", journey.remote, "--machine", "laptop")
    try other.succeed("snapshot", "--session", JourneyMachine.session)
    let result = try answering(
      [
        ("Name of this machine [", "laptop\n"), ("Is that machine gone", "n\n"),
        ("Name of this machine [", "pad\n"),
      ], "--remote", journey.remote, "--no-install")
    #expect(result.status == 0 && result.output.contains("uses the name laptop"), "\(result)")
    #expect(try setting("machine") == "pad")
    try FileManager.default.removeItem(atPath: desk.home + "/.config")
    try FileManager.default.removeItem(atPath: desk.home + "/.local")
    let gone = try answering(
      [("Name of this machine [", "laptop\n"), ("Is that machine gone", "y\n")],
      "--remote", journey.remote, "--no-install")
    #expect(gone.status == 0, "\(gone)")
    #expect(try setting("machine") == "laptop")
  }

  @Test("Once more, it shows how the machine is set up, and changes it")
  func again() throws {
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    let before = journey.folder.read("desk/.config/handoff/config.json")
    let left = try answering([("q nothing", "q\n")])
    #expect(left.status == 0, "\(left)")
    #expect(left.output.contains("desk uses \(journey.remote); no unfinished tasks; hooks are not"))
    #expect(journey.folder.read("desk/.config/handoff/config.json") == before)
    let new = try remote("new", "tasks/x.md")
    let empty = journey.folder("empty.git")
    try Git.bare(at: empty)
    try desk.install()
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let changed = try answering([
      ("Change:", "h\n"), ("hooks are current", "n\n"),
      ("1 task of this machine keeps the name desk", ""), ("all the same?", "n\n"),
      ("Change:", "n\n"), ("all the same?", "y\n"), ("[desk]", "a/b\n"),
      ("made of letters", "pad\n"), ("pad uses", "a\n"), ("New address", "\(new)\n"),
      ("history of its own", "\(empty)\n"), ("Moved from", ""), ("pad uses \(empty)", "\n"),
    ])
    #expect(changed.status == 0, "\(changed)")
    #expect(changed.output.contains("On each other machine, too: handoff init --remote \(empty)"))
    #expect(try Git.run(in: empty, "ls-tree", "-r", "--name-only", "main").contains("tasks/desk-"))
    #expect(try setting("remote") == empty)
    let set = try desk.handoff("config", "set", "remote", journey.remote)
    #expect(set.status == 64 && set.errors.contains("handoff init --remote"), "\(set)")
    #expect(try desk.handoff("init", "--remote", journey.remote).errors.contains("Moved from"))
  }

  @Test("handoff alone begins it at the terminal of a new machine, and elsewhere says what to type")
  func alone() throws {
    let result = try desk.typing(
      [
        ("in a private git repository.", ""), ("Address of that", "\(journey.remote)\n"),
        ("Name of this machine [", "\n"), ("Register hooks and skill", "n\n"),
      ], [])
    #expect(result.status == 0 && result.output.contains("All set."), "\(result)")
    let other = try JourneyMachine("other", in: journey)
    let script = try other.handoff()
    #expect(script.status == 78 && script.errors.contains("handoff init --remote URL"))
    // A machine that is set up, or whose configuration is broken, is not set up again.
    try journey.folder.write("{", to: "desk/.config/handoff/config.json")
    let broken = try desk.typing([], [])
    #expect(broken.status == 78 && broken.output.contains("config.json"), "\(broken)")
  }
}
