internal import CDetach
internal import LocalFiles

/// What both hook programs do: take the input, leave a note, see that a worker is there, and return.
///
/// Nothing here may disturb Claude Code: no output, exit status 0, whatever happens. What went wrong
/// stands in the event log.
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
    if HookProgram.environment("HANDOFF_SUMMARIZING") != nil { return }
    guard let state = StateFolder(environment: HookProgram.environment) else { return }
    do throws(FileError) {
      try handle(state)
    } catch {
      log(state, "the hook's note could not be left: \(error)", session: nil)
    }
  }

  private func handle(_ state: StateFolder) throws(FileError) {
    let (bytes, isCut) = StandardInput.read(milliseconds: 700, limit: inputLimit)
    let scan = HookScanner(bytes)
    let named = scan.fields["session_id"] ?? HookProgram.environment("CLAUDE_CODE_SESSION_ID")
    guard let session = named?.lowercased(), SessionIDForm.isValid(session.utf8) else {
      try state.create()
      log(state, HookProgram.reason(bytes, named), session: nil)
      return
    }
    let isWhole = scan.isComplete && !isCut && scan.fields["session_id"] != nil
    let event = HookProgram.word(scan.fields["hook_event_name"]) ?? fallbackEvent
    let note = HookNote(
      received: Clock.nanoseconds(),
      entryPoint: HookProgram.environment("CLAUDE_CODE_ENTRYPOINT") ?? "",
      isRemoteLogin: ["SSH_CONNECTION", "SSH_TTY"].contains {
        HookProgram.environment($0) != nil
      },
      login: HookProgram.environment("XDG_SESSION_ID") ?? "",
      process: HookProgram.sessionProcess,
      input: isWhole ? bytes : rebuiltInput(scan, session: session, event: event))
    try Inbox(state, session: session).leave(note, event: event)
    if !isWhole {
      log(
        state, "the hook's input was cut off or not closed; what it named was kept",
        session: session)
    }
    if WakePipe.knock(state.wakePipe(of: session)) { return }
    startWorker(state, session)
  }

  private func startWorker(_ state: StateFolder, _ session: String) {
    try? state.create()
    switch handoff_detach(state.path) {
    case 0:
      WaitingWorker(state: state, session: session).run()
      exit(0)
    case 1: return
    default: log(state, "no process for the worker could be made", session: session)
    }
  }

  /// A small input with what could be read of a large or torn one.
  private func rebuiltInput(_ scan: HookScanner, session: String, event: String) -> [UInt8] {
    var fields = scan.fields
    fields["session_id"] = session
    fields["hook_event_name"] = event
    let members = fields.sorted { $0.key < $1.key }.map { key, value in
      "\"\(key)\":\(EventLine.quoted(value))"
    }
    return Array("{\(members.joined(separator: ","))}".utf8)
  }

  private func log(_ state: StateFolder, _ message: String, session: String?) {
    let line = EventLine(
      .error, program: name, topic: "hook", message: message, session: session,
      hint: "See what is registered: handoff install --dry-run")
    try? line.append(to: state, seconds: Clock.seconds())
  }

  private static func reason(_ bytes: [UInt8], _ named: String?) -> String {
    if bytes.isEmpty { return "the hook got no input" }
    if let named { return "the hook's session id is not a UUID: \(named.prefix(60))" }
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
  private static func word(_ text: String?) -> String? {
    guard let text, (1...40).contains(text.utf8.count),
      text.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "z")).contains($0) }),
      text.allSatisfy(\.isLetter)
    else { return nil }
    return text
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
