import Foundation
import TestSupport
import Testing

/// Two machines that are folders; one reaches the other through a real sshd, whose shell there is the
/// other's: its home, its `PATH`.
@Suite(
  "resume --fresh over ssh", .enabled(if: SSHServer.isAvailable, "needs sshd"))
struct FreshOverSSHTests {
  static let session = "5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b"
  let folder: TemporaryFolder
  let server: SSHServer
  let daemon: SSHDaemon

  init() throws {
    server = try #require(SSHServer.shared)
    folder = try TemporaryFolder("handoff-fresh")
    try Git.bare(at: folder("remote.git"))
    let shell = try folder.script(
      "shell",
      """
      # \(Self.session)
      export HOME='\(folder("desk"))' PATH="$(cat '\(folder("path"))'):/usr/bin:/bin" LANG=C.UTF-8
      export HANDOFF_SUMMARIZER=claude HANDOFF_CLAUDE='\(folder("model"))' GIT_CONFIG_NOSYSTEM=1
      printf '%s\\n' "$SSH_ORIGINAL_COMMAND" >> '\(folder("asked"))'
      exec /bin/sh -c "$SSH_ORIGINAL_COMMAND"
      """)
    _ = try folder.script("model", "echo called >> '\(folder("model-calls"))'; exit 1")
    let key = try SSHServer.publicKey(server.folder("id_ed25519"))
    try folder.write("restrict,command=\"\(shell)\" \(key)\n", to: "keys")
    daemon = try SSHDaemon(server, options: ["AuthorizedKeysFile \(folder("keys"))"])
  }

  func environment(_ machine: String, key: String = "id_ed25519", port: Int? = nil) throws
    -> [String: String]
  {
    let host = "Host desk.local\n  HostName 127.0.0.1\n  Port \(port ?? daemon.port)\n"
    return try daemon.environment(key: key, more: host).merging([
      "HOME": folder(machine), "LANG": "C.UTF-8", "HANDOFF_SUMMARIZER": "extract",
      "HANDOFF_QUIET_PUSH": "0", "GIT_CONFIG_NOSYSTEM": "1",
    ]) { $1 }
  }

  func handoff(
    _ machine: String, _ arguments: String..., key: String = "id_ed25519", port: Int? = nil
  ) throws -> ProgramResult {
    let result = try Program.run(
      Program.built("handoff"), arguments,
      environment: try environment(machine, key: key, port: port), folder: folder(machine))
    #expect(result.status == 0, "\(arguments): \(result.errors)")
    return result
  }

  /// Adds a prompt and its answer to the transcript of desk's session.
  func say(_ prompt: String, _ answer: String) throws {
    let path = "desk/.claude/projects/-home-ann-api/\(Self.session).jsonl"
    let old = folder.read(path) ?? ""
    let count = old.split(separator: "\n").count
    let lines = [("user", prompt), ("assistant", answer)].enumerated().map { offset, line in
      let parent = count + offset == 0 ? "null" : "\"u\(count + offset - 1)\""
      return """
        {"type":"\(line.0)","uuid":"u\(count + offset)","parentUuid":\(parent),\
        "sessionId":"\(Self.session)","cwd":"\(folder("desk"))","isSidechain":false,\
        "timestamp":"2026-11-25T10:0\(count):00Z","message":{"role":"\(line.0)","content":"\(line.1)"}}

        """
    }
    try folder.write(old + lines.joined(), to: path)
  }

  @Test(
    "The other machine pushes what its session knows now, without a model, and it is carried on")
  func newest() async throws {
    try folder.write(Program.buildFolder, to: "path")
    for machine in ["desk", "laptop"] {
      try FileManager.default.createDirectory(
        atPath: folder(machine), withIntermediateDirectories: true)
      _ = try handoff(machine, "init", "--remote", folder("remote.git"), "--machine", machine)
    }
    try say("Repair the parser", "Half of it is done.")
    _ = try handoff("desk", "snapshot", "--session", Self.session)
    _ = try handoff("laptop", "machine", "ssh", "desk", "desk.local")
    try say("Go on", "The second half is done, too.")
    let old = try handoff("laptop", "resume", "5a90", "--print")
    #expect(!old.output.contains("second half") && folder.read("asked") == nil)
    let new = try handoff("laptop", "resume", "5a90", "--print", "--fresh")
    #expect(new.output.contains("second half"), "\(new)")
    #expect(new.errors.split(separator: "\n").allSatisfy { $0.hasSuffix("…") }, "\(new)")
    let words = "snapshot --force --session \(Self.session)\n"
    #expect(folder.read("asked") == "handoff \(words)")
    #expect(folder.read("model-calls") == nil, "a person waits")

    // A shell that is no login shell often does not find it; its usual place is asked then.
    try folder.write("/nonexistent", to: "path")
    try FileManager.default.createDirectory(
      atPath: folder("desk/.local/bin"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder("desk/.local/bin/handoff"), withDestinationPath: Program.built("handoff"))
    try say("Go on", "The third half is done, too.")
    let third = try handoff("laptop", "resume", "5a90", "--print", "--fresh")
    #expect(third.output.contains("third half"), "\(third)")
    // A slow machine says what takes it so long.
    #expect(third.errors.split(separator: "\n").allSatisfy { $0.hasSuffix("…") }, "\(third)")
    #expect(folder.read("asked")?.hasSuffix("~/.local/bin/handoff \(words)") == true)

    // Where it cannot be asked, a warning says why, and what is there is carried on.
    let stranger = try handoff(
      "laptop", "resume", "5a90", "--print", "--fresh", key: "id_stranger")
    #expect(stranger.output.contains("third half"))
    #expect(stranger.errors.contains("Permission denied (publickey)"), "\(stranger.errors)")
    #expect(stranger.errors.contains("Try it: ssh desk.local handoff"), "\(stranger.errors)")
    let away = try handoff(
      "laptop", "resume", "5a90", "--print", "--fresh", port: try SSHServer.freePort())
    #expect(away.output.contains("third half") && away.errors.contains("Connection refused"))
  }
}
