internal import CDetach
internal import MachineState
internal import Platform

/// The usual answer: one more within the window, while a process waits for the window's end.
///
/// Then all that is to be done is to put the newer note in the place of the older one. That is most of
/// what a hook ever does, and a person waits for it after every answer: it is done with system calls
/// and memory of its own, before anything else is set up. Whatever is not as usual is left to
/// `HookProgram`, which does all of it again.
struct QuickAnswer: ~Copyable {
  private var path = RawText()
  private var temporary = RawText()
  private var text = RawText(capacity: 1_024)

  /// Leaves the note.
  ///
  /// - Parameters:
  ///   - input: What the hook was given.
  ///   - environment: The variables, as getenv(3) has them.
  /// - Returns: Whether nothing else has to be done.
  mutating func leave(
    _ input: borrowing StandardInput,
    environment: (StaticString) -> UnsafePointer<CChar>? = QuickAnswer.variable
  ) -> Bool {
    let session = input.scan.plain(.session, in: input.bytes)
    guard input.scan.isComplete, !input.isCut, QuickAnswer.isSession(session),
      QuickAnswer.isStop(input.scan.plain(.event, in: input.bytes)), addFolder(environment)
    else { return false }
    let folder = path.count
    path.add("/inbox/")
    path.add(session)
    path.add("/Stop")
    // The older note: what it says of the session's process and login still holds.
    text.read(path)
    let now = Clock.nanoseconds()
    guard !path.isCut, let header = QuickAnswer.header(text.bytes),
      QuickAnswer.names(header, environment("CLAUDE_PID")), replace(header, input, now: now)
    else { return false }
    // After the note, so that the process either has seen it or has said when it will look.
    path.cut(to: folder)
    path.add("/sessions/")
    path.add(session)
    path.add(".window")
    text.read(path)
    guard QuickAnswer.isCovered(text.bytes, now: now / 1_000_000_000) else { return false }
    path.cut(to: folder)
    path.add("/locks/")
    path.add(session)
    path.add(".wake")
    let pipe = open(path.cString, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
    guard pipe >= 0 else { return false }
    close(pipe)
    return true
  }

  /// A variable of this process; `nil` where it is not set, or empty.
  static func variable(_ name: StaticString) -> UnsafePointer<CChar>? {
    let name = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return UnsafePointer(value)
  }

  /// Adds the state folder, as `StateFolder` finds it.
  private mutating func addFolder(_ environment: (StaticString) -> UnsafePointer<CChar>?) -> Bool {
    func place(_ name: StaticString) -> UnsafePointer<CChar>? {
      guard let value = environment(name), value.pointee == 0x2F else { return nil }
      return value
    }
    if let own = place("HANDOFF_STATE_DIR") {
      path.add(own)
    } else if let state = place("XDG_STATE_HOME") {
      path.add(state)
      path.add("/handoff")
    } else if let home = place("HOME") {
      path.add(home)
      path.add("/.local/state/handoff")
    } else {
      return false
    }
    return true
  }

  /// Puts the new note in the place of the older one, as one step.
  private mutating func replace(
    _ header: UnsafeRawBufferPointer, _ input: borrowing StandardInput, now: Int64
  ) -> Bool {
    temporary.add(path.bytes)
    temporary.add(".")
    temporary.add(decimal: now)
    temporary.add("-")
    temporary.add(decimal: Int64(getpid()))
    temporary.add(".tmp")
    var line = RawText(capacity: 1_024)
    line.add(UnsafeRawBufferPointer(start: header.baseAddress, count: 2))
    line.add(decimal: now)
    // What stood behind the older note's time.
    var end = 2
    while header[end] != 0x20 { end += 1 }
    line.add(UnsafeRawBufferPointer(rebasing: header[end...]))
    guard !temporary.isCut, !line.isCut else { return false }
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = open(temporary.cString, flags, 0o600)
    guard file >= 0 else { return false }
    let isWritten =
      write(file, line.bytes.baseAddress, line.count) == line.count
      && write(file, input.bytes.baseAddress, input.bytes.count) == input.bytes.count
    close(file)
    // Exchanged, since that is faster than to replace it.
    let isDone =
      isWritten
      && (handoff_exchange(temporary.cString, path.cString) == 0
        || rename(temporary.cString, path.cString) == 0)
    // The older note, or what could not be put in its place.
    unlink(temporary.cString)
    return isDone
  }

  /// The first line of a note, with its end: a digit, the time, and more; see `HookNote`.
  private static func header(_ note: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    var end = 0
    var spaces = 0
    while end < note.count && note[end] != 0x0A {
      if note[end] == 0x20 { spaces += 1 }
      end += 1
    }
    guard end < note.count, spaces >= 2, (0x30...0x39).contains(note[0]), note[1] == 0x20 else {
      return nil
    }
    return UnsafeRawBufferPointer(rebasing: note[...end])
  }

  /// Whether the note is of the process that runs this hook, as far as Claude Code tells: a session
  /// may go on in another one, and the older note would name one that is gone.
  private static func names(
    _ header: UnsafeRawBufferPointer, _ process: UnsafePointer<CChar>?
  ) -> Bool {
    var index = 0
    // The sixth word; see `HookNote`.
    for _ in 0..<5 {
      while index < header.count && header[index] != 0x20 { index += 1 }
      index += 1
    }
    var digit = 0
    while index < header.count, header[index] != 0x20, header[index] != 0x0A {
      let wanted = process.map { UInt8(bitPattern: $0[digit]) } ?? (digit == 0 ? 0x2D : 0)
      guard wanted != 0, header[index] == wanted else { return false }
      index += 1
      digit += 1
    }
    return digit > 0 && (process.map { $0[digit] == 0 } ?? true)
  }

  /// Whether the stamp says that the process that waits looks when the window opens; see
  /// `WindowStamp`.
  static func isCovered(_ stamp: UnsafeRawBufferPointer, now: Int64) -> Bool {
    var index = 0
    guard let opens = number(stamp, &index), index < stamp.count, stamp[index] == 0x20 else {
      return false
    }
    index += 1
    guard let due = number(stamp, &index) else { return false }
    return now < opens && due <= opens
  }

  private static func number(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Int64? {
    var number: Int64 = 0
    let start = index
    while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 {
      // Eighteen digits always fit.
      guard index - start < 18 else { return nil }
      number = number * 10 + Int64(bytes[index] - 0x30)
      index += 1
    }
    return index > start ? number : nil
  }

  private static func isStop(_ event: UnsafeRawBufferPointer) -> Bool {
    event.count == 4 && event[0] == UInt8(ascii: "S") && event[1] == UInt8(ascii: "t")
      && event[2] == UInt8(ascii: "o") && event[3] == UInt8(ascii: "p")
  }

  /// Whether the bytes are a UUID in lower case; see `SessionIDForm`.
  private static func isSession(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count == 36 else { return false }
    for position in 0..<36 {
      let byte = bytes[position]
      let isDash = position == 8 || position == 13 || position == 18 || position == 23
      let isDigit = (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
      guard isDash ? byte == 0x2D : isDigit else { return false }
    }
    return true
  }
}
