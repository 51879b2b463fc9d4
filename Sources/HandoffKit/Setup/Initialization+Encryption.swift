internal import AgeFormat
internal import Phrases
internal import Platform
internal import SnapshotStore
package import SyncRepo

/// The way into an encrypted repository.
extension Initialization {
  /// The wish of a person: `init --encrypt`, `--join` or `--recovery`, or `handoff encrypt`.
  package enum Entry: Sendable {
    /// The repository is to be encrypted from now on; the passphrase is that of the recovery key.
    case encrypt(passphrase: String?)
    /// This machine wants to be let in, by the code of an invitation.
    case join(code: String)
    /// It lets itself in, by the recovery key or its passphrase.
    case recover(secret: String)
  }

  /// The outcome.
  package struct Entered: Sendable {
    /// This machine's public key.
    package let key: String
    /// The recovery key, to be shown once; `nil` where none was made.
    package var recovery: String?
    /// The number of tasks that were encrypted, or that were written anew; `nil` where this machine waits.
    package var count: Int?
    /// The number of tasks of other machines that are not encrypted.
    package var plain = 0
    /// True if history has tasks as they were before.
    package var hasHistory = false
    /// The reason for which it could not be pushed; it is done here all the same.
    package var trouble: SyncError?
  }

  /// Checks what was typed before anything is done.
  ///
  /// - Parameter entry: What is asked for.
  /// - Throws: `HandoffError` (`usage`) for what is no code.
  package func check(_ entry: Entry?) throws {
    guard case .join(let code)? = entry, InvitationCode(code) == nil else { return }
    throw HandoffError(
      .usage, Phrases.codeMalformed(code: String(code.prefix(80))),
      hint: Phrases.codeMalformedHint())
  }

  /// Refuses a remote that is encrypted, or is not, where that is not what was asked for.
  func refuse(_ prospect: Prospect, _ entry: Entry?) throws {
    switch entry {
    case nil:
      guard prospect.isEncrypted, !prospect.isAdopted, try Vault.load(context) == nil else {
        return
      }
      throw HandoffError(.usage, Phrases.initEncrypted(), hint: Phrases.initEncryptedHint())
    case .encrypt:
      guard prospect.isEncrypted else { return }
      throw HandoffError(.usage, Phrases.encryptAlready(), hint: Phrases.encryptAlreadyHint())
    case .join, .recover:
      guard !prospect.isEncrypted, !prospect.isAdopted else { return }
      throw HandoffError(.usage, Phrases.recoveryNotEncrypted(), hint: Phrases.groupNoneHint())
    }
  }

  /// Begins the encryption of this machine's repository, or enters the group that reads it.
  ///
  /// - Parameters:
  ///   - entry: What is asked for.
  ///   - progress: Called with how far the exchange with the remote has come.
  /// - Returns: What came of it.
  /// - Throws: `HandoffError`, `SyncError`, `FileError`.
  package func enter(
    _ entry: Entry, progress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) async throws -> Entered {
    try check(entry)
    let settings = try await SettingsLoader(context).load()
    let machine = try settings.requireMachine()
    let opened = try await MachineRepository.open(context, settings: settings)
    let unheard = await opened.refresh(progress: progress)
    let repo = opened.store.repo
    let isEncrypted = try await GroupStanding.isEncrypted(repo)
    if case .encrypt = entry {
      if isEncrypted || opened.vault?.isMember == true {
        throw HandoffError(.usage, Phrases.encryptAlready(), hint: Phrases.encryptAlreadyHint())
      }
    } else if !isEncrypted {
      if let unheard { throw unheard }
      throw HandoffError(.usage, Phrases.recoveryNotEncrypted(), hint: Phrases.groupNoneHint())
    }
    if case .join = entry, opened.vault?.isMember == true {
      throw HandoffError(.usage, Phrases.encryptAlready(), hint: Phrases.encryptAlreadyHint())
    }
    let vault = Vault(
      opened.vault?.state ?? GroupState(), try KeyFile(context).loadOrCreate(context.now()),
      in: try GroupStateFile(context), SequenceFile(try context.state()))
    let pass = GroupPass(vault: vault, repo: repo, machine: machine, now: context.seconds())
    var entered = Entered(key: vault.identity?.recipient.text ?? "")
    switch entry {
    case .encrypt(let passphrase):
      let recovery = AgeIdentity.generate()
      let commits = try await repo.firstCommit()
      entered.count = try await pass.begin(recovery, passphrase: passphrase)
      entered.recovery = recovery.text
      entered.hasHistory = commits != nil && entered.count != 0
      entered.plain = try await opened.store.kinds().plain.count
    case .join(let code):
      guard let code = InvitationCode(code) else { break }
      try await pass.ask(with: code)
    case .recover(let secret):
      let recovery = try await self.recovery(secret, in: repo)
      guard let recovery, let count = try await pass.recover(with: recovery) else {
        throw HandoffError(
          .permission, Phrases.recoveryWrong(), hint: Phrases.recoveryWrongHint())
      }
      entered.count = count
    }
    let repository = try MachineRepository(repo, vault, context, settings: settings)
    do throws(SyncError) {
      try await repository.deliver(progress: progress)
    } catch {
      entered.trouble = error
    }
    return entered
  }

  /// Returns the recovery key that a person has typed, or that a passphrase opens; `nil` where neither is
  /// right.
  private func recovery(_ secret: String, in repo: SyncRepository) async throws -> AgeIdentity? {
    if let key = try? AgeIdentity(secret) { return key }
    guard let file = try await repo.read(GroupPath.recovery, limit: 64 << 10),
      let text = try? AgeFile.decrypt(file, passphrase: secret)
    else { return nil }
    let line = String(decoding: text, as: UTF8.self).filter { !$0.isWhitespace }
    return try? AgeIdentity(line)
  }
}
