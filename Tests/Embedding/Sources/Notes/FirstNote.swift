import SyncRepo

/// The shortest program there is.
func shareFirstNote(address: String, folder: String) async throws(SyncError) -> SyncReport {
  let configuration = SyncConfiguration(
    name: "notes", fallbackIdentity: CommitIdentity(name: "Ann", email: "ann@example.org"),
    trailer: CommitTrailer(key: "Notes-Computer", value: "desk"))
  let repo = try await SyncRepository.clone(
    from: address, to: folder, configuration: configuration)
  let report = try await repo.synchronize([
    .write(path: "notes/desk-1.md", content: Array("Hello.\n".utf8))
  ])
  return report
}
