import SyncRepo

/// The notes of one person, which several computers share through a git repository.
///
/// The articles of the libraries show parts of this file; `scripts/docs` compares them.
struct Notebook: Sendable {
  let repo: SyncRepository
  let computer: String

  /// Clones the notes.
  static func clone(
    from address: String, to folder: String, computer: String, keychain: Keychain, log: Log,
    progressLine: ProgressLine
  ) async throws(SyncError) -> Notebook {
    let configuration = SyncConfiguration(
      name: "notes",
      fallbackIdentity: CommitIdentity(name: "Ann", email: "ann@example.org"),
      trailer: CommitTrailer(key: "Notes-Computer", value: computer),
      credentials: keychain,
      events: { event in log.add(event) },
      owns: { path in path.hasPrefix("notes/\(computer)-") })
    let repo = try await SyncRepository.clone(
      from: address, to: folder, configuration: configuration,
      progress: { progress in progressLine.show(progress) })
    return Notebook(repo: repo, computer: computer)
  }

  /// Writes a note and shares it.
  func write(
    _ text: String, number: Int, progressLine: ProgressLine = ProgressLine()
  ) async throws(SyncError) -> SyncReport {
    let note = TreeChange.write(
      path: "notes/\(computer)-\(number).md", content: Array(text.utf8))
    let report = try await repo.synchronize(
      [note], message: "Note \(number)",
      progress: { progress in progressLine.show(progress) })
    return report
  }

  /// Reads all notes of all computers, as they were when `write` returned last.
  func all() async throws(SyncError) -> [String: String] {
    var notes: [String: String] = [:]
    for file in try await repo.list("notes") {
      guard let content = try await repo.read(file.path) else { continue }
      notes[file.path] = String(decoding: content, as: UTF8.self)
    }
    return notes
  }
}
