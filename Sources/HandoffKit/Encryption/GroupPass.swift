internal import AgeFormat
internal import Essentials
internal import Phrases
internal import Platform
internal import SnapshotStore
internal import SyncRepo

/// The files of a clone before the remote was heard.
struct GroupBefore: Sendable {
  /// The commit that the remote had then.
  var commit: String?
  /// The names of the tasks' contents, by their paths.
  var files: [String: String] = [:]

  /// Looks.
  init(_ repo: SyncRepository) async {
    commit = (try? await repo.knownCommit()) ?? nil
    for file in (try? await repo.entries(of: SnapshotID.folder)) ?? [] {
      files[file.path] = file.blob
    }
  }
}

/// Changes to commit, and what is known once they are.
struct GroupWork: Sendable {
  var changes: [TreeChange]
  var done: (@Sendable (inout GroupState) -> Void)?

  /// Describes changes.
  init(_ changes: [TreeChange] = []) { self.changes = changes }
}

/// A look at what the group's machines have told each other, and the work that follows from it: whoever asks
/// with a right code is let in, and files that the changes have made old are written anew.
struct GroupPass: Sendable {
  let vault: Vault
  let repo: SyncRepository
  let machine: MachineName
  /// Seconds since 1970.
  let now: Int64

  /// The most bytes of a file of the group's.
  private static let limit = 4 << 20
  /// An invitation is valid for so many seconds.
  static let validity: Int64 = 24 * 3_600

  /// Looks, and does what is to be done.
  ///
  /// - Parameter before: What was in the clone before the remote was heard.
  /// - Returns: True if something was committed, which is to be pushed.
  /// - Throws: `SyncError`, `FileError`.
  func run(_ before: GroupBefore) async throws -> Bool {
    guard let key = vault.identity else { return false }
    vault.reload()
    let folder = try await files(in: GroupPath.group)
    let told = read(folder, with: [key])
    var changes: [TreeChange] = []
    if vault.state.book == nil {
      guard let entered = try await enter(told, before) else { return false }
      changes = entered
    }
    guard vault.state.book != nil else { return try await commit(GroupWork(changes)) }
    let isRemoved = isRemoved(folder, told)
    let heard = vault.state.heard.union(
      told.map(\.machine.rawValue).filter { $0 != machine.rawValue })
    if isRemoved != (vault.state.isRemoved == true) || heard != vault.state.heard {
      try vault.change { ($0.isRemoved, $0.heard) = (isRemoved ? true : nil, heard) }
    }
    if isRemoved { return false }
    let own = folder.first { $0.path == GroupPath.group(of: machine) }
    // Somebody may have removed it, or written another in its place.
    let isThere = own.map { Fingerprint.of($0.bytes) } == vault.state.publishedBlob
    try learn(told.map(\.file), before)
    changes += try await answerRequests(told.map(\.file))
    // Its machine may have written it anew before it heard that it was removed.
    let removed = vault.state.book?.removedMachines ?? []
    changes += folder.map(\.path).filter { path in
      GroupPath.machine(of: path).map { removed.contains($0.rawValue) } == true
    }.map { .remove(path: $0) }
    var work = try await settle(publishes: !isThere)
    work.changes = changes + work.changes
    return try await commit(work)
  }

  /// Commits what is to be done, and notes that it is done.
  ///
  /// - Returns: True if there was anything.
  @discardableResult
  func commit(_ work: GroupWork) async throws -> Bool {
    if !work.changes.isEmpty {
      try await repo.commit(work.changes, message: Self.subject)
    }
    // A pass that is killed before this does all of it again.
    if let done = work.done { try vault.change(done) }
    return !work.changes.isEmpty
  }

  /// The subject of commits, which are of no task.
  private static let subject = "Keys"

  /// Returns whether the others have removed this machine: of those that it could read, one is silent to it
  /// now and its own file is gone, or all are.
  private func isRemoved(
    _ folder: [File], _ told: [(machine: MachineName, file: GroupFile)]
  ) -> Bool {
    guard let members = vault.state.book?.members, vault.state.publishedBlob != nil else {
      return false
    }
    let there = folder.compactMap { GroupPath.machine(of: $0.path) }
    let heard = vault.state.heard
    let others = there.filter {
      $0 != machine && members[$0.rawValue] != nil && heard.contains($0.rawValue)
    }
    let silent = others.filter { other in !told.contains { $0.machine == other } }
    if silent.isEmpty { return false }
    return silent.count == others.count || !there.contains(machine)
  }

  // MARK: - Reading

  typealias File = (path: String, bytes: [UInt8])

  func files(in folder: String) async throws(SyncError) -> [File] {
    let entries = try await repo.entries(of: folder).filter {
      !$0.isSymbolicLink && !$0.isSubmodule && !$0.isDamagedFolder
    }.prefix(1_000)
    let contents = try await repo.read(blobs: entries.map(\.blob), limit: Self.limit)
    return zip(entries, contents).compactMap { entry, content in
      if case .bytes(let bytes) = content { (entry.path, bytes) } else { nil }
    }
  }

  /// Returns what machines have told, as far as keys can read it; this says nothing about who wrote it.
  func read(
    _ files: [File], with identities: [AgeIdentity]
  ) -> [(machine: MachineName, file: GroupFile)] {
    files.compactMap { path, bytes in
      guard let machine = GroupPath.machine(of: path),
        let text = try? AgeFile.decrypt(bytes, with: identities, limit: Self.limit),
        let file = try? JSONDecoder().decode(GroupFile.self, from: Data(text))
      else { return nil }
      return (machine, file)
    }
  }

  // MARK: - Learning

  /// Enters the group where a member has answered this machine's request.
  ///
  /// - Returns: The changes to commit; `nil` where there is nothing to do.
  private func enter(
    _ told: [(machine: MachineName, file: GroupFile)], _ before: GroupBefore
  ) async throws -> [TreeChange]? {
    guard let request = vault.state.request, let code = InvitationCode(request.code),
      let own = vault.identity?.recipient
    else { return nil }
    let asked = JoinRequest(machine, own, code)
    let path = GroupPath.request(of: machine)
    for (_, file) in told where file.isWelcome(machine, by: code) {
      guard let book = file.facts, book.members[machine.rawValue] == own.text else { continue }
      try vault.change { state in
        (state.book, state.request, state.isRemoved) = (book, nil, nil)
        state.owed = before.files
      }
      return [.remove(path: path), .remove(path: GroupPath.answer(to: machine))]
    }
    if let bytes = try await repo.read(GroupPath.answer(to: machine), limit: 4_096),
      let answer = try? JSONDecoder().decode(JoinAnswer.self, from: Data(bytes)),
      answer.request == asked.proof
    {
      if request.refusal == nil {
        try vault.change { state in
          state.request?.refusal = answer.refusal
          state.request?.refusedBy = MachineName(answer.by)?.rawValue
        }
      }
      return nil
    }
    let bytes = try Self.encode(asked)
    return try await repo.read(path, limit: 4_096) == bytes
      ? nil : [.write(path: path, content: bytes)]
  }

  /// Takes over what other members know, and says once more who this machine has let in.
  private func learn(_ told: [GroupFile], _ before: GroupBefore) throws {
    guard var book = vault.state.book else { return }
    let secret = book.secret
    for file in told {
      if let facts = file.facts { book.merge(facts) }
    }
    var letIn = vault.state.letIn
    let gone = book.removed.subtracting(vault.state.book?.removed ?? [])
    var isRestated = false
    // A machine that has got another name is known by both.
    if let own = vault.identity?.recipient.text, book.members[machine.rawValue] == nil,
      book.members.values.contains(own)
    {
      book.join(machine.rawValue, own)
    }
    for (machine, recipient) in letIn.sorted(by: { $0.key < $1.key }) {
      if gone.contains(recipient) {
        letIn[machine] = nil
      } else if book.members[machine] == nil {
        book.join(machine, recipient)
        isRestated = true
      }
    }
    guard book != vault.state.book || letIn != vault.state.letIn else { return }
    let (facts, isAnew) = (book, isRestated)
    let dropped = Set(vault.state.letIn.keys).subtracting(letIn.keys)
    try vault.change { state in
      if state.book?.merge(facts) == nil { state.book = facts }
      for name in dropped { state.letIn[name] = nil }
      if isAnew { state.owesAll = true }
      if facts.secret != secret {
        state.owed.merge(before.files) { $1 }
        if let commit = before.commit, !state.marks.contains(commit) { state.marks.append(commit) }
      }
    }
  }

  /// Lets in who asks with a right code, and refuses who asks with another.
  private func answerRequests(_ told: [GroupFile]) async throws -> [TreeChange] {
    var changes: [TreeChange] = []
    for (path, bytes) in try await files(in: GroupPath.join) {
      guard let name = GroupPath.machine(of: path), path == GroupPath.request(of: name),
        name != machine,
        let request = try? JSONDecoder().decode(JoinRequest.self, from: Data(bytes.prefix(4_096))),
        request.machine == name.rawValue, (try? AgeRecipient(request.recipient)) != nil
      else { continue }
      let state = vault.state
      guard let book = state.book, book.members[name.rawValue] != request.recipient,
        !state.refused.contains(where: { $0.request == request.proof })
      else { continue }
      let open = state.invitations.first { InvitationCode($0.code)?.id == request.invitation }
      // Only who has made an invitation knows its code; the others know that there is one.
      if open == nil, told.contains(where: { $0.invitations.contains(request.invitation) }) {
        continue
      }
      if let refusal = refusal(of: request, open, book) {
        changes.append(
          .write(
            path: GroupPath.answer(to: name),
            content: try Self.encode(
              JoinAnswer(request: request.proof, refusal: refusal, by: machine.rawValue))))
        try vault.change { state in
          state.refused.append(
            GroupState.Refused(
              machine: name.rawValue, refusal: refusal, at: now, request: request.proof))
        }
      } else {
        try vault.change { state in
          state.book?.join(name.rawValue, request.recipient)
          state.letIn[name.rawValue] = request.recipient
          state.owesAll = true
          for index in state.invitations.indices
          where state.invitations[index].code == open?.code {
            state.invitations[index].usedBy = name.rawValue
          }
        }
      }
    }
    return changes
  }

  /// Returns the reason not to let a machine in; `nil` where it may come.
  private func refusal(
    of request: JoinRequest, _ invitation: GroupState.Invitation?, _ book: GroupBook
  ) -> GroupRefusal? {
    guard let invitation, let code = InvitationCode(invitation.code), request.isProven(by: code)
    else { return .wrong }
    if invitation.usedBy != nil { return .used }
    if invitation.expires <= now { return .expired }
    return book.members[request.machine] == nil ? nil : .taken
  }

  // MARK: - Writing

  /// Returns the changes that bring the files to what the group is now, and tell the others.
  ///
  /// - Parameter publishes: True to tell them even if nothing is new.
  /// - Returns: The changes.
  /// - Throws: `SyncError`, `AgeError`, `SnapshotFormatError` where a file cannot be written.
  func settle(publishes: Bool = false) async throws -> GroupWork {
    let state = vault.state
    guard vault.isMember, let book = state.book else { return GroupWork() }
    var work = GroupWork()
    if state.settled != vault.edition || state.owesAll {
      work.changes = try await rewritten(state)
    }
    let text = try GroupFile(book, state).text()
    let published = Hex.text(
      MessageCode.hmacSHA256(key: book.secret, [text, Array(vault.edition.utf8)]))
    var blob = state.publishedBlob
    if publishes || published != state.published {
      let file = try AgeFile.encrypt(text, to: vault.recipients)
      work.changes.append(.write(path: GroupPath.group(of: machine), content: file))
      blob = Fingerprint.of(file)
    }
    let edition = vault.edition
    let publishedBlob = blob
    if state.settled != edition || state.owesAll || blob != state.publishedBlob {
      work.done = { state in
        (state.settled, state.owed, state.owesAll) = (edition, [:], false)
        (state.published, state.publishedBlob) = (published, publishedBlob)
      }
    }
    return work
  }

  /// Returns the changes to tasks.
  ///
  /// One that this machine may read goes to the members of now; one that was sealed with a secret of before,
  /// or not at all, is sealed anew if it was there before the secret changed.
  private func rewritten(_ state: GroupState) async throws -> [TreeChange] {
    guard let identity = vault.identity else { return [] }
    var changes: [TreeChange] = []
    let recipients = vault.recipients
    let files = try await tasks()
    for (file, bytes) in files {
      guard let id = SnapshotID(path: file.path) else { continue }
      let isOwn = id.machine == machine
      if file.path == id.path {
        guard isOwn, state.owed[file.path] == file.blob,
          let sealed = try? vault.seal(bytes, at: id.sealedPath)
        else { continue }
        changes += [.write(path: id.sealedPath, content: sealed), .remove(path: id.path)]
      } else if let found = try? vault.look(at: bytes, file.path) {
        switch found.age {
        case .present where isOwn || state.owesAll:
          changes.append(
            .write(
              path: file.path,
              content: try AgeFile.rewrap(bytes, with: [identity], to: recipients)))
        case .past where state.owed[file.path] == file.blob:
          changes.append(
            .write(path: file.path, content: try vault.seal(found.text, at: file.path)))
        default: continue
        }
      }
    }
    return changes
  }

  /// Returns all tasks' files.
  func tasks() async throws -> [(file: RepositoryEntry, bytes: [UInt8])] {
    let files = try await repo.entries(of: SnapshotID.folder).filter {
      !$0.isSymbolicLink && !$0.isSubmodule && !$0.isDamagedFolder
    }
    var found: [(file: RepositoryEntry, bytes: [UInt8])] = []
    for start in stride(from: 0, to: files.count, by: 64) {
      let some = files[start..<min(start + 64, files.count)]
      for (file, content) in zip(
        some, try await repo.read(blobs: some.map(\.blob), limit: Self.limit))
      {
        if case .bytes(let bytes) = content { found.append((file, bytes)) }
      }
    }
    return found
  }

  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return Array(try encoder.encode(value)) + [0x0A]
  }
}
