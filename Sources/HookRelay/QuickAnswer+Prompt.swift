internal import MachineState
internal import Platform

/// The usual prompt: there is nothing to tell, and the remote was heard of a short time ago.
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
    return !isFetchDue(
      afterPromptIn: input.bytes, session, isPersons: isPersons, environment: environment,
      output: output)
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
    let folder = path.count
    // An answer that waits for quiet waits longer: see `Inbox.heard`.
    path.add("/inbox/")
    path.add(bytes, session)
    path.add("/Stop")
    if path.isCut { return false }
    path.touch()
    // A `claude -p` is a program's, which wants no remarks.
    text.cut(to: 0)
    if environment("CLAUDE_CODE_ENTRYPOINT", &text), text.holds("sdk-cli", at: 0..<text.count) {
      return false
    }
    path.cut(to: folder)
    path.add("/claimed/")
    path.add(bytes, session)
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
