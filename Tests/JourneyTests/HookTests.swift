import Foundation
import TestSupport
import Testing

@Suite("Hooks are silent, whatever comes in")
struct HookTests {
  @Test("Bad input is exit 0 and no output, its cause is in the log, and snapshots stay")
  func badInput() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let before = try journey.remoteSnapshot("desk")
    let good = try desk.input("Stop")
    let inputs = [
      ("", "no input"), (String(good.prefix(20)), "not a JSON object"),
      ("not json", "not a JSON object"), ("[]", "not a JSON object"),
      (good.replacingOccurrences(of: JourneyMachine.session, with: "../../../etc"), "not a UUID"),
      (good.replacingOccurrences(of: JourneyMachine.session, with: "a/b"), "not a UUID"),
    ]
    for program in ["handoff-snapshot", "handoff-cleanup"] {
      for (input, word) in inputs {
        let count = try desk.events().count
        try desk.hook(program, input)
        let events = try desk.events()
        #expect(events.count == count + 1 && events.last?.contains(word) == true, "\(events)")
      }
    }
    #expect(try journey.remoteSnapshot("desk") == before)
    // The inputs named no session, so none was made up.
    let state = desk.home + "/.local/state/handoff"
    #expect(try FileManager.default.contentsOfDirectory(atPath: state + "/inbox").isEmpty)
  }

  @Test("Trouble behind the hook is in the log: transcript, remote, set-up, disk")
  func troubleBehind() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey, ["HANDOFF_PUSH_INTERVAL": "1"])
    try desk.hook("handoff-snapshot", try desk.input("Stop"))
    try await eventually { try desk.events().contains { $0.contains("not set up") } }
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let before = try journey.remoteSnapshot("desk")

    try FileManager.default.moveItem(
      atPath: desk.home + "/.claude/projects", toPath: desk.home + "/.claude/away")
    for path in ["/nowhere.jsonl", desk.home] {
      let count = try desk.events().count
      try desk.hook("handoff-snapshot", try desk.input("Stop", ["transcript_path": path]))
      try await eventually { try desk.events().count > count }
    }
    try FileManager.default.moveItem(
      atPath: desk.home + "/.claude/away", toPath: desk.home + "/.claude/projects")

    try FileManager.default.moveItem(atPath: journey.remote, toPath: journey.folder("away.git"))
    let count = try desk.events().count
    try desk.hook("handoff-snapshot", try desk.input("Stop", ["last_assistant_message": "New"]))
    try await eventually { try desk.events().count > count }
    #expect(try desk.events().last?.contains("no git repository") == true)
    try FileManager.default.moveItem(atPath: journey.folder("away.git"), toPath: journey.remote)
    #expect(try journey.remoteSnapshot("desk") == before)
    try desk.succeed("sync")
    #expect(try journey.remoteSnapshot("desk").contains("New"))
    journey.expectNoGit()
  }

  @Test("An answer within the push window is pushed when its session has been quiet")
  func quietPush() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey, ["HANDOFF_QUIET_PUSH": "1"])
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    func answer(_ text: String) throws {
      try desk.hook("handoff-snapshot", try desk.input("Stop", ["last_assistant_message": text]))
    }
    try answer("First")
    try await eventually { try !journey.remoteSnapshots().isEmpty }
    try answer("Second")
    try answer("Third")
    try await eventually { try journey.remoteSnapshot("desk").contains("Third") }
    #expect(try Git.run(in: journey.remote, "rev-list", "--count", "main") == "2")
  }

  @Test("A first answer waits neither for the push window nor for quiet")
  func firstAnswer() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey, ["HANDOFF_QUIET_PUSH": "3000"])
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let next = "0f9d7a52-18c4-4a53-9b7e-2a1f4f6f2c11"
    let transcript = desk.transcript.replacing(JourneyMachine.session, with: next)
    let lines = try String(contentsOfFile: desk.transcript, encoding: .utf8)
    try lines.replacing(JourneyMachine.session, with: next)
      .write(toFile: transcript, atomically: true, encoding: .utf8)
    let fields = ["session_id": next, "transcript_path": transcript]
    try desk.hook(
      "handoff-snapshot", try desk.input("SessionStart", fields.merging(["source": "x"]) { $1 }))
    try await eventually { desk.waitingWorkers().isEmpty }
    try desk.hook("handoff-snapshot", try desk.input("Stop", fields))
    try await eventually { try journey.remoteSnapshots().count == 2 }
    // What follows waits like any other.
    try desk.hook(
      "handoff-snapshot",
      try desk.input("Stop", fields.merging(["last_assistant_message": "Later"]) { $1 }))
    let state = "\(desk.home)/.local/state/handoff"
    try await eventually {
      let stamp = try String(contentsOfFile: "\(state)/sessions/\(next).window", encoding: .utf8)
      return stamp.contains(" 3000 ")
    }
    try await eventually { desk.waitingWorkers().count == 1 }
    #expect(try Git.run(in: journey.remote, "rev-list", "--count", "main") == "2")
    journey.expectNoGit()
  }

  @Test("A prompt that Esc has interrupted reaches the remote by itself")
  func interruptedPrompt() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey, ["HANDOFF_PUSH_INTERVAL": "1"])
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.hook("handoff-snapshot", try desk.input("Stop"))
    try await eventually { try !journey.remoteSnapshots().isEmpty }
    try await eventually { desk.waitingWorkers().isEmpty }
    let words = "Take the other library"
    try desk.hook("handoff-snapshot", try desk.input("UserPromptSubmit", ["prompt": words]))
    #expect(desk.waitingWorkers().count == 1)
    try desk.say(words)
    try await eventually { try journey.remoteSnapshot("desk").contains(words) }
    try await eventually { desk.waitingWorkers().isEmpty }
    #expect(try desk.events().isEmpty)
    journey.expectNoGit()
  }

  @Test("A prompt waits for its answer, which takes its place")
  func answeredPrompt() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey, ["HANDOFF_PUSH_INTERVAL": "600"])
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.hook("handoff-snapshot", try desk.input("Stop"))
    try await eventually { try !journey.remoteSnapshots().isEmpty }
    try await eventually { desk.waitingWorkers().isEmpty }
    let prompts = "\(desk.home)/.local/state/handoff/prompts"
    func noted() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: prompts)
    }
    for words in ["Take the other library", "And be quick"] {
      try desk.hook("handoff-snapshot", try desk.input("UserPromptSubmit", ["prompt": words]))
      #expect(try noted() == [JourneyMachine.session])
      #expect(desk.waitingWorkers().count == 1)
    }
    #expect(try desk.succeed("status").contains(", waits until "))
    #expect(try desk.succeed("status", "--json").contains("\"prompt\""))
    for answer in ["Done", "All done"] {
      try desk.hook("handoff-snapshot", try desk.input("UserPromptSubmit", ["prompt": "Go on"]))
      try desk.hook(
        "handoff-snapshot", try desk.input("Stop", ["last_assistant_message": answer]))
      #expect(try noted().isEmpty)
    }
    try desk.hook("handoff-snapshot", try desk.input("UserPromptSubmit", ["prompt": "Bye"]))
    try desk.hook("handoff-cleanup", try desk.input("SessionEnd", ["reason": "prompt_input_exit"]))
    try await eventually { desk.waitingWorkers().isEmpty }
    #expect(try noted().isEmpty && journey.remoteSnapshots().isEmpty)
    // A program's prompt has nobody who would go on elsewhere.
    try desk.hook(
      "handoff-snapshot", try desk.input("UserPromptSubmit", ["prompt": "x"]),
      extra: ["CLAUDE_CODE_ENTRYPOINT": "sdk-cli"])
    #expect(try noted().isEmpty && desk.waitingWorkers().isEmpty)
  }

  @Test("A state folder that cannot be written is no reason to fail")
  func unwritableState() throws {
    let journey = try Journey()
    for state in ["/proc/nothing", "/dev/null", "/dev/full/x"] {
      let desk = try JourneyMachine("desk", in: journey, ["HANDOFF_STATE_DIR": state])
      try desk.hook("handoff-snapshot", try desk.input("Stop"))
      try desk.hook("handoff-cleanup", try desk.input("SessionEnd", ["reason": "clear"]))
    }
    var bare = try JourneyMachine("bare", in: journey)
    bare.environment = [:]
    try bare.hook("handoff-snapshot", try bare.input("Stop"))
  }

  @Test("The summary's own claude is recognised and left alone")
  func recursionMark() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.hook(
      "handoff-snapshot", try desk.input("Stop"), extra: ["HANDOFF_SUMMARIZING": "1"])
    #expect(!FileManager.default.fileExists(atPath: desk.home + "/.local"))
  }

  @Test("Standard input that is never closed, or that names no session, does not hold the hook")
  func openInput() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    // A pipe whose writing end stays open here.
    let pipe = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.built("handoff-snapshot"))
    process.environment = desk.environment.merging(
      ["CLAUDE_CODE_SESSION_ID": JourneyMachine.session]) { $1 }
    process.standardInput = pipe
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    try pipe.fileHandleForWriting.close()
    // The environment named the session, so that nothing is lost.
    try await eventually { try !journey.remoteSnapshots().isEmpty }
  }

  #if os(Linux)
  @Test("A full disk is an event and a clear error, and loses nothing")
  func fullDisk() async throws {
    let journey = try Journey()
    let disk = journey.folder("disk")
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    let mount = try Program.run(
      "/usr/bin/env", ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk],
      environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
    guard mount.status == 0 else {
      print("skipped: a small disk cannot be mounted here: \(mount.errors)")
      return
    }
    defer {
      _ = try? Program.run(
        "/usr/bin/env", ["umount", "-l", disk],
        environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
    }
    let desk = try JourneyMachine("desk", in: journey, ["HANDOFF_REPO": disk + "/clone"])
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    let before = try journey.remoteSnapshot("desk")
    _ = try? Data(count: 4 << 20).write(to: URL(fileURLWithPath: disk + "/full"))

    let count = try desk.events().count
    try desk.hook("handoff-snapshot", try desk.input("Stop", ["last_assistant_message": "New"]))
    try desk.hook(
      "handoff-cleanup", try desk.input("SessionEnd", ["reason": "logout"]))
    try await eventually { try desk.events().count > count }
    let error = try desk.handoff("snapshot", "--session", JourneyMachine.session)
    #expect(error.status != 0 && error.errors.contains("No space left"), "\(error)")
    #expect(error.errors.contains("Check free space"), "\(error)")
    #expect(try journey.remoteSnapshot("desk") == before)
    #expect(try desk.tasks().count == 1)

    try FileManager.default.removeItem(atPath: disk + "/full")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    #expect(try journey.remoteSnapshot("desk").contains("New"))
    try Git.expectSound(disk + "/clone")
    try Git.expectClean(disk + "/clone")
  }

  @Test("The worker has a life of its own: no descriptors, no terminal, no parent, a known folder")
  func detached() async throws {
    let journey = try Journey()
    let desk = try JourneyMachine(
      "desk", in: journey,
      ["GIT_DIR": "/nonsense", "CLAUDECODE": "1", "HANDOFF_PUSH_INTERVAL": "600"])
    try desk.install()
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.succeed("snapshot", "--session", JourneyMachine.session)
    // Within the push window, so that the worker waits and can be looked at. The hook's output is a
    // pipe that is read to its end: a worker that kept it would hold the test here.
    let output = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.built("handoff-snapshot"))
    process.environment = desk.environment
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    try process.run()
    try input.fileHandleForWriting.write(
      contentsOf: Data(try desk.input("Stop", ["last_assistant_message": "x"]).utf8))
    try input.fileHandleForWriting.close()
    #expect(output.fileHandleForReading.readDataToEndOfFile().isEmpty)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)

    try await eventually { desk.waitingWorkers().count == 1 }
    let worker = try #require(desk.waitingWorkers().first)
    let state = desk.home + "/.local/state/handoff"
    try await eventually {
      // Once its pass has run, the waiting process has its lock and its pipe and nothing else.
      let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(worker)/fd")
      let targets = open.compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(worker)/fd/\($0)")
      }
      return targets.allSatisfy { $0 == "/dev/null" || $0.hasPrefix(state + "/locks/") }
        && targets.filter { $0 != "/dev/null" }.count == 2
    }
    let status = try String(contentsOfFile: "/proc/\(worker)/stat", encoding: .utf8)
    let fields = status.split(separator: ")").last?.split(separator: " ") ?? []
    #expect(fields.count > 4 && fields[1] != "\(process.processIdentifier)")
    #expect(fields[4] == "0", "no terminal")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(worker)/cwd") == state)
    // A second answer wakes the same process; the end ends it.
    try desk.hook("handoff-snapshot", try desk.input("Stop", ["last_assistant_message": "y"]))
    #expect(desk.waitingWorkers() == [worker])
    try desk.hook(
      "handoff-cleanup", try desk.input("SessionEnd", ["reason": "prompt_input_exit"]))
    try await eventually { desk.waitingWorkers().isEmpty }
    #expect(try journey.remoteSnapshots().isEmpty)
    #expect(try desk.events().isEmpty)
  }
  #endif
}
