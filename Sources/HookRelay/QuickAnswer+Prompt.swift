internal import MachineState
internal import Platform

/// The usual prompt: there is nothing to tell, the remote was heard of a short time ago, and a process
/// waits that will look after the prompt if no answer comes.
///
/// What there is to tell was written whole by who fetched it (`TakeoverNote`); here it is printed, once.
extension QuickAnswer {
  /// Another prompt asks for a fetch after so many seconds.
  static let fetchInterval: Int64 = 600

  /// Does what a prompt asks for.
  ///
  /// - Parameters:
  ///   - input: The input of the hook.
  ///   - environment: As for `leave(_:environment:)`.
  ///   - output: The descriptor for what the person is told.
  /// - Returns: True if nothing else has to be done.
  mutating func hear(
    _ input: borrowing StandardInput, environment: Environment = { $1.add(variable: $0) },
    output: Int32 = 1
  ) -> Bool {
    let session = input.scan.plain(.session)
    guard input.scan.isComplete, !input.isCut, QuickAnswer.isSession(input.bytes, session) else {
      return false
    }
    let isPersons = QuickAnswer.isPersons(input)
    let isFetchDue = isFetchDue(
      afterPromptIn: input.bytes, session, isPersons: isPersons, environment: environment,
      output: output)
    return !isFetchDue && (isOfProgram(environment) || isLookedAfter(input, session))
  }

  /// Returns true if no person is there who would go on elsewhere (`claude -p`), or nothing can be noted.
  private mutating func isOfProgram(_ environment: Environment) -> Bool {
    text.cut(to: 0)
    return folder == 0
      || environment("CLAUDE_CODE_ENTRYPOINT", &text)
        && text.holds("sdk-cli", at: 0..<text.count)
  }

  /// Notes the prompt, unless an earlier one waits; see `Inbox.leavePrompt(_:)`.
  ///
  /// - Parameters:
  ///   - input: The input of the hook.
  ///   - session: The place of the session's id there.
  /// - Returns: True if it is noted, and a process waits.
  private mutating func isLookedAfter(
    _ input: borrowing StandardInput, _ session: Range<Int>
  ) -> Bool {
    point(to: "/prompts/", input.bytes, session)
    if path.isMissing {
      // Of a session that is not known yet, more has to be told.
      point(to: "/sessions/", input.bytes, session, ".json")
      if path.isMissing { return false }
      point(to: "/prompts/", input.bytes, session)
      if !notePrompt(input, session) { return false }
    }
    return isWaitedFor(input.bytes, session)
  }

  /// Writes the note to the path, without the words of the prompt; what is known of the session's process
  /// and login already is still true.
  private mutating func notePrompt(
    _ input: borrowing StandardInput, _ session: Range<Int>
  ) -> Bool {
    let now = Clock.nanoseconds()
    nameTemporary(now: now)
    var note = RawText(capacity: 9_000)
    note.add("2 ")
    note.add(decimal: now)
    note.add(" - 0 - - - - -\n{\"hook_event_name\":\"UserPromptSubmit\",\"session_id\":\"")
    note.add(input.bytes, session)
    QuickAnswer.add(.transcript, of: input, to: &note)
    QuickAnswer.add(.folder, of: input, to: &note)
    note.add("\"}")
    guard !temporary.isCut, !note.isCut else { return false }
    let file = temporary.open(O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return false }
    let isWritten = note.write(to: file)
    close(file)
    if isWritten && temporary.move(to: path) { return true }
    temporary.unlink()
    return false
  }

  /// Adds a field of the input as it stands there, behind another one.
  private static func add(
    _ field: HookScanner.Field, of input: borrowing StandardInput, to note: inout RawText
  ) {
    let place = input.scan.place(field)
    if place.isEmpty { return }
    note.add("\",\"")
    note.add(field.key)
    note.add("\":\"")
    note.add(input.bytes, place)
  }

  /// Returns true if a person has sent the prompt: not a background task that has finished.
  static func isPersons(_ input: borrowing StandardInput) -> Bool {
    !input.scan.begins(.prompt, with: "<task-notification>", in: input.bytes)
  }

  /// Notes that a session goes on, and tells the person what there is to tell.
  ///
  /// - Parameters:
  ///   - bytes: A text with the id of the session in lower case.
  ///   - session: Its place there.
  ///   - isPersons: False for a prompt that no person has sent; nothing is told then.
  ///   - environment: As for `leave(_:environment:)`.
  ///   - output: The descriptor for what the person is told.
  /// - Returns: True if a fetch is due.
  mutating func isFetchDue(
    afterPromptIn bytes: borrowing RawText, _ session: Range<Int>, isPersons: Bool,
    environment: Environment = { $1.add(variable: $0) }, output: Int32 = 1
  ) -> Bool {
    guard addFolder(environment) else { return false }
    // An answer that waits for quiet waits longer: see `Inbox.heard`.
    point(to: "/inbox/", bytes, session, "/Stop")
    if path.isCut { return false }
    path.touch()
    // A program wants no remarks.
    if isOfProgram(environment) { return false }
    point(to: "/claimed/", bytes, session)
    if isPersons { tell(to: output) }
    let now = Clock.seconds()
    path.cut(to: folder)
    path.add("/last-fetch")
    if isRecent(now) { return false }
    path.cut(to: folder)
    path.add("/fetch-asked")
    return !isRecent(now)
  }

  /// Prints the first line of the note at the path, if there is one.
  private mutating func tell(to output: Int32) {
    text.read(path)
    guard text.count > 0 else { return }
    temporary.cut(to: 0)
    temporary.add(path)
    temporary.add(".told")
    // Whoever moves it away tells it: the same hook may be registered twice.
    guard !temporary.isCut, path.move(to: temporary) else { return }
    var end = 0
    while end < text.count && text[end] != 0x0A { end += 1 }
    guard end < text.count, text[0] == UInt8(ascii: "{") else { return }
    text.cut(to: end + 1)
    // A reader that is gone is no reason to end by a signal.
    signal(SIGPIPE, SIG_IGN)
    _ = text.write(to: output)
  }

  /// Returns true if the file at the path has a time of the last minutes; one in the future counts as
  /// none.
  private mutating func isRecent(_ now: Int64) -> Bool {
    text.read(path)
    var index = 0
    guard let time = QuickAnswer.number(text, &index) else { return false }
    return time <= now && now - time < QuickAnswer.fetchInterval
  }
}
