internal import AgeFormat
internal import Essentials
internal import SnapshotStore
internal import SyncRepo

/// The names of the files in the sync repository by which machines let each other in.
enum GroupPath {
  /// The folder with what each machine knows of the group, encrypted to its members.
  static let group = "group"
  /// The folder with the requests of machines that want to be let in.
  static let join = "join"
  /// The file with the recovery key, encrypted by a passphrase.
  static let recovery = "recovery.age"

  /// The file in which a machine says what it knows.
  static func group(of machine: MachineName) -> String { "\(group)/\(machine).age" }

  /// The request of a machine.
  static func request(of machine: MachineName) -> String { "\(join)/\(machine).json" }

  /// The answer to a request that is refused.
  static func answer(to machine: MachineName) -> String { "\(join)/\(machine).answer.json" }

  /// Returns the machine that a path is of; `nil` for another path.
  static func machine(of path: String) -> MachineName? {
    for (folder, ending) in [(group, ".age"), (join, ".json")]
    where path.hasPrefix("\(folder)/") && path.hasSuffix(ending) {
      return MachineName(String(path.dropFirst(folder.count + 1).dropLast(ending.count)))
    }
    return nil
  }

  /// Returns true for a file that a machine alone writes.
  static func isOwn(_ path: String, of machine: MachineName) -> Bool {
    path == group(of: machine) || path == request(of: machine)
  }
}

/// A request to be let in, `join/MACHINE.json`.
struct JoinRequest: Codable, Hashable, Sendable {
  var machine: String
  /// The machine's public key.
  var recipient: String
  /// The invitation's name, which does not tell its code.
  var invitation: String
  /// The proof that who asks has the code.
  var proof: String

  /// Asks with a code.
  init(_ machine: MachineName, _ recipient: AgeRecipient, _ code: InvitationCode) {
    self.machine = machine.rawValue
    self.recipient = recipient.text
    invitation = code.id
    proof = Self.proof(code, self.machine, self.recipient)
  }

  /// Returns whether who has asked has a code.
  func isProven(by code: InvitationCode) -> Bool {
    MessageCode.isEqual(
      Array(proof.utf8), Array(Self.proof(code, machine, recipient).utf8))
  }

  private static func proof(
    _ code: InvitationCode, _ machine: String, _ recipient: String
  ) -> String {
    code.code("join", machine, recipient)
  }
}

/// The answer to a request that is refused, `join/MACHINE.answer.json`.
struct JoinAnswer: Codable, Hashable, Sendable {
  /// The proof of the request that is meant.
  var request: String
  var refusal: GroupRefusal
  /// The machine that refuses.
  var by: String
}

/// The text of `group/MACHINE.age`: what a machine knows of the group.
struct GroupFile: Codable, Hashable, Sendable {
  /// A word to a newcomer, whose code proves that it is the group's.
  struct Welcome: Codable, Hashable, Sendable {
    var machine: String
    var proof: String
  }

  /// The facts as they were encoded, so that a proof is of these very bytes.
  var book: String
  /// The names of this machine's invitations, used and expired ones, too.
  var invitations: [String]
  var welcomes: [Welcome]
  /// The proof for who has the recovery key.
  var recovery: String?

  /// Says what a machine knows.
  init(_ book: GroupBook, _ state: GroupState) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(book), as: UTF8.self)
    self.book = text
    let known = state.invitations.compactMap { one in
      InvitationCode(one.code).map { ($0, one.usedBy) }
    }
    invitations = known.map(\.0.id)
    welcomes = known.compactMap { code, machine in
      machine.map { Welcome(machine: $0, proof: code.code("welcome", text)) }
    }
    recovery = book.first?.recoveryCode.flatMap { Self.proof(recovery: $0, text) }
  }

  /// The facts; `nil` where they cannot be read.
  var facts: GroupBook? {
    try? JSONDecoder().decode(GroupBook.self, from: Data(book.utf8))
  }

  /// Returns whether a code proves that it is the group's.
  func isWelcome(_ machine: MachineName, by code: InvitationCode) -> Bool {
    let proof = Array(code.code("welcome", book).utf8)
    return welcomes.contains {
      $0.machine == machine.rawValue && MessageCode.isEqual(Array($0.proof.utf8), proof)
    }
  }

  /// Returns whether a recovery key proves that it is the group's.
  func isProven(by identity: AgeIdentity) -> Bool {
    guard let recovery, let proof = Self.proof(recovery: Self.recoveryCode(of: identity), book)
    else { return false }
    return MessageCode.isEqual(Array(recovery.utf8), Array(proof.utf8))
  }

  /// The code that members share with who has the recovery key.
  static func recoveryCode(of identity: AgeIdentity) -> String {
    Hex.text(MessageCode.hmacSHA256(key: Array(identity.text.utf8), [Array("recovery".utf8)]))
  }

  private static func proof(recovery code: String, _ text: String) -> String? {
    Hex.bytes(code).map {
      Hex.text(MessageCode.hmacSHA256(key: $0, [Array("recovery".utf8), Array(text.utf8)]))
    }
  }

  /// The file's text, of a size that tells little.
  func text() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Padding.add(Array(try encoder.encode(self)) + [0x0A])
  }
}

/// Line ends behind a text, so that its size tells little of it.
enum Padding {
  private static let unit = 1 << 10

  /// Fills a text up to a whole number of kilobytes.
  static func add(_ text: [UInt8]) -> [UInt8] {
    let missing = (unit - text.count % unit) % unit
    return text + [UInt8](repeating: 0x0A, count: missing)
  }

  /// Takes the line ends away, but for one.
  static func remove(_ text: [UInt8]) -> [UInt8] {
    guard let last = text.lastIndex(where: { $0 != 0x0A }) else { return [] }
    return Array(text[...last]) + [0x0A]
  }
}
