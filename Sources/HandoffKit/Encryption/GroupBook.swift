internal import AgeFormat
internal import Essentials

/// The facts of a group of machines that read one encrypted repository: its epochs, and who joined since.
///
/// An epoch begins the group, or ends somebody's membership. Facts are only added, and each proves by a code
/// that a member made it: whoever has some of them can judge others, in whatever order they come. All
/// machines with the same facts have the same members and the same secret.
///
/// Two removals at once are two epochs on one before: both count. The members are those that both have, and
/// the secret is made of both, so nobody who was removed by either knows it.
struct GroupBook: Codable, Hashable, Sendable {
  /// A beginning, or a removal.
  struct Epoch: Codable, Hashable, Sendable {
    /// 32 bytes in hexadecimal digits.
    var secret: String
    /// The ids of the epochs that it follows, sorted; none for the first.
    var parents: [String] = []
    /// The recipients of all members by the names of their machines.
    var members: [String: String]
    /// The recipients that it removes, sorted.
    var removed: [String] = []
    /// The recipient of the recovery key.
    var recovery: String?
    /// The code by which whoever has the recovery key knows what is the group's.
    var recoveryCode: String?
    /// The remote's commit at the beginning: what history has before was never encrypted.
    var before: String?
    /// The files that were not encrypted at the beginning, by their paths, with the names of their contents.
    var plain: [String: String]?
    /// The proof that a member of the epochs before made it; empty for the first.
    var proof = ""

    /// The name of the epoch, which depends on all that it says.
    var id: String {
      let lists = [
        parents, members.map { "\($0) \($1)" }.sorted(), removed,
        (plain ?? [:]).map { "\($0) \($1)" }.sorted(),
        [recovery ?? "", recoveryCode ?? "", before ?? ""],
      ]
      let parts = ["epoch"] + lists.map { $0.joined(separator: "\n") }
      return String(
        Hex.text(
          MessageCode.hmacSHA256(key: Hex.bytes(secret) ?? [], parts.map { Array($0.utf8) })
        ).prefix(32))
    }
  }

  /// The word of a member that a machine has joined.
  struct Joining: Codable, Hashable, Sendable {
    var machine: String
    var recipient: String
    /// The ids of the newest epochs at that time, sorted.
    var under: [String]
    var proof: String
  }

  private(set) var epochs: [Epoch] {
    didSet { ids = epochs.map(\.id) }
  }
  private(set) var joinings: [Joining] = []
  /// The names of the epochs, in their order: each is worked out of all that its epoch says.
  private var ids: [String]

  private enum CodingKeys: String, CodingKey { case epochs, joinings }

  /// Begins a group.
  init(beginning epoch: Epoch) { (epochs, ids) = ([epoch], [epoch.id]) }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    epochs = try container.decode([Epoch].self, forKey: .epochs)
    joinings = try container.decode([Joining].self, forKey: .joinings)
    ids = epochs.map(\.id)
  }

  private static let epochLimit = 200
  private static let memberLimit = 100
}

// MARK: - Questions

extension GroupBook {
  /// The ids of the epochs that no other one follows, sorted: one, or after removals at once several.
  var heads: [String] {
    let parents = Set(epochs.flatMap(\.parents))
    return ids.filter { !parents.contains($0) }.sorted()
  }

  /// The recipients of all members by the names of their machines.
  var members: [String: String] {
    let heads = heads
    var lists = heads.map { head -> [String: String] in
      let own = ids.firstIndex(of: head).map { epochs[$0].members } ?? [:]
      return own.merging(joined(under: [head])) { $1 }
    }
    var members = lists.popLast() ?? [:]
    for list in lists { members = members.filter { list[$0.key] == $0.value } }
    return heads.count == 1 ? members : members.merging(joined(under: heads)) { $1 }
  }

  private func joined(under heads: [String]) -> [String: String] {
    Dictionary(
      joinings.filter { $0.under == heads }.map { ($0.machine, $0.recipient) },
      uniquingKeysWith: max)
  }

  /// The secret that seals what is written now.
  var secret: [UInt8] { secret(of: heads) ?? [] }

  /// The secrets of the epochs of before.
  var formerSecrets: [[UInt8]] {
    let heads = heads
    return ids.filter { heads != [$0] }.compactMap { secret(of: [$0]) }
  }

  /// The recipients that somebody has removed.
  var removed: Set<String> { Set(epochs.flatMap(\.removed)) }

  /// The names of the machines that somebody has removed, and that have not joined again.
  var removedMachines: Set<String> {
    let (removed, members) = (removed, members)
    let gone = epochs.flatMap(\.members).filter { removed.contains($0.value) }.map(\.key)
    return Set(gone).union(
      joinings.filter { removed.contains($0.recipient) }.map(\.machine)
    ).filter { members[$0] == nil }
  }

  /// The first epoch.
  var first: Epoch? { epochs.first { $0.parents.isEmpty } }

  /// The recipient of the recovery key.
  var recovery: String? { first?.recovery }

  /// Whoever may read what is written now, in one order.
  var recipients: [AgeRecipient] {
    Set(Array(members.values) + [recovery].compactMap(\.self)).sorted()
      .compactMap { try? AgeRecipient($0) }
  }

  /// A word that changes with the members and the secret.
  var edition: String {
    let lines = members.map { "\($0) \($1)" }.sorted() + [recovery ?? ""]
    return String(
      Hex.text(
        MessageCode.hmacSHA256(key: secret, lines.map { Array($0.utf8) })
      ).prefix(16))
  }

  /// Returns the secret that epochs make together; `nil` where one is not known.
  private func secret(of wanted: [String]) -> [UInt8]? {
    let secrets = wanted.compactMap { id in ids.firstIndex(of: id).map { epochs[$0].secret } }
    guard secrets.count == wanted.count, !wanted.isEmpty else { return nil }
    return MessageCode.hmacSHA256(
      key: Array("handoff group".utf8), secrets.sorted().map { Hex.bytes($0) ?? [] })
  }
}

// MARK: - Changes

extension GroupBook {
  /// Adds a machine.
  mutating func join(_ machine: String, _ recipient: String) {
    let heads = heads
    guard let proof = proof(of: machine, recipient, under: heads) else { return }
    joinings.append(
      Joining(machine: machine, recipient: recipient, under: heads, proof: proof))
  }

  /// Ends memberships, with a new secret.
  ///
  /// - Parameters:
  ///   - recipients: Whoever is removed.
  ///   - added: Whoever comes in their place.
  mutating func remove(_ recipients: Set<String>, adding added: [String: String] = [:]) {
    let heads = heads
    var epoch = Epoch(
      secret: Hex.text(SecureRandom.bytes(32)), parents: heads,
      members: members.filter { !recipients.contains($0.value) }.merging(added) { $1 },
      removed: recipients.sorted())
    epoch.proof = proof(of: epoch) ?? ""
    epochs.append(epoch)
    joinings = []
  }

  /// Takes over the facts of another book that prove that a member made them.
  ///
  /// - Returns: True if anything is new.
  @discardableResult
  mutating func merge(_ other: GroupBook) -> Bool {
    let before = self
    var isNew = true
    while isNew {
      isNew = false
      let known = Set(ids)
      for (id, epoch) in zip(other.ids, other.epochs) where !known.contains(id) {
        guard epochs.count < Self.epochLimit, epoch.members.count <= Self.memberLimit,
          Hex.bytes(epoch.secret)?.count == 32, let proof = proof(of: epoch),
          Self.isEqual(proof, epoch.proof)
        else { continue }
        epochs.append(epoch)
        isNew = true
        break
      }
    }
    let heads = heads
    for joining in other.joinings where !joinings.contains(joining) {
      guard let proof = proof(of: joining.machine, joining.recipient, under: joining.under),
        Self.isEqual(proof, joining.proof), joinings.count < Self.memberLimit
      else { continue }
      joinings.append(joining)
    }
    // What was said under epochs of before counts no more; who let somebody in says so again.
    joinings.removeAll {
      $0.under != heads && !($0.under.count == 1 && heads.contains($0.under[0]))
    }
    joinings.sort { ($0.machine, $0.recipient, $0.proof) < ($1.machine, $1.recipient, $1.proof) }
    epochs.sort { ($0.parents.count, $0.id) < ($1.parents.count, $1.id) }
    return self != before
  }

  private func proof(of epoch: Epoch) -> String? {
    guard !epoch.parents.isEmpty, let key = secret(of: epoch.parents) else { return nil }
    return Self.code(key, "follows", epoch.id)
  }

  private func proof(of machine: String, _ recipient: String, under heads: [String]) -> String? {
    secret(of: heads).map { Self.code($0, "joins", machine, recipient) }
  }

  private static func code(_ key: [UInt8], _ words: String...) -> String {
    Hex.text(MessageCode.hmacSHA256(key: key, words.map { Array($0.utf8) }))
  }

  private static func isEqual(_ one: String, _ other: String) -> Bool {
    MessageCode.isEqual(Array(one.utf8), Array(other.utf8))
  }
}
