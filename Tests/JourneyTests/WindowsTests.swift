import Foundation
import TestSupport
import Testing

/// The Claude Code of Windows, with handoff in WSL: a folder stands in for `C:`, scripts for its programs.
@Suite("Windows", .enabled(if: getuid() == 0, "needs root"))
struct WindowsTests {
  let journey: Journey
  let desk: JourneyMachine
  let drive: String
  let settings: String
  let original = Data("\u{FEFF}{\r\n    \"model\": \"opus\"\r\n}\r\n".utf8)
  let transcript: String

  init() throws {
    journey = try Journey()
    desk = try JourneyMachine("desk", in: journey, ["WSL_DISTRO_NAME": "Debian", "USER": "ann"])
    drive = journey.folder("drive")
    settings = drive + "/Users/ann/.claude/settings.json"
    try journey.folder.write(
      "#!/bin/sh\n[ \"$*\" = '/c chcp 65001>nul & echo %USERPROFILE%' ] && printf \"'\\\\\\\\wsl.localhost\\\\Debian'\\r\\nCMD.EXE was started there.\\r\\n\" && printf 'C:\\\\Users\\\\ann\\r\\n'\n",
      to: "drive/Windows/System32/cmd.exe")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: drive + "/Windows/System32/cmd.exe")
    try FileManager.default.createDirectory(
      atPath: drive + "/Users/ann/src/billing", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      atPath: drive + "/Users/ann/.claude", withIntermediateDirectories: true)
    try original.write(to: URL(fileURLWithPath: settings))
    try desk.install()
    let folder = drive + "/Users/ann/.claude/projects/C--Users-ann-src-billing"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    transcript = folder + "/\(JourneyMachine.session).jsonl"
    try FileManager.default.moveItem(atPath: desk.transcript, toPath: transcript)
  }

  /// Runs a program where `C:` is mounted.
  func run(_ words: [String], input: Data = Data()) throws -> ProgramResult {
    let mount =
      "mount -t tmpfs none /mnt && mkdir /mnt/c && mount --bind \"$0\" /mnt/c && exec \"$@\""
    return try Program.run(
      "/usr/bin/unshare", ["-m", "sh", "-c", mount, drive] + words, environment: desk.environment,
      folder: desk.home, input: input)
  }

  func handoff(_ words: String...) throws -> ProgramResult {
    try run([Program.built("handoff")] + words)
  }

  /// The hooks of the settings on Windows: the event, and the one command of it.
  func hooks() throws -> [String: [String: Any]] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: settings)).dropFirst(3)
    let object = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    return try (object?["hooks"] as? [String: Any] ?? [:]).mapValues { groups in
      let group = try #require((groups as? [[String: Any]])?.first)
      return try #require((group["hooks"] as? [[String: Any]])?.first)
    }
  }

  /// The input as Claude Code for Windows writes it.
  func input(_ event: String, _ fields: [String: Any] = [:]) throws -> Data {
    let object: [String: Any] = [
      "session_id": JourneyMachine.session, "hook_event_name": event,
      "cwd": #"C:\Users\ann\src\billing"#,
      "transcript_path":
        #"C:\Users\ann\.claude\projects\C--Users-ann-src-billing\\#(JourneyMachine.session).jsonl"#,
    ].merging(fields) { $1 }
    return Data("\u{FEFF}".utf8) + (try JSONSerialization.data(withJSONObject: object))
      + Data("\r\n".utf8)
  }

  @Test("Hooks are registered over there, and taken out again byte for byte")
  func install() throws {
    let first = try handoff("install", "--windows")
    #expect(first.status == 0, "\(first)")
    let hooks = try hooks()
    #expect(
      Set(hooks.keys) == ["Stop", "SessionEnd", "SessionStart", "StopFailure", "PostCompact"])
    let stop = try #require(hooks["Stop"])
    #expect(stop["command"] as? String == "C:/Windows/System32/wsl.exe")
    #expect(
      stop["args"] as? [String] == [
        "-d", "Debian", "-u", "ann", "--cd", "/", "-e", Program.built("handoff-snapshot"),
        "--windows",
      ])
    #expect(stop["async"] as? Bool == true && stop["timeout"] as? Int == 60)
    #expect(hooks["SessionEnd"]?["async"] == nil)
    let text = try Data(contentsOf: URL(fileURLWithPath: settings))
    #expect(
      text.starts(with: [0xEF, 0xBB, 0xBF])
        && !String(decoding: text, as: UTF8.self)
          .replacing("\r\n", with: "").contains("\n")
    )
    let skill = journey.folder.read("drive/Users/ann/.claude/skills/handoff/SKILL.md")
    #expect(skill?.contains("`MSYS_NO_PATHCONV=1 wsl.exe -d Debian -u ann --cd / -e /") == true)
    // This side has none.
    #expect(!FileManager.default.fileExists(atPath: desk.home + "/.claude/settings.json"))

    #expect(try handoff("install", "--windows").status == 0)
    #expect(try Data(contentsOf: URL(fileURLWithPath: settings)) == text)
    // Of another distribution, it is replaced.
    try text.replacing("Debian", with: "Old").write(to: URL(fileURLWithPath: settings))
    #expect(try handoff("install", "--windows-profile", #"C:\Users\ann"#).status == 0)
    #expect((try self.hooks()["Stop"]?["args"] as? [String])?[1] == "Debian")
    #expect(try self.hooks().count == 5)

    let removed = try handoff("uninstall", "--windows")
    #expect(removed.status == 0, "\(removed)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: settings)) == original)
    #expect(journey.folder.read("drive/Users/ann/.claude/skills/handoff/SKILL.md") == nil)
  }

  @Test("An answer over there is on the remote when its hook returns, and nothing waits")
  func answer() throws {
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk", "--no-install")
    #expect(try handoff("install", "--windows").status == 0)
    let arguments = try #require(try hooks()["Stop"]?["args"] as? [String])
    let start = try #require(arguments.firstIndex(of: "-e"))
    for answer in ["The map is drawn.", "The legend is written."] {
      let result = try run(
        Array(arguments[(start + 1)...]),
        input: try input("Stop", ["last_assistant_message": answer, "stop_hook_active": false]))
      #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty, "\(result)")
      #expect(desk.waitingWorkers().isEmpty)
      let name = "tasks/desk-\(JourneyMachine.session).md"
      let text = try Git.run(in: journey.remote, "show", "main:\(name)")
      #expect(text.contains(answer), "\(text)")
      #expect(text.contains("\n" + #"cwd: C:\Users\ann\src\billing"# + "\n"), "\(text)")
    }
    let list = try handoff("list", "--json")
    #expect(list.output.contains("billing"), "\(list)")
    // It goes on there alone.
    let resumed = try handoff("resume", "1", "--with", "claude")
    #expect(
      resumed.errors.contains(#"cd 'C:\Users\ann\src\billing'; claude --resume "#), "\(resumed)")
    journey.expectNoGit()
  }

  @Test("Outside of WSL, without the drive and with an old Claude Code it says what is to be done")
  func refusals() throws {
    var elsewhere = desk
    elsewhere.environment["WSL_DISTRO_NAME"] = nil
    let outside = try elsewhere.handoff("install", "--windows")
    #expect(outside.status == 69 && outside.errors.contains("This is not WSL"), "\(outside)")
    try journey.folder.write(
      #"{"version": "2.1.81"}"#,
      to: "drive/Users/ann/AppData/Roaming/npm/node_modules/@anthropic-ai/claude-code/package.json")
    let old = try handoff("install", "--windows")
    #expect(old.status == 69 && old.errors.contains("2.1.139 or newer"), "\(old)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: settings)) == original)
    try FileManager.default.removeItem(atPath: drive + "/Windows")
    let missing = try handoff("install", "--windows")
    #expect(missing.status == 69 && missing.errors.contains("not mounted"), "\(missing)")
  }
}

extension Data {
  fileprivate func replacing(_ text: String, with other: String) -> Data {
    Data(String(decoding: self, as: UTF8.self).replacing(text, with: other).utf8)
  }
}
