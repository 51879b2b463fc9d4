internal import AgeFormat
internal import Essentials
internal import MachineState
internal import Phrases
internal import Platform
internal import SnapshotStore
internal import Synchronization

/// The keys of this machine, and what it knows of its group: seals what it writes, opens and judges what it
/// reads.
///
/// age proves nothing about the writer of a file. So a task has a line `seal:` at the end of its front
/// matter, a code of its path and text by the group's secret: a file without a right one is nobody's.
final class Vault: SnapshotSealing {
  /// All that is known, with what is worked out of it once.
  private struct Known: Sendable {
    var state: GroupState
    var secret: [UInt8] = []
    var older: [[UInt8]] = []
    var recipients: [AgeRecipient] = []
    var edition = "-"
    var isMember = false

    init(_ state: GroupState, _ own: AgeRecipient?) {
      self.state = state
      older = state.older.compactMap(Hex.bytes) + (state.book?.formerSecrets ?? [])
      guard let book = state.book else { return }
      (secret, recipients, edition) = (book.secret, book.recipients, book.edition)
      isMember =
        own.map { book.members.values.contains($0.text) } == true
        && state.isRemoved != true
    }
  }

  /// This machine's key; `nil` where it is lost.
  let identity: AgeIdentity?
  private let file: GroupStateFile
  private let sequences: SequenceFile
  private let known: Mutex<Known>

  /// Reads the keys; `nil` where the repository is not encrypted, as far as this machine knows.
  ///
  /// - Throws: `HandoffError` where they are damaged, `FileError` where they cannot be read.
  static func load(_ context: HandoffContext) throws -> Vault? {
    let file = try GroupStateFile(context)
    guard let state = try file.load() else { return nil }
    return Vault(
      state, try KeyFile(context).load(), in: file, SequenceFile(try context.state()))
  }

  /// Makes a vault of its parts.
  init(
    _ state: GroupState, _ identity: AgeIdentity?, in file: GroupStateFile,
    _ sequences: SequenceFile
  ) {
    self.identity = identity
    self.file = file
    self.sequences = sequences
    known = Mutex(Known(state, identity?.recipient))
  }

  /// All that this machine knows of the group.
  var state: GroupState { known.withLock { $0.state } }

  /// Changes what this machine knows, here and on the disk.
  ///
  /// - Parameter change: The change.
  /// - Throws: `HandoffError`, `FileError` where it cannot be written.
  func change(_ change: (inout GroupState) -> Void) throws {
    let state = try file.change(from: state) { state in
      let before = state.book?.secret
      change(&state)
      if let before, let now = state.book?.secret, before != now {
        state.older.removeAll { $0 == Hex.text(before) }
        state.older.append(Hex.text(before))
      }
    }
    known.withLock { $0 = Known(state, identity?.recipient) }
  }

  /// Reads again what another process may have written since.
  func reload() {
    guard let state = try? file.load(), state != self.state else { return }
    known.withLock { $0 = Known(state, identity?.recipient) }
  }

  /// True if this machine reads and writes what the group does.
  var isMember: Bool { known.withLock { $0.isMember } }

  /// Whoever may read what is written now.
  var recipients: [AgeRecipient] { known.withLock { $0.recipients } }

  var edition: String { known.withLock { $0.edition } }

  var marks: (sealed: [String], unsealed: [String]) {
    let state = state
    return (state.marks, [state.book?.first?.before].compactMap(\.self))
  }

  // MARK: - Sealing

  func seal(_ text: [UInt8], at path: String) throws(SnapshotFormatError) -> [UInt8] {
    let known = known.withLock { $0 }
    guard identity != nil else { throw SnapshotFormatError(Phrases.keyLost()) }
    guard known.isMember else {
      throw SnapshotFormatError(
        known.state.book == nil ? Phrases.groupNotLetIn() : Phrases.groupRemovedHere())
    }
    let text = Padding.remove(text)
    guard let end = Seal.place(in: text) else {
      throw SnapshotFormatError(Phrases.sealNoFrontMatter())
    }
    let line = Array("seal: \(Seal.code(known.secret, path, text))\n".utf8)
    do throws(AgeError) {
      return try AgeFile.encrypt(
        Padding.add(text[..<end] + line + text[end...]), to: known.recipients)
    } catch {
      throw SnapshotFormatError(Phrases.sealFailed(reason: "\(error)"))
    }
  }

  func open(
    _ file: [UInt8], at path: String, isPast: Bool
  ) throws(SnapshotFormatError) -> [UInt8] {
    let (text, age) = try look(at: file, path)
    if age == .present || (isPast && age == .past) { return text }
    throw SnapshotFormatError(age == .past ? Phrases.sealOld() : Phrases.sealWrong())
  }

  /// The time of the secret that a file was sealed with.
  enum Age: Sendable {
    case present, past
    /// The group never had such a secret.
    case never
  }

  /// Opens a file, whoever wrote it.
  ///
  /// - Parameters:
  ///   - file: The bytes of the file.
  ///   - path: Its path.
  ///   - identities: The keys to read it with; this machine's where none is given.
  /// - Returns: The text without its seal, and which secret made that.
  /// - Throws: `SnapshotFormatError` where it cannot be read.
  func look(
    at file: [UInt8], _ path: String, with identities: [AgeIdentity]? = nil
  ) throws(SnapshotFormatError) -> (text: [UInt8], age: Age) {
    let known = known.withLock { $0 }
    let identities = identities ?? [identity].compactMap(\.self)
    guard !identities.isEmpty else { throw SnapshotFormatError(Phrases.keyLost()) }
    let padded: [UInt8]
    do throws(AgeError) {
      padded = try AgeFile.decrypt(file, with: identities, limit: Snapshot.sizeLimit + 4_096)
    } catch {
      throw SnapshotFormatError(Self.sentence(about: error))
    }
    let sealed = Padding.remove(padded)
    guard let (text, code) = Seal.split(sealed) else { return (sealed, .never) }
    func isMade(by secret: [UInt8]) -> Bool {
      !secret.isEmpty
        && MessageCode.isEqual(Array(Seal.code(secret, path, text).utf8), Array(code.utf8))
    }
    if isMade(by: known.secret) { return (text, .present) }
    return (text, known.older.contains(where: isMade) ? .past : .never)
  }

  private static func sentence(about error: AgeError) -> String {
    switch error {
    case .noIdentityMatches, .needsPassphrase: Phrases.sealNotForUs()
    case .armored: Phrases.sealArmored()
    case .hybrid: Phrases.sealHybrid()
    default: Phrases.sealDamaged()
    }
  }

  func refusal(ofUnsealed path: String, blob: String) -> SnapshotFormatError? {
    let known = known.withLock { $0 }
    // Before this machine is let in, nothing that it reads is the group's.
    if known.state.book?.first?.plain?[path] == blob { return nil }
    return SnapshotFormatError(Phrases.sealNone())
  }

  func replayed(_ sequences: [String: Int]) -> Set<String> { self.sequences.note(sequences) }
}

/// The line of a task that proves who wrote it.
enum Seal {
  private static let key = "seal: "

  /// Returns the code of a text at a path.
  static func code(_ secret: [UInt8], _ path: String, _ text: [UInt8]) -> String {
    Hex.text(MessageCode.hmacSHA256(key: secret, [Array("task".utf8), Array(path.utf8), text]))
  }

  /// Returns the place in a text where the line goes: before the end of the front matter.
  static func place(in text: [UInt8]) -> Int? {
    guard text.starts(with: "---".utf8) else { return nil }
    var start = (text.firstIndex(of: 0x0A) ?? text.count) + 1
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count
      if text[start..<end].elementsEqual("---".utf8)
        || text[start..<end].elementsEqual("---\r".utf8)
      {
        return start
      }
      start = end + 1
    }
    return nil
  }

  /// Takes the line out of a text; `nil` where there is none.
  static func split(_ text: [UInt8]) -> (text: [UInt8], code: String)? {
    guard let end = place(in: text), end > 1,
      let before = text[..<(end - 1)].lastIndex(of: 0x0A),
      text[(before + 1)...].starts(with: key.utf8)
    else { return nil }
    let code = text[(before + 1 + key.utf8.count)..<(end - 1)]
    return (Array(text[...before] + text[end...]), String(decoding: code, as: UTF8.self))
  }
}

/// The file `sequences` in the state folder: the highest number that each sealed task was seen with.
///
/// Who may write to the repository can put an older file back, with its right seal; the number tells.
struct SequenceFile: Sendable {
  private static let limit = 8 << 20
  private let path: String

  /// Finds the file.
  init(_ state: StateFolder) { path = state.path + "/sequences" }

  private static func text(_ sequences: [some Hashable & StringProtocol: Int]) -> String {
    sequences.map { "\($1) \($0)\n" }.sorted().joined()
  }

  /// Notes numbers.
  ///
  /// - Parameter sequences: The numbers by the paths.
  /// - Returns: The paths whose number is lower than before.
  func note(_ sequences: [String: Int]) -> Set<String> {
    let bytes = try? LocalFile.read(path, limit: Self.limit)
    // Mostly nothing is new.
    if bytes == Array(Self.text(sequences).utf8) { return [] }
    var known: [Substring: Int] = [:]
    let text = bytes.map { String(decoding: $0, as: UTF8.self) }
    for line in (text ?? "").split(separator: "\n") {
      guard let space = line.firstIndex(of: " "), let number = Int(line[..<space]) else { continue }
      known[line[line.index(after: space)...]] = number
    }
    var old: Set<String> = []
    var isNew = false
    for (path, number) in sequences {
      let before = known[path[...]]
      if let before, number < before { old.insert(path) }
      if number > before ?? -1 {
        known[path[...]] = number
        isNew = true
      }
    }
    if isNew {
      let lines = Self.text(known)
      if lines.utf8.count <= Self.limit,
        (try? LocalFile.createFolder(LocalFile.folder(of: path))) != nil
      {
        try? LocalFile.write(Array(lines.utf8), to: path, durable: false)
      }
    }
    return old
  }
}
