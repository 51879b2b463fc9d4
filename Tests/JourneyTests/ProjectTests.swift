import Foundation
import TestSupport
import Testing

@Suite("A project is one project, however its address is written")
struct ProjectTests {
  /// What a new session in a folder is told.
  func greeting(_ machine: JourneyMachine, in folder: String) throws -> String {
    let input = try machine.input(
      "SessionStart",
      ["source": "startup", "cwd": folder, "session_id": UUID().uuidString.lowercased()])
    return try Program.run(
      Program.built("handoff-snapshot"), [], environment: machine.environment, folder: "/",
      input: Data(input.utf8)
    ).output
  }

  @Test("A prefix of the user's own, in the file that GIT_CONFIG_GLOBAL names, is git's")
  func prefix() async throws {
    let journey = try Journey()
    let rules = """
      [url "\(journey.folder.path)/"]
        insteadOf = sync:
      [url "git@github.com:"]
        insteadOf = gh:
      """
    try journey.folder.write(rules, to: "rules")
    // What the variable names takes the place of this.
    try journey.folder.write("[url \"/nowhere/\"]\n  insteadOf = sync:\n", to: "desk/.gitconfig")
    let global = ["GIT_CONFIG_GLOBAL": journey.folder("rules")]
    let desk = try JourneyMachine("desk", in: journey, global)
    let laptop = try JourneyMachine("laptop", in: journey)
    let studio = try JourneyMachine("studio", in: journey, global)
    try desk.install()
    for (machine, remote, address) in [
      (desk, "sync:remote.git", "gh:acme/api"),
      (laptop, journey.remote, "https://github.com/acme/api.git"),
      (studio, "sync:remote.git", "gh:acme/api.git"),
    ] {
      try machine.succeed("init", "--remote", remote, "--machine", machine.name)
      try Git.run(in: machine.home, "init", "--quiet", "proj")
      try Git.run(in: machine.home + "/proj", "remote", "add", "origin", address)
    }
    try desk.hook("handoff-snapshot", try desk.input("Stop", ["cwd": desk.home + "/proj"]))
    try desk.succeed("sync")
    let text = try journey.remoteSnapshot("desk")
    #expect(text.contains("project: acme/api\nproject_url: git@github.com:acme/api\n"))
    for machine in [laptop, studio] {
      try machine.succeed("list")
      let told = try greeting(machine, in: machine.home + "/proj")
      #expect(told.hasPrefix("handoff: unfinished tasks of this project"), "\(machine.name)")
    }
    journey.expectNoGit()
    try await eventually { laptop.waitingWorkers().isEmpty && studio.waitingWorkers().isEmpty }
  }

  @Test("Settings of GIT_CONFIG_COUNT stand above all files, and nothing is written to them")
  func settings() async throws {
    let journey = try Journey()
    try journey.folder.write("[user]\n  name = Bob\n", to: "desk/.gitconfig")
    let desk = try JourneyMachine(
      "desk", in: journey,
      [
        "GIT_CONFIG_COUNT": "3", "GIT_CONFIG_KEY_0": "url.\(journey.folder.path)/.insteadOf",
        "GIT_CONFIG_VALUE_0": "sync:", "GIT_CONFIG_KEY_1": "user.name",
        "GIT_CONFIG_VALUE_1": "Ann \"A\" \\ Lee", "GIT_CONFIG_KEY_2": "user.email",
        "GIT_CONFIG_VALUE_2": "ann@example.org",
      ])
    try desk.install()
    try desk.succeed("init", "--remote", "sync:remote.git", "--machine", "desk")
    try desk.succeed(
      "snapshot", "--session", JourneyMachine.session, "--transcript", desk.transcript)
    let author = try Git.run(in: journey.remote, "log", "-1", "--format=%an")
    #expect(author == "Ann \"A\" \\ Lee")
    #expect(
      try Git.run(
        in: desk.home + "/.local/share/handoff/repo", "config", "--local", "remote.origin.url")
        == "sync:remote.git")
    // Nor does the process behind a hook leave them out.
    try desk.say("Go on with it")
    try desk.hook("handoff-snapshot", try desk.input("Stop"))
    try await eventually {
      try Git.run(in: desk.home + "/.local/share/handoff/repo", "rev-list", "--count", "HEAD")
        == "2"
    }
    #expect(
      try Git.run(in: desk.home + "/.local/share/handoff/repo", "log", "-1", "--format=%an")
        == "Ann \"A\" \\ Lee")
    let bad = try desk.handoff("list", extra: ["GIT_CONFIG_COUNT": "9"])
    #expect(bad.status != 0 && bad.errors.contains("GIT_CONFIG_KEY_3 is missing"), "\(bad)")
  }
}
