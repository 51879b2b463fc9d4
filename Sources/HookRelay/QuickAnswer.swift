internal import MachineState
internal import Platform

/// The usual answer: one more within the window, while a process waits for the window's end.
///
/// Then all that is to be done is to put the newer note in the place of the older one. That is most of
/// what a hook ever does, and a person waits for it after every answer: it is done with system calls
/// and memory of its own, before anything else is set up. Whatever is not as usual is left to
/// `HookProgram`, which does all of it again.
struct QuickAnswer: ~Copyable {
  var path = RawText()
  var temporary = RawText()
  var text = RawText(capacity: 1_024)
  /// The length of the state folder at the beginning of the path; 0 as long as it is not there.
  private(set) var folder = 0

  /// Leaves the note.
  ///
  /// - Parameters:
  ///   - input: The input of the hook.
  ///   - environment: Adds the value of a variable to a text; false where it is not set, or empty.
  /// - Returns: True if nothing else has to be done.
  mutating func leave(
    _ input: borrowing StandardInput, environment: Environment = { $1.add(variable: $0) }
  ) -> Bool {
    let session = input.scan.plain(.session)
    guard input.scan.isComplete, !input.isCut, QuickAnswer.isSession(input.bytes, session),
      input.bytes.holds("Stop", at: input.scan.plain(.event)), addFolder(environment)
    else { return false }
    point(to: "/inbox/", input.bytes, session, "/Stop")
    // The older note: what it says of the session's process and login is still true.
    text.read(path)
    let now = Clock.nanoseconds()
    guard !path.isCut, let header = QuickAnswer.header(text), names(header, environment),
      replace(header, input, now: now)
    else { return false }
    // The prompt has its answer.
    point(to: "/prompts/", input.bytes, session)
    path.unlink()
    // After the note, so that the process either has seen it or has said when it will look.
    point(to: "/sessions/", input.bytes, session, ".window")
    text.read(path)
    return QuickAnswer.isCovered(text, now: now / 1_000_000_000)
      && isWaitedFor(input.bytes, session)
  }

  /// Makes the path that of a session's file in the state folder.
  mutating func point(
    to place: StaticString, _ bytes: borrowing RawText, _ session: Range<Int>,
    _ end: StaticString = ""
  ) {
    path.cut(to: folder)
    path.add(place)
    path.add(bytes, session)
    path.add(end)
  }

  /// Returns true if a process waits for a session; it is not woken.
  mutating func isWaitedFor(_ bytes: borrowing RawText, _ session: Range<Int>) -> Bool {
    point(to: "/locks/", bytes, session, ".wake")
    let pipe = path.open(O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
    guard pipe >= 0 else { return false }
    close(pipe)
    return true
  }

  /// Adds the value of a variable to a text; returns false where it is not set, or empty.
  typealias Environment = (_ name: StaticString, _ text: inout RawText) -> Bool

  /// Adds the state folder to the empty path, as `StateFolder` finds it; a test holds the two against
  /// each other.
  ///
  /// - Returns: False where there is none, or it belongs to another user.
  mutating func addFolder(_ environment: Environment) -> Bool {
    if !addPlace("HANDOFF_STATE_DIR", environment) {
      if addPlace("XDG_STATE_HOME", environment) {
        path.add("/handoff")
      } else if addPlace("HOME", environment) {
        path.add("/.local/state/handoff")
      } else {
        return false
      }
    }
    folder = path.isOwnOrMissing ? path.count : 0
    return folder > 0
  }

  /// Adds the value of a variable that is an absolute path.
  private mutating func addPlace(_ name: StaticString, _ environment: Environment) -> Bool {
    if environment(name, &path), path.isCut || path[0] == UInt8(ascii: "/") { return true }
    path.cut(to: 0)
    return false
  }

  /// Names the temporary file that becomes the one at the path.
  mutating func nameTemporary(now: Int64) {
    temporary.cut(to: 0)
    temporary.add(path)
    temporary.add(".")
    temporary.add(decimal: now)
    temporary.add("-")
    temporary.add(decimal: Int64(getpid()))
    temporary.add(".tmp")
  }

  /// Puts the new note in the place of the older one, as one step.
  private mutating func replace(
    _ header: Range<Int>, _ input: borrowing StandardInput, now: Int64
  ) -> Bool {
    nameTemporary(now: now)
    var line = RawText(capacity: 1_024)
    line.add(text, 0..<2)
    line.add(decimal: now)
    // What is behind the older note's time.
    var end = 2
    while text[end] != 0x20 { end += 1 }
    line.add(text, end..<header.upperBound)
    guard !temporary.isCut, !line.isCut else { return false }
    let file = temporary.open(O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return false }
    let isWritten = line.write(to: file) && input.bytes.write(to: file)
    close(file)
    let isDone = isWritten && temporary.replace(path)
    // The older note, or what could not be put in its place.
    temporary.unlink()
    return isDone
  }

  /// The first line of a note, with its end: a digit, the time, and more; see `HookNote`.
  private static func header(_ note: borrowing RawText) -> Range<Int>? {
    var end = 0
    var spaces = 0
    while end < note.count && note[end] != 0x0A {
      if note[end] == 0x20 { spaces += 1 }
      end += 1
    }
    guard end < note.count, spaces >= 2, note[0].isDigit, note[1] == 0x20 else {
      return nil
    }
    return 0..<end + 1
  }

  /// Returns true if the older note is of the process that runs this hook, as far as Claude Code tells:
  /// a session may go on in another one, and the older note would name one that is gone.
  private mutating func names(_ header: Range<Int>, _ environment: Environment) -> Bool {
    temporary.cut(to: 0)
    if !environment("CLAUDE_PID", &temporary) { temporary.add("-") }
    var index = 0
    // The sixth word; see `HookNote`.
    for _ in 0..<5 {
      while index < header.upperBound && text[index] != 0x20 { index += 1 }
      index += 1
    }
    var digit = 0
    while index < header.upperBound, text[index] != 0x20, text[index] != 0x0A {
      guard digit < temporary.count, text[index] == temporary[digit] else { return false }
      index += 1
      digit += 1
    }
    return digit > 0 && digit == temporary.count
  }

  /// Returns true if the stamp says that the process that waits looks when the window opens: the bytes
  /// of `WindowStamp`, and its `coversAnswer`; a test holds the two against each other.
  static func isCovered(_ stamp: borrowing RawText, now: Int64) -> Bool {
    var index = 0
    guard let opens = number(stamp, &index), index < stamp.count, stamp[index] == 0x20 else {
      return false
    }
    index += 1
    guard let due = number(stamp, &index) else { return false }
    return now < opens && due <= opens
  }

  static func number(_ bytes: borrowing RawText, _ index: inout Int) -> Int64? {
    var number: Int64 = 0
    let start = index
    while index < bytes.count, bytes[index].isDigit {
      // Eighteen digits always fit.
      guard index - start < 18 else { return nil }
      number = number * 10 + Int64(bytes[index] - 0x30)
      index += 1
    }
    return index > start ? number : nil
  }

  /// Returns true if the bytes are a UUID in lower case; see `SessionIDForm`.
  static func isSession(_ bytes: borrowing RawText, _ range: Range<Int>) -> Bool {
    guard range.count == 36 else { return false }
    for position in 0..<36 {
      let byte = bytes[range.lowerBound + position]
      let isDash = position == 8 || position == 13 || position == 18 || position == 23
      let isDigit = byte.isDigit || (0x61...0x66).contains(byte)
      guard isDash ? byte == 0x2D : isDigit else { return false }
    }
    return true
  }
}
