package import Platform

/// The notes that wait for a session's worker.
///
/// Those of answers and of everything else are in a folder of the session's own. A prompt has a place
/// beside them, since nothing is to be done about it as long as its answer may come: the hook of the
/// answer removes it again.
package struct Inbox: Sendable {
  private let folder: String
  private let prompt: String

  /// Makes the description of a session's inbox; the id has been checked.
  package init(_ state: StateFolder, session: String) {
    folder = state.inbox(of: session)
    prompt = state.prompt(of: session)
  }

  /// Leaves a note in the place of an earlier one of the same event.
  ///
  /// It is not flushed to the disk: a hook must return at once, and what a power cut takes is in the
  /// transcript.
  package func leave(_ note: HookNote, event: String) throws(FileError) {
    let path = folder + "/" + event
    do throws(FileError) {
      try SmallFile.replace(path, with: note.bytes, mark: note.received)
    } catch  where error.isNotFound {
      // The first note since the last pass.
      try LocalFile.createFolder(folder, durable: false)
      try SmallFile.replace(path, with: note.bytes, mark: note.received)
    }
  }

  /// Leaves the note of a prompt; an earlier one that has no answer yet stays, so that whoever goes on
  /// typing puts nothing off.
  package func leavePrompt(_ note: HookNote) throws(FileError) {
    if LocalFile.exists(prompt) { return }
    do throws(FileError) {
      try SmallFile.replace(prompt, with: note.bytes, mark: note.received)
    } catch  where error.isNotFound {
      try LocalFile.createFolder(LocalFile.folder(of: prompt), durable: false)
      try SmallFile.replace(prompt, with: note.bytes, mark: note.received)
    }
  }

  /// The time of the first prompt that no answer has followed: seconds since 1970, rounded up; `nil`
  /// where there is none.
  package var prompted: Int64? { Self.time(of: prompt) }

  /// Removes the note of a prompt: its turn has ended.
  package func dropPrompt() { try? LocalFile.remove(prompt) }

  /// The events that notes wait for, as `hook_event_name` has them.
  package var events: [String] {
    LocalFile.names(in: folder).filter { !$0.hasSuffix(".tmp") }
  }

  /// The time of the session's last hook, as far as the answer that waits tells: seconds since 1970,
  /// rounded up; `nil` where none waits.
  ///
  /// It is when the note was last written or touched: a prompt leaves no note, but touches that one.
  package var heard: Int64? { Self.time(of: "\(folder)/Stop") }

  private static func time(of note: String) -> Int64? {
    LocalFile.information(note).map { information in
      information.modified.seconds + (information.modified.nanoseconds > 0 ? 1 : 0)
    }
  }

  /// True if no note waits.
  package var isEmpty: Bool { events.isEmpty && prompted == nil }

  /// Removes the note of an event; returns whether there was one.
  package func drop(_ event: String) -> Bool {
    guard events.contains(event) else { return false }
    try? LocalFile.remove("\(folder)/\(event)")
    _ = LocalFile.removeEmptyFolder(folder)
    return true
  }

  /// Takes all notes, oldest first; one that cannot be read is left out.
  ///
  /// A note that a hook leaves from now on is a new one. Those that are taken stay on the disk until
  /// `dropTaken()`, so that one who is killed before he has saved what they say loses nothing.
  ///
  /// - Parameter withPrompt: False leaves the note of a prompt where it is.
  /// - Returns: The notes.
  package func take(withPrompt: Bool = true) -> [HookNote] {
    for event in events {
      try? LocalFile.moveFile("\(folder)/\(event)", to: "\(folder)/\(event)\(Self.taken)")
    }
    if withPrompt, LocalFile.exists(prompt) {
      try? LocalFile.createFolder(folder, durable: false)
      try? LocalFile.moveFile(prompt, to: "\(folder)/UserPromptSubmit\(Self.taken)")
    }
    return taken.compactMap { note($0) }.sorted { $0.received < $1.received }
  }

  /// Removes the notes that were taken.
  package func dropTaken() {
    for name in taken { try? LocalFile.remove("\(folder)/\(name)") }
    _ = LocalFile.removeEmptyFolder(folder)
  }

  /// The end of the name of a note that was taken.
  private static let taken = ".taken.tmp"

  /// True if notes were taken by a pass that has not kept what they say yet.
  package var hasTaken: Bool { !taken.isEmpty }

  private var taken: [String] {
    LocalFile.names(in: folder).filter { $0.hasSuffix(Self.taken) }
  }

  private func note(_ name: String) -> HookNote? { note(at: "\(folder)/\(name)") }

  private func note(at path: String) -> HookNote? {
    (try? LocalFile.read(path)).flatMap(HookNote.init(bytes:))
  }

  /// The time at which the oldest note came, in nanoseconds since 1970; `nil` without one that can be
  /// read.
  package var oldest: Int64? { waiting.first?.received }

  /// All notes, oldest first, left where they are.
  package var waiting: [HookNote] {
    ((events + taken).map { note($0) } + [note(at: prompt)]).compactMap(\.self)
      .sorted { $0.received < $1.received }
  }

  /// Returns the sessions that have notes waiting, also those that were taken and never dropped.
  package static func sessions(_ state: StateFolder) -> [String] {
    let prompted = LocalFile.names(in: state.prompts)
    return Set(LocalFile.names(in: state.inbox) + prompted).filter { session in
      guard SessionIDForm.isValid(session.utf8) else { return false }
      let inbox = Inbox(state, session: session)
      return !inbox.isEmpty || inbox.hasTaken
    }.sorted()
  }
}

/// The note that a hook leaves for the worker: a line about the moment, then the hook's own input.
///
/// A session has one note for each kind of event; a later one replaces an earlier one, so a hundred
/// answers leave one note and nothing is lost that the transcript does not have.
package struct HookNote: Sendable, Hashable {
  /// The time at which the hook ran, in nanoseconds since 1970.
  package let received: Int64
  /// The kind of the session (`CLAUDE_CODE_ENTRYPOINT`): `cli`, or `sdk-cli` for `claude -p`.
  package let entryPoint: String
  /// True if the hook ran in an SSH login (`SSH_CONNECTION`, `SSH_TTY` of ssh(1)).
  package let isRemoteLogin: Bool
  /// The login session that the hook ran in (`XDG_SESSION_ID` of pam_systemd(8)); empty without.
  package let login: String
  /// The process of the session; `nil` where it is not known.
  package let process: ProcessIdentity?
  /// The hook's standard input.
  package let input: [UInt8]

  /// Makes a note of its parts.
  package init(
    received: Int64, entryPoint: String, isRemoteLogin: Bool, login: String = "",
    process: ProcessIdentity? = nil, input: [UInt8]
  ) {
    self.received = received
    self.entryPoint = entryPoint
    self.isRemoteLogin = isRemoteLogin
    self.login = login
    self.process = process
    self.input = input
  }

  /// The note as it is written.
  package var bytes: [UInt8] {
    let remote = isRemoteLogin ? 1 : 0
    let line = "2 \(received) \(Self.word(entryPoint)) \(remote) \(Self.word(login)) "
    return Array((line + ProcessIdentity.words(process) + "\n").utf8) + input
  }

  /// Reads a note; `nil` for anything else.
  package init?(bytes: [UInt8]) {
    guard let end = bytes.firstIndex(of: 0x0A), end < 500 else { return nil }
    let words = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
    guard words.count == 9, words[0] == "2", let received = Int64(words[1]) else { return nil }
    self.init(
      received: received, entryPoint: words[2] == "-" ? "" : String(words[2]),
      isRemoteLogin: words[3] == "1", login: words[4] == "-" ? "" : String(words[4]),
      process: ProcessIdentity(words: words[5...]), input: Array(bytes[(end + 1)...]))
  }

  /// A text of the environment as one word.
  private static func word(_ text: String) -> String {
    let bytes = text.utf8.prefix(40).filter { $0 > 0x20 && $0 < 0x7F }
    return bytes.isEmpty ? "-" : String(decoding: bytes, as: UTF8.self)
  }
}
