internal import AgeFormat
internal import Essentials
internal import Phrases
internal import SnapshotStore
internal import SyncRepo

/// The steps that a person asks for. All of it is committed here, and is to be pushed.
extension GroupPass {
  /// Begins the group with this machine as its only member, and encrypts its tasks.
  ///
  /// - Parameters:
  ///   - recovery: The recovery key.
  ///   - passphrase: The passphrase that the recovery key is kept under in the repository; `nil` keeps it
  ///     nowhere.
  /// - Returns: The number of files that were encrypted.
  /// - Throws: `SyncError`, `FileError`, `AgeError`.
  func begin(_ recovery: AgeIdentity, passphrase: String?) async throws -> Int {
    guard let own = vault.identity?.recipient else { return 0 }
    let before = await GroupBefore(repo)
    let plain = before.files.filter { !SnapshotID.isSealed($0.key) }
    let epoch = GroupBook.Epoch(
      secret: Hex.text(SecureRandom.bytes(32)), members: [machine.rawValue: own.text],
      recovery: recovery.recipient.text, recoveryCode: GroupFile.recoveryCode(of: recovery),
      before: before.commit, plain: plain)
    try vault.change { state in
      state = GroupState()
      state.book = GroupBook(beginning: epoch)
      state.owed = plain
    }
    var work = try await settle(publishes: true)
    let count = work.changes.count { if case .remove = $0 { true } else { false } }
    if let passphrase {
      let file = try AgeFile.encrypt(Array("\(recovery.text)\n".utf8), passphrase: passphrase)
      work.changes.append(.write(path: GroupPath.recovery, content: file))
    }
    try await commit(work)
    return count
  }

  /// Makes an invitation, which any one machine can use within a day.
  ///
  /// - Returns: The code.
  /// - Throws: `HandoffError` where this machine is no member; `SyncError`, `FileError`.
  func invite() async throws -> InvitationCode {
    try requireMember()
    let code = InvitationCode.random()
    let (now, machine) = (now, code.text)
    try vault.change { state in
      state.invitations.removeAll { $0.expires + 30 * Self.validity < now && $0.usedBy == nil }
      state.invitations.append(
        GroupState.Invitation(code: machine, expires: now + Self.validity))
    }
    try await commit(try await settle())
    return code
  }

  /// Asks to be let in.
  ///
  /// - Parameter code: The code of an invitation.
  /// - Throws: `SyncError`, `FileError`.
  func ask(with code: InvitationCode) async throws {
    guard let own = vault.identity?.recipient else { return }
    let now = now
    try vault.change { state in
      (state.book, state.settled, state.heard) = (nil, nil, [])
      (state.published, state.publishedBlob) = (nil, nil)
      state.request = GroupState.Request(code: code.text, since: now)
    }
    let request = JoinRequest(machine, own, code)
    try await commit(
      GroupWork([
        .write(path: GroupPath.request(of: machine), content: try Self.encode(request)),
        .remove(path: GroupPath.answer(to: machine)),
      ]))
  }

  /// Removes a machine: all files get a new secret and new keys.
  ///
  /// - Parameter name: The machine.
  /// - Returns: The number of files that were written anew.
  /// - Throws: `HandoffError` where it is no member; `SyncError`, `FileError`.
  func remove(_ name: MachineName) async throws -> Int {
    try requireMember()
    guard let book = vault.state.book, let recipient = book.members[name.rawValue] else {
      throw HandoffError(
        .noInput, Phrases.groupNoMember(machine: name), hint: Phrases.groupNoMemberHint())
    }
    guard name != machine else {
      throw HandoffError(
        .usage, Phrases.groupRemoveSelf(machine: name), hint: Phrases.groupRemoveSelfHint())
    }
    return try await renew(with: nil) { state in
      state.book?.remove([recipient])
      state.letIn[name.rawValue] = nil
    } besides: {
      [
        .remove(path: GroupPath.group(of: name)), .remove(path: GroupPath.request(of: name)),
        .remove(path: GroupPath.answer(to: name)),
      ]
    }
  }

  /// Makes this machine a member by the recovery key.
  ///
  /// - Parameter recovery: The recovery key.
  /// - Returns: The number of files that were written anew; `nil` where the key opens nothing here.
  /// - Throws: `SyncError`, `FileError`.
  func recover(with recovery: AgeIdentity) async throws -> Int? {
    guard let own = vault.identity?.recipient else { return nil }
    let told = read(try await files(in: GroupPath.group), with: [recovery])
      .map(\.file).filter { $0.isProven(by: recovery) }.compactMap(\.facts)
    guard var book = told.max(by: { $0.epochs.count < $1.epochs.count }) else { return nil }
    for facts in told { book.merge(facts) }
    let name = machine.rawValue
    let lost = book.members[name]
    let facts = book
    try vault.change { state in
      (state.book, state.request, state.isRemoved) = (facts, nil, nil)
    }
    return try await renew(with: recovery) { state in
      if let lost, lost != own.text {
        state.book?.remove([lost], adding: [name: own.text])
      } else if lost == nil {
        state.book?.join(name, own.text)
      }
      state.letIn[name] = own.text
    } besides: {
      [
        .remove(path: GroupPath.request(of: machine)), .remove(path: GroupPath.answer(to: machine)),
      ]
    }
  }

  /// Changes the group and writes all tasks anew that are its own.
  private func renew(
    with key: AgeIdentity?, _ change: (inout GroupState) -> Void,
    besides: () -> [TreeChange]
  ) async throws -> Int {
    var texts: [(path: String, text: [UInt8])] = []
    for (file, bytes) in try await tasks() where SnapshotID.isSealed(file.path) {
      if let found = try? vault.look(at: bytes, file.path, with: key.map { [$0] }),
        found.age == .present
      {
        texts.append((file.path, found.text))
      }
    }
    let mark = try await repo.knownCommit()
    let owed = await GroupBefore(repo).files
    try vault.change { state in
      change(&state)
      if let mark, !state.marks.contains(mark) { state.marks.append(mark) }
      // A pass that is killed now leaves the rest of it to the next one.
      state.owed = owed
    }
    var work = try await settle(publishes: true)
    let paths = Set(texts.map(\.path))
    work.changes.removeAll { paths.contains($0.path) }
    for (path, text) in texts {
      work.changes.append(.write(path: path, content: try vault.seal(text, at: path)))
    }
    work.changes += besides()
    try await commit(work)
    return texts.count
  }

  /// Refuses a machine that is no member.
  ///
  /// - Throws: `HandoffError` where this machine is none.
  func requireMember() throws {
    guard !vault.isMember else { return }
    let standing = GroupStanding(vault)
    throw HandoffError(.configuration, standing.sentence, hint: standing.hint)
  }
}
