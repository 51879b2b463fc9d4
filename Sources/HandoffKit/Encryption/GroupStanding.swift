package import Essentials
internal import Phrases
internal import SnapshotStore
internal import SyncRepo

/// The place of this machine in the group that can read the repository.
package enum GroupStanding: Sendable, Hashable {
  /// Nothing is encrypted.
  case none
  /// Others have encrypted the repository, and this machine has no key for it.
  case outside
  /// It has asked to be let in.
  case asked(since: Date)
  /// It was not let in.
  case refused(reason: String, by: String)
  /// It reads and writes what the group does.
  case member(count: Int)
  /// Another machine has removed it.
  case removed
  /// It was a member, and its key is gone.
  case keyLost

  /// Tells the place by the keys.
  init(_ vault: Vault) {
    let state = vault.state
    if vault.identity == nil {
      self = .keyLost
    } else if let request = state.request {
      self =
        request.refusal.map {
          .refused(reason: $0.sentence, by: request.refusedBy ?? Phrases.unknownMachine())
        } ?? .asked(since: Date(timeIntervalSince1970: TimeInterval(request.since)))
    } else if vault.isMember {
      self = .member(count: state.book?.members.count ?? 0)
    } else {
      self = .removed
    }
  }

  /// Looks at a clone.
  ///
  /// - Parameters:
  ///   - repo: The clone.
  ///   - vault: The keys; `nil` where this machine has none.
  /// - Returns: The place.
  /// - Throws: `SyncError` where the clone cannot be read.
  static func of(_ repo: SyncRepository, _ vault: Vault?) async throws(SyncError) -> GroupStanding {
    if let vault { return GroupStanding(vault) }
    return try await isEncrypted(repo) ? .outside : .none
  }

  /// Returns whether somebody has encrypted a repository.
  static func isEncrypted(_ repo: SyncRepository) async throws(SyncError) -> Bool {
    try await repo.entries(of: GroupPath.group).contains { GroupPath.machine(of: $0.path) != nil }
  }

  /// The name for programs.
  package var name: String {
    switch self {
    case .none: "none"
    case .outside: "outside"
    case .asked: "asked"
    case .refused: "refused"
    case .member: "member"
    case .removed: "removed"
    case .keyLost: "keyLost"
    }
  }

  /// True if something is to be done about it.
  package var isTrouble: Bool {
    switch self {
    case .none, .member, .asked: false
    case .outside, .refused, .removed, .keyLost: true
    }
  }

  /// The place in words.
  package var sentence: String {
    switch self {
    case .none: Phrases.groupNone()
    case .outside: Phrases.groupOutside()
    case .asked: Phrases.groupNotLetIn()
    case .refused(let reason, let machine): Phrases.groupRefused(machine: machine, reason: reason)
    case .member(let count): Phrases.groupMember(n: count)
    case .removed: Phrases.groupRemovedHere()
    case .keyLost: Phrases.keyLost()
    }
  }

  /// The way on; `nil` where there is nothing to do.
  package var hint: String? {
    switch self {
    case .none: Phrases.groupNoneHint()
    case .outside, .removed, .refused: Phrases.groupJoinHint()
    case .asked: Phrases.groupNotLetInHint()
    case .member: nil
    case .keyLost: Phrases.keyLostHint()
    }
  }
}

extension GroupRefusal {
  /// The reason in words.
  var sentence: String {
    switch self {
    case .wrong: Phrases.refusalWrong()
    case .used: Phrases.refusalUsed()
    case .expired: Phrases.refusalExpired()
    case .taken: Phrases.refusalTaken()
    }
  }
}
