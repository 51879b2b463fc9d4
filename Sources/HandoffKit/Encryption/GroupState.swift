internal import Essentials
internal import MachineState
internal import Phrases
internal import Platform

/// The file `group.json` beside the configuration: what this machine knows of its group.
struct GroupState: Codable, Hashable, Sendable {
  /// An invitation of this machine's.
  struct Invitation: Codable, Hashable, Sendable {
    var code: String
    /// Seconds since 1970.
    var expires: Int64
    /// The machine that has used it.
    var usedBy: String?
  }

  /// A request of this machine to be let in.
  struct Request: Codable, Hashable, Sendable {
    var code: String
    /// Seconds since 1970.
    var since: Int64
    /// The reason for which it was refused.
    var refusal: GroupRefusal?
    /// The machine that has refused it.
    var refusedBy: String?
  }

  /// A request of another machine that this one has refused.
  struct Refused: Codable, Hashable, Sendable {
    var machine: String
    var refusal: GroupRefusal
    /// Seconds since 1970.
    var at: Int64
    /// The request's own code, so that it is refused once.
    var request: String
  }

  /// The facts; `nil` before this machine is let in.
  var book: GroupBook?
  /// The secrets of before, in hexadecimal digits, the newest last.
  var older: [String] = []
  /// The commits up to which history is believed that was sealed with those.
  var marks: [String] = []
  var request: Request?
  var invitations: [Invitation] = []
  var refused: [Refused] = []
  /// The recipients that this machine has let in, by the names of their machines.
  var letIn: [String: String] = [:]
  /// The machines whose word this one could read, since it is in.
  var heard: Set<String> = []
  /// True once the others have removed this machine.
  var isRemoved: Bool?
  /// The edition by which all files were written that this machine looks after.
  var settled: String?
  /// The files that were there before the secret changed, by their paths, with the names of their contents:
  /// what was sealed with the secret of before is sealed anew if it is one of these.
  var owed: [String: String] = [:]
  /// True where this machine has let somebody in and the files of all machines are still to be given to them.
  var owesAll = false
  /// A fingerprint of what this machine has told the group last.
  var published: String?
  /// The name of the content of the file with that.
  var publishedBlob: String?
}

/// The reason for which a machine is not let in.
enum GroupRefusal: String, Codable, Sendable {
  /// No invitation has this code.
  case wrong
  /// Another machine has used it.
  case used
  /// It was valid for a day.
  case expired
  /// A machine of this name is in the group.
  case taken
}

/// The place of a `GroupState`.
struct GroupStateFile: Sendable {
  let path: String
  private let state: StateFolder

  /// Finds the file.
  init(_ context: HandoffContext) throws {
    path = LocalFile.folder(of: try ConfigurationFile(context).path) + "/group.json"
    state = try context.state()
  }

  /// Reads the state; `nil` where the repository is not encrypted, as far as this machine knows.
  ///
  /// - Throws: `HandoffError` for a file that is damaged, `FileError` where it cannot be read.
  func load() throws -> GroupState? {
    guard LocalFile.exists(path) else { return nil }
    let bytes = try LocalFile.read(path, limit: 16 << 20)
    do {
      return try JSONDecoder().decode(GroupState.self, from: Data(bytes))
    } catch {
      throw HandoffError(
        .configuration, Phrases.groupBroken(path: path), hint: Phrases.keyLostHint())
    }
  }

  /// Changes the state that is there now: a worker and a command may both be at it.
  ///
  /// - Parameters:
  ///   - known: The state where there is none yet.
  ///   - change: The change.
  /// - Returns: The state afterwards.
  /// - Throws: `HandoffError` where another process is at it, or the file is damaged; `FileError`.
  func change(
    from known: GroupState, _ change: (inout GroupState) -> Void
  ) throws -> GroupState {
    try state.create()
    guard let lock = try FileLock.acquire(state.locks + "/group", within: .seconds(10)) else {
      throw HandoffError(.tryAgain, Phrases.groupBusy(), hint: Phrases.groupBusyHint())
    }
    defer { lock.release() }
    var state = try load() ?? known
    change(&state)
    try save(state)
    return state
  }

  private func save(_ state: GroupState) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    try LocalFile.createFolder(LocalFile.folder(of: path))
    try LocalFile.write(Array(try encoder.encode(state)) + [0x0A], to: path)
  }
}
