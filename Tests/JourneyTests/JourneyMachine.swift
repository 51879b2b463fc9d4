import Foundation
import TestSupport
import Testing

/// A machine of a journey: a home folder, and the built programs run in it.
struct JourneyMachine: Sendable {
  static let session = "215443f6-9216-4017-834f-3deaed278779"

  let name: String
  let home: String
  var environment: [String: String]

  /// Makes a machine in a folder; every program it runs finds a `git` that must never be called.
  init(_ name: String, in journey: Journey, _ extra: [String: String] = [:]) throws {
    self.name = name
    home = journey.folder(name)
    environment = [
      "HOME": home, "PATH": "\(journey.trap):/usr/bin:/bin", "LANG": "C.UTF-8",
      "HANDOFF_SUMMARIZER": "extract", "GIT_CONFIG_NOSYSTEM": "1", "TZ": "UTC",
    ].merging(extra) { $1 }
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
  }

  /// Adds a prompt of the person's to the session's transcript.
  func say(_ text: String) throws {
    let line: [String: Any] = [
      "type": "user", "uuid": UUID().uuidString, "sessionId": JourneyMachine.session,
      "timestamp": "2026-01-01T10:00:00.000Z", "cwd": home,
      "message": ["role": "user", "content": text],
    ]
    var bytes = try Data(contentsOf: URL(filePath: transcript))
    bytes += try JSONSerialization.data(withJSONObject: line) + Data("\n".utf8)
    try bytes.write(to: URL(filePath: transcript))
  }

  /// Runs `handoff`.
  func handoff(_ arguments: String..., extra: [String: String] = [:]) throws -> ProgramResult {
    try Program.run(
      Program.built("handoff"), arguments, environment: environment.merging(extra) { $1 },
      folder: home)
  }

  /// Runs `handoff` and returns what it prints; a failure fails the test.
  @discardableResult
  func succeed(
    _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let result = try Program.run(
      Program.built("handoff"), arguments, environment: environment, folder: home)
    #expect(
      result.status == 0, "handoff \(arguments): \(result.errors)", sourceLocation: sourceLocation)
    return result.output
  }

  /// Runs `handoff` at a terminal, typing keys when the screen has some words.
  ///
  /// - Parameters:
  ///   - keys: The words, each looked for in what came after the answer before, and the keys.
  ///   - arguments: The arguments.
  ///   - extra: Further variables.
  /// - Returns: Its end, with all that the screen has shown.
  /// - Throws: What the file system or the start of the program throws.
  func typing(
    _ keys: [(words: String, keys: String)], _ arguments: [String], extra: [String: String] = [:]
  ) throws -> ProgramResult {
    let script = """
      import os, pty, signal, sys, time
      os.umask(0o002)
      def give_up(*_):
          sys.stdout.buffer.write(seen); sys.stdout.flush()
          os._exit(99)
      signal.signal(signal.SIGALRM, give_up)
      signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGALRM, signal.SIGINT])
      signal.alarm(60)
      keys = \(try String(decoding: JSONSerialization.data(withJSONObject: keys.map { [$0.words, $0.keys] }, options: .withoutEscapingSlashes), as: UTF8.self))
      pid, fd = pty.fork()
      if pid == 0:
          # A test may run where the keyboard's signal is ignored.
          signal.signal(signal.SIGINT, signal.SIG_DFL)
          os.execv(sys.argv[1], sys.argv[1:])
      seen, said = b"", 0
      while True:
          try: data = os.read(fd, 65536)
          except OSError: break
          if not data: break
          seen += data
          while said < len(keys) and keys[said][0].encode() in seen:
              end = seen.index(keys[said][0].encode()) + len(keys[said][0].encode())
              sys.stdout.buffer.write(seen[:end]); seen = seen[end:]
              if keys[said][1]: time.sleep(0.3); os.write(fd, keys[said][1].encode())
              said += 1
      sys.stdout.buffer.write(seen)
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
      """
    let file = "\(home)/.typing.py"
    try Data(script.utf8).write(to: URL(filePath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    return try Program.run(
      "/usr/bin/env", ["python3", file, Program.built("handoff")] + arguments,
      environment: environment.merging(["TERM": "xterm", "CLAUDE_PID": "7"]) { $1 }
        .merging(extra) { $1 },
      folder: home)
  }

  /// Runs a hook program with an input; it must be silent and exit with 0.
  func hook(
    _ program: String, _ input: String, extra: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let result = try Program.run(
      Program.built(program), [], environment: environment.merging(extra) { $1 }, folder: "/",
      input: Data(input.utf8))
    #expect(
      result.status == 0 && result.output.isEmpty && result.errors.isEmpty,
      "\(program): \(result)", sourceLocation: sourceLocation)
  }

  /// Where the session's transcript lies.
  var transcript: String { "\(home)/.claude/projects/-home-dev-proj/\(Self.session).jsonl" }

  /// Puts the recorded session in its place.
  func install() throws {
    let fixture = try #require(
      Bundle.module.url(
        forResource: "recorded-session", withExtension: "jsonl", subdirectory: "Fixtures"))
    try FileManager.default.createDirectory(
      atPath: (transcript as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: fixture.path, toPath: transcript)
  }

  /// The input of a hook of that session.
  func input(_ event: String, _ fields: [String: Any] = [:]) throws -> String {
    var object: [String: Any] = [
      "session_id": Self.session, "transcript_path": transcript, "cwd": home,
      "hook_event_name": event,
    ]
    object.merge(fields) { $1 }
    return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
      + "\n"
  }

  /// The unfinished tasks, as `handoff list --json` has them.
  func tasks() throws -> [[String: Any]] {
    let output = try succeed("list", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    return object?["tasks"] as? [[String: Any]] ?? []
  }

  /// The messages of the event log.
  func events() throws -> [String] {
    let output = try succeed("log", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    return (object?["events"] as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
  }

  /// The processes that wait for a session of this machine.
  func waitingWorkers() -> [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.filter { process in
      let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")
      guard link == Program.built("handoff-snapshot") || link == Program.built("handoff-cleanup")
      else { return false }
      let environment = (try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(process)/environ")))
      return environment.map { String(decoding: $0, as: UTF8.self).contains("HOME=\(home)\0") }
        ?? false
    }
  }
}

/// Two or more machines and the remote they share.
final class Journey: Sendable {
  let folder: TemporaryFolder
  let remote: String
  /// A folder with a `git` that fails and notes that it was called.
  let trap: String

  init() throws {
    folder = try TemporaryFolder("handoff-journey")
    remote = folder("remote.git")
    try Git.bare(at: remote)
    trap = folder("trap")
    let calls = folder("git-was-called")
    for name in ["git", "git-upload-pack", "git-receive-pack", "git-remote-http"] {
      try folder.write("#!/bin/sh\necho \"$0 $*\" >> '\(calls)'\nexit 1\n", to: "trap/\(name)")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder("trap/\(name)"))
    }
  }

  /// Fails the test if any program of the journey has started git.
  func expectNoGit(sourceLocation: SourceLocation = #_sourceLocation) {
    let calls = folder.read("git-was-called")
    #expect(calls == nil, "\(calls ?? "")", sourceLocation: sourceLocation)
  }

  /// Writes an ssh that connects and hears nothing; each start leaves a line in `starts`, with its process
  /// and its arguments.
  ///
  /// - Returns: Its path; `endSilentSSH()` ends what still waits.
  func silentSSH() throws -> String {
    let path = folder("silent-ssh")
    try folder.write(
      "#!/bin/sh\necho \"$$ $*\" >>'\(folder("starts"))'\nexec sleep 60\n", to: "silent-ssh")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  /// The arguments of each start of the ssh that hears nothing.
  var silentStarts: [Substring] { (folder.read("starts") ?? "").split(separator: "\n") }

  func endSilentSSH() {
    for line in silentStarts {
      if let pid = pid_t(line.prefix { $0 != " " }) { kill(pid, SIGKILL) }
    }
  }

  /// The names of the snapshots on the remote.
  func remoteSnapshots() throws -> [String] {
    guard try !Git.run(in: remote, "for-each-ref").isEmpty else { return [] }
    return try Git.run(in: remote, "ls-tree", "-r", "--name-only", "main")
      .split(separator: "\n").map(String.init)
  }

  /// A snapshot's text on the remote.
  func remoteSnapshot(_ machine: String) throws -> String {
    try Git.run(in: remote, "show", "main:tasks/\(machine)-\(JourneyMachine.session).md")
  }
}

/// Waits for something that another process does.
func eventually(
  within seconds: Double = 60, sourceLocation: SourceLocation = #_sourceLocation,
  _ condition: () throws -> Bool
) async throws {
  let end = ContinuousClock.now + .seconds(seconds)
  while ContinuousClock.now < end {
    if try condition() { return }
    try await Task.sleep(for: .milliseconds(50))
  }
  Issue.record("It did not happen within \(seconds) s.", sourceLocation: sourceLocation)
}
