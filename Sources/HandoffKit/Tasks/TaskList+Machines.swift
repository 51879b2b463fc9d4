internal import AgeFormat
package import Essentials
internal import Phrases
package import SnapshotStore
package import SyncRepo

/// A machine that can read the repository, or wants to.
package struct GroupMachine: Sendable, Hashable {
  /// The place of a machine.
  package enum Standing: Sendable, Hashable {
    case here
    case member
    /// It asked, and was refused.
    case refused(reason: String)
  }

  package let name: String
  /// Its public key; `nil` where it is not known.
  package let key: String?
  package let standing: Standing
}

/// The machines that can read an encrypted repository.
extension TaskList {
  /// The place of this machine among them.
  package func standing() async throws -> GroupStanding { try await repository.standing() }

  /// Returns the machines that can read it, by name, and those that were refused.
  package func machines() -> [GroupMachine] {
    guard let state = repository.vault?.state else { return [] }
    let own = repository.vault?.identity?.recipient.text
    let members = (state.book?.members ?? [:]).sorted { $0.key < $1.key }.map { name, key in
      GroupMachine(name: name, key: key, standing: key == own ? .here : .member)
    }
    let known = Set(members.map(\.name))
    return members
      + state.refused.suffix(20).filter { !known.contains($0.machine) }.map { refused in
        GroupMachine(
          name: refused.machine, key: nil, standing: .refused(reason: refused.refusal.sentence))
      }
  }

  /// The times until which invitations of this machine can be used.
  package func invitations() -> [Date] {
    let now = context.seconds()
    return (repository.vault?.state.invitations ?? [])
      .filter { $0.usedBy == nil && $0.expires > now }
      .map { Date(timeIntervalSince1970: TimeInterval($0.expires)) }
  }

  /// Makes an invitation.
  ///
  /// - Returns: The code, and why the others could not be told; the code counts all the same.
  /// - Throws: `HandoffError` where this machine cannot read the repository; `SyncError`, `FileError`.
  package func invite() async throws -> (code: String, trouble: SyncError?) {
    let code = try await requirePass().invite()
    return (code.text, await push())
  }

  /// Removes a machine.
  ///
  /// - Parameters:
  ///   - name: The machine.
  ///   - progress: Called with how far the push has come.
  /// - Returns: The number of tasks with new keys, and why they could not be pushed.
  /// - Throws: `HandoffError` where it is no member; `SyncError`, `FileError`.
  package func removeMachine(
    _ name: MachineName, progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws -> (count: Int, trouble: SyncError?) {
    let count = try await requirePass().remove(name)
    return (count, await push(progress: progress))
  }

  private func requirePass() async throws -> GroupPass {
    guard let pass = repository.groupPass else {
      let standing = try await standing()
      throw HandoffError(.configuration, standing.sentence, hint: standing.hint)
    }
    try pass.requireMember()
    return pass
  }
}
