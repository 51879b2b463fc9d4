import Foundation
import Git2
import HookRelay
import MachineState
import Summarizer
import SyncRepo
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

/// A machine that exists only for one test, with a clock that the test turns.
final class KitFixture: Sendable {
  let folder: TemporaryFolder
  let remote: String
  let clock = Mutex(Date(timeIntervalSince1970: 1_800_000_000))
  /// What the stand-in for the model does next.
  let model = Mutex<ModelScript>(ModelScript())
  let signs = Mutex(MachineSigns(boot: "boot-1", isShuttingDown: false))
  /// The processes that run, with their start times; the session's own is 4711.
  let running = Mutex<[Int32: Int64]>([4711: 100])
  let session = "5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b"

  struct ModelScript: Sendable {
    var calls = 0
    var failure: SummarizerError?
    /// Added to each section of the answer.
    var remark = ""
    /// Put before a section of the answer.
    var beginnings: [Section: String] = [:]
    /// The sections of the answer in place of those.
    var sections: [Section: String]?
    /// The digest that it was given last.
    var digest = ""
    var whileAnswering: (@Sendable () -> Void)?
  }

  init() throws {
    GitLibrary.ignoreUserConfiguration()
    folder = try TemporaryFolder()
    remote = folder("remote.git")
    try Git.bare(at: remote)
  }

  var now: Date { clock.withLock { $0 } }

  func advance(_ seconds: TimeInterval) { clock.withLock { $0 += seconds } }

  func context(
    _ machine: String = "desk", _ extra: [String: String] = [:]
  ) -> HandoffContext {
    let environment = ["HOME": folder(machine), "LANG": "C.UTF-8"].merging(extra) { $1 }
    var context = HandoffContext(
      environment: environment, workingFolder: folder.path, program: "test",
      now: { self.now }, pause: { _ in }, hostName: { "\(machine).local" },
      signs: { self.signs.withLock { $0 } },
      summarize: { (digest, configuration) async throws(SummarizerError) in
        try self.answer(digest, configuration)
      })
    context.processes = { self.view }
    return context
  }

  /// What the machine's processes see of each other.
  var view: ProcessView {
    ProcessView(
      boot: signs.withLock { $0.boot }, domain: Self.domain, isMachineKnown: true,
      look: { pid in
        self.running.withLock { $0[pid].map { ProcessView.Look.running(start: $0) } ?? .gone }
      })
  }

  static let domain = "linux:0123456789abcdef:pid:[4026531836]"

  /// A process of the machine, as a hook names it.
  func process(_ pid: Int32 = 4711) -> ProcessIdentity? {
    running.withLock { $0[pid] }.map { start in
      ProcessIdentity(
        pid: pid, start: start, boot: signs.withLock { $0.boot }, domain: Self.domain)
    }
  }

  /// Writes an entry of Claude Code's registry of running sessions.
  func register(
    pid: Int32, start: Int64, session: String? = nil, domain: String = domain
  ) throws {
    let entry = """
      {"pid":\(pid),"sessionId":"\(session ?? self.session)","procStart":"\(start)",\
      "pidDomain":"\(domain)","kind":"interactive","version":"2.1.330"}
      """
    try folder.write(entry, to: "desk/.claude/sessions/\(pid).json")
  }

  private func answer(
    _ digest: Digest, _ configuration: ClaudeSummarizer.Configuration
  ) throws(SummarizerError) -> ModelSummary {
    let script = model.withLock { script in
      script.calls += 1
      script.digest = digest.text
      return script
    }
    script.whileAnswering?()
    if let failure = script.failure { throw failure }
    let sections = Dictionary(
      uniqueKeysWithValues: Section.allCases.map {
        ($0, "\(script.beginnings[$0] ?? "")Model \(script.calls) on \($0.heading)\(script.remark)")
      })
    return ModelSummary(
      summary: Summary(
        title: "Title \(script.calls)", sections: script.sections ?? sections, author: "haiku"),
      usage: ModelUsage(model: configuration.model, outputTokens: 10))
  }

  var modelCalls: Int { model.withLock { $0.calls } }

  /// Sets the machine up.
  @discardableResult
  func initialize(
    _ machine: String = "desk", _ extra: [String: String] = [:]
  ) async throws -> Settings {
    let context = context(machine, extra)
    _ = try await Initialization(context).run(
      remote: remote, machine: machine, repo: nil, progress: { _ in })
    return try await SettingsLoader(context).load()
  }

  /// Sets a setting in the machine's configuration.
  func set(_ name: String, to value: String?, machine: String = "desk") throws {
    try ConfigurationFile(context(machine)).set(name, to: value)
  }

  /// The path of the session's transcript.
  func transcript(_ machine: String = "desk", _ session: String? = nil) -> String {
    folder("\(machine)/.claude/projects/-home-ann-api/\(session ?? self.session).jsonl")
  }

  /// Leaves the note of a prompt, as a hook does.
  func prompt(session: String? = nil, process: ProcessIdentity? = nil) throws {
    let session = session ?? self.session
    let input = [
      "session_id": session, "hook_event_name": "UserPromptSubmit",
      "transcript_path": transcript("desk", session), "cwd": folder.path,
    ]
    let note = HookNote(
      received: Int64(now.timeIntervalSince1970 * 1e9), entryPoint: "cli", isRemoteLogin: false,
      process: process, input: Array(try JSONSerialization.data(withJSONObject: input)))
    let state = try context().state()
    try Inbox(state, session: session).leavePrompt(note)
    try FileManager.default.setAttributes(
      [.modificationDate: now], ofItemAtPath: state.prompt(of: session))
  }

  /// Adds a prompt and its answer, if it has one, to the transcript.
  func say(
    _ prompt: String, _ answer: String?, machine: String = "desk", session: String? = nil
  ) throws {
    let session = session ?? self.session
    let old = folder.read("\(machine)/.claude/projects/-home-ann-api/\(session).jsonl") ?? ""
    let count = old.split(separator: "\n").count
    func line(_ number: Int, _ role: String, _ text: String) throws -> String {
      let object: [String: Any] = [
        "type": role, "uuid": "u\(number)", "sessionId": session, "cwd": folder.path,
        "parentUuid": number == 0 ? NSNull() : "u\(number - 1)" as Any,
        "timestamp": now.formatted(.iso8601), "isSidechain": false,
        "message": ["role": role, "content": text],
      ]
      return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    }
    let end = try answer.map { try line(count + 1, "assistant", $0) + "\n" } ?? ""
    try folder.write(
      old + line(count, "user", prompt) + "\n" + end,
      to: "\(machine)/.claude/projects/-home-ann-api/\(session).jsonl")
  }

  /// Leaves a note as a hook does.
  func hook(
    _ event: String, _ fields: [String: String] = [:], machine: String = "desk",
    session: String? = nil, entryPoint: String = "cli", isRemoteLogin: Bool = false,
    login: String = "", process: ProcessIdentity? = nil
  ) throws {
    let session = session ?? self.session
    var input = [
      "session_id": session, "hook_event_name": event,
      "transcript_path": transcript(machine, session),
      "cwd": folder.path,
    ]
    input.merge(fields) { $1 }
    let note = HookNote(
      received: Int64(now.timeIntervalSince1970 * 1e9), entryPoint: entryPoint,
      isRemoteLogin: isRemoteLogin, login: login, process: process,
      input: Array(try JSONSerialization.data(withJSONObject: input)))
    try Inbox(try context(machine).state(), session: session).leave(note, event: event)
  }

  /// Runs the worker as the waiting process does.
  func work(
    _ machine: String = "desk", _ extra: [String: String] = [:], session: String? = nil
  ) async throws -> WindowStamp {
    let session = session ?? self.session
    let context = context(machine, extra)
    let id = try #require(SessionIDs.make(session))
    _ = try await Worker(context, session: id).run()
    return WindowStamp.read(try context.state().window(of: session))
  }

  /// The snapshot's file on the remote; `nil` where there is none.
  func remoteSnapshot(_ machine: String = "desk", session: String? = nil) throws -> String? {
    let session = session ?? self.session
    let path = "tasks/\(machine)-\(session).md"
    guard try !Git.run(in: remote, "for-each-ref").isEmpty else { return nil }
    let names = try Git.run(in: remote, "ls-tree", "-r", "--name-only", "main").split(
      separator: "\n")
    return names.contains(Substring(path)) ? try Git.run(in: remote, "show", "main:\(path)") : nil
  }

  func events() throws -> [EventLog.Event] { try EventLog(context()).events(limit: 100) }
}
