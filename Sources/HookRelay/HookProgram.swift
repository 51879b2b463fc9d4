internal import CDetach
internal import MachineState
internal import Platform

/// The work of both hook programs: take the input, leave a note, see that a worker is there, and return.
///
/// Nothing here may disturb Claude Code: no output but the line of a session's start and the one of a task
/// that went on elsewhere, exit status 0, whatever happens. What went wrong stands in the event log.
///
/// This runs after every answer. Most of the time `QuickAnswer` does all there is to do; behind it,
/// too, what starts slowly is left out: dictionaries, formatted text, and `Character`.
package struct HookProgram {
  private let name: String
  private let fallbackEvent: String
  private let inputLimit = 8 << 20

  /// Makes a hook program.
  ///
  /// - Parameters:
  ///   - name: Its name, for the event log.
  ///   - fallbackEvent: The event it is registered for, in case the input does not say.
  package init(name: String, fallbackEvent: String) {
    self.name = name
    self.fallbackEvent = fallbackEvent
  }

  /// Does the work; the caller exits with 0 afterwards.
  package func run() {
    // Our own `claude -p` runs hooks too; this mark keeps it from being snapshotted.
    if RawText.isSet("HANDOFF_SUMMARIZING") { return }
    // Through wsl.exe it may come with the start of a virtual machine before it.
    let input = StandardInput(
      milliseconds: HookProgram.servesWindows ? 5_000 : 700, limit: inputLimit)
    if !HookProgram.servesWindows {
      var quick = QuickAnswer()
      let isPrompt = input.bytes.holds("UserPromptSubmit", at: input.scan.plain(.event))
      if isPrompt ? quick.hear(input) : quick.leave(input) { _exit(0) }
    }
    guard let state = StateFolder(environment: HookProgram.environment), state.otherOwner == nil
    else { return }
    do throws(FileError) {
      try handle(input, state)
    } catch {
      log(state, "the hook's note could not be left: \(error)", session: nil)
    }
  }

  private func handle(
    _ input: borrowing StandardInput, _ state: StateFolder
  ) throws(FileError) {
    let bytes = input.bytes.array
    let named = input.scan.text(.session, in: bytes)
    guard let session = HookProgram.session(named) else {
      try state.create()
      log(state, HookProgram.reason(bytes, named), session: nil)
      return
    }
    let event = HookProgram.word(input.scan.text(.event, in: bytes)) ?? fallbackEvent
    if event == "SessionStart" {
      // A `claude -p` is a program's, which wants no remarks, and needs no worker before its answer.
      if HookProgram.environment("CLAUDE_CODE_ENTRYPOINT") == "sdk-cli" { return }
      SessionGreeting(
        state: state, source: input.scan.text(.source, in: bytes),
        folder: input.scan.text(.folder, in: bytes)
      ).speak()
    }
    let isPrompt = event == "UserPromptSubmit"
    let isFetchDue = isPrompt ? try asksForFetch(input, state, session) : false
    // There is no person who would go on elsewhere.
    if isPrompt, HookProgram.environment("CLAUDE_CODE_ENTRYPOINT") == "sdk-cli" { return }
    let isWhole = input.scan.isComplete && !input.isCut && named != nil
    let note = HookNote(
      received: Clock.nanoseconds(),
      entryPoint: HookProgram.environment("CLAUDE_CODE_ENTRYPOINT") ?? "",
      isRemoteLogin: ["SSH_CONNECTION", "SSH_TTY"].contains {
        HookProgram.environment($0) != nil
      },
      login: HookProgram.environment("XDG_SESSION_ID") ?? "",
      process: HookProgram.sessionProcess,
      // What a person types is in the transcript, and nowhere else.
      input: isWhole && !isPrompt
        ? event == "SessionStart" ? HookProgram.withClaim(bytes) : bytes
        : HookProgram.rebuiltInput(input.scan, bytes, session: session, event: event))
    let inbox = Inbox(state, session: session)
    if isPrompt { try inbox.leavePrompt(note) }
    if !isPrompt || isFetchDue { try inbox.leave(note, event: event) }
    if ["Stop", "StopFailure", "SessionEnd"].contains(event) { inbox.dropPrompt() }
    if !isWhole {
      log(
        state, "the hook's input was cut off or not closed; what it named was kept",
        session: session)
    }
    if HookProgram.servesWindows {
      // Claude Code waits for the end of a start; what WSL ends of it, the next answer makes up for.
      guard event == "SessionStart" else {
        return WaitingWorker(state: state, session: session).runAtOnce()
      }
      try? state.create()
      if unsafe handoff_detach(state.path) == 0 {
        WaitingWorker(state: state, session: session).runAtOnce()
        exit(0)
      }
      return
    }
    let pipe = state.wakePipe(of: session)
    let isSeenInTime =
      isPrompt
      ? !isFetchDue
      : event == "Stop"
        && WindowStamp.read(state.window(of: session)).coversAnswer(now: Clock.seconds())
    if isSeenInTime {
      // Waking a process that has nothing to do yet would take longer than all of the above.
      if WakePipe.isListening(pipe) { return }
    } else if WakePipe.knock(pipe) {
      return
    }
    startWorker(state, session)
  }

  /// Tells what there is to tell at a prompt, and returns whether a worker is to fetch for it.
  private func asksForFetch(
    _ input: borrowing StandardInput, _ state: StateFolder, _ session: String
  ) throws(FileError) -> Bool {
    var quick = QuickAnswer()
    let isDue = quick.isFetchDue(
      afterPromptIn: RawText(Array(session.utf8)), 0..<session.utf8.count,
      isPersons: QuickAnswer.isPersons(input))
    guard isDue else { return false }
    try state.create()
    // Before the try: where it fails, the next prompt does not repeat it.
    let now = Clock.nanoseconds()
    let line = (now / 1_000_000_000).description + "\n"
    try SmallFile.replace(state.fetchAsked, with: Array(line.utf8), mark: now)
    return true
  }

  private func startWorker(_ state: StateFolder, _ session: String) {
    try? state.create()
    switch unsafe handoff_detach(state.path) {
    case 0:
      WaitingWorker(state: state, session: session).run()
      exit(0)
    case 1: return
    default: log(state, "no process for the worker could be made", session: session)
    }
  }

  /// True if `wsl.exe` has started this program for the Claude Code of Windows (`--windows`).
  ///
  /// WSL ends a distribution some seconds after the last `wsl.exe` has gone, whatever runs in it: nothing
  /// can be left behind to wait for a window.
  private static let servesWindows: Bool = {
    guard CommandLine.argc > 1, let word = unsafe CommandLine.unsafeArgv[1] else { return false }
    return unsafe strcmp(word, "--windows") == 0
  }()

  /// The session's id in lower case, from the input or else from the environment.
  private static func session(_ named: [UInt8]?) -> String? {
    var id = named ?? environment("CLAUDE_CODE_SESSION_ID").map { Array($0.utf8) } ?? []
    for index in id.indices { id[index] = id[index].lowered }
    return SessionIDForm.isValid(id) ? String(decoding: id, as: UTF8.self) : nil
  }

  /// The input of a session's start, with the claim that the session takes the place of: whoever runs the
  /// pass may not have this environment.
  private static func withClaim(_ bytes: [UInt8]) -> [UInt8] {
    guard let claim = environment("HANDOFF_CLAIM"), SessionIDForm.isValid(claim.utf8),
      let brace = bytes.firstIndex(of: UInt8(ascii: "{"))
    else { return bytes }
    return bytes[...brace] + Array("\"handoff_claim\":\"\(claim)\",".utf8) + bytes[(brace + 1)...]
  }

  /// A small input with what could be read of a large or torn one.
  private static func rebuiltInput(
    _ scan: HookScanner, _ bytes: [UInt8], session: String, event: String
  ) -> [UInt8] {
    let members = HookScanner.Field.allCases.compactMap { field -> String? in
      let text: String?
      switch field {
      case .session: text = session
      case .event: text = event
      case .prompt: text = nil
      default: text = scan.text(field, in: bytes).map { String(decoding: $0, as: UTF8.self) }
      }
      return text.map { "\"\(field.key)\":\(EventLine.quoted($0))" }
    }
    return Array("{\(members.joined(separator: ","))}".utf8)
  }

  private func log(_ state: StateFolder, _ message: String, session: String?) {
    let line = EventLine(
      .error, program: name, topic: "hook", message: message, session: session,
      hint: "See what is registered: handoff install --dry-run")
    try? line.append(to: state, seconds: Clock.seconds())
  }

  private static func reason(_ bytes: [UInt8], _ named: [UInt8]?) -> String {
    if bytes.isEmpty { return "the hook got no input" }
    if let named {
      let text = String(decoding: named.prefix(60), as: UTF8.self)
      return "the hook's session id is not a UUID: \(text)"
    }
    return "the hook's input is not a JSON object with a session_id"
  }

  /// The process of the session that runs this hook.
  private static var sessionProcess: ProcessIdentity? {
    let folder = environment("CLAUDE_CONFIG_DIR") ?? environment("HOME").map { $0 + "/.claude" }
    return ProcessIdentity.ofSession(
      named: environment("CLAUDE_PID").flatMap { Int32($0) }.flatMap { $0 > 1 ? $0 : nil },
      registry: folder.map { $0 + "/sessions" }, view: .current())
  }

  /// An event's name that may become a file's name.
  private static func word(_ text: [UInt8]?) -> String? {
    guard let text, (1...40).contains(text.count) else { return nil }
    for byte in text where !byte.isLetter { return nil }
    return String(decoding: text, as: UTF8.self)
  }

  /// A variable of the environment; an empty one counts as not set.
  static func environment(_ name: String) -> String? {
    guard let value = unsafe name.withCString({ unsafe getenv($0) }), unsafe value.pointee != 0
    else {
      return nil
    }
    return unsafe String(cString: value)
  }
}
