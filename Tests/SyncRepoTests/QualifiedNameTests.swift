import SyncRepo
import Testing

/// A program with types of its own that have the library's names.
private enum Embedder {
  struct AccessReport {}
  struct Credential {}
  struct RemoteAddress {}
  struct SyncError {}
  struct SyncEvent {}
  struct TreeChange {}

  /// All public types, by their full names: this compiles only while no type hides the module.
  static let types: [Any.Type] = [
    SyncRepo.AccessReport.self, SyncRepo.AccessVerdict.self, SyncRepo.AnonymousAccess.self,
    SyncRepo.CommitIdentity.self, SyncRepo.CommitTrailer.self, SyncRepo.Credential.self,
    SyncRepo.CredentialUnavailable.self, (any SyncRepo.CredentialProvider).self,
    SyncRepo.CredentialRequest.self,
    SyncRepo.NetworkLimits.self, SyncRepo.RemoteAddress.self, SyncRepo.RemoteAddress.Transport.self,
    SyncRepo.RemoteFacts.self, SyncRepo.RemovedFile.self, SyncRepo.RepositoryFile.self,
    SyncRepo.RetryPolicy.self, SyncRepo.SyncConfiguration.self, SyncRepo.SyncError.self,
    SyncRepo.SyncError.Kind.self, SyncRepo.SyncError.Remedy.self,
    SyncRepo.SyncError.Remedy.Kind.self, SyncRepo.SyncError.Underlying.self,
    SyncRepo.SyncEvent.self, SyncRepo.SyncProgress.self, SyncRepo.SyncReport.self,
    SyncRepo.SyncRepository.self, SyncRepo.TreeChange.self,
  ]
}

@Suite("Names in a program that embeds the library")
struct QualifiedNameTests {
  @Test("Every public type can be told from one of the program's own with its name")
  func qualified() {
    let names = Set(Embedder.types.map { String(reflecting: $0) })
    #expect(names.count == Embedder.types.count)
    #expect(names.allSatisfy { $0.hasPrefix("SyncRepo.") || $0.hasPrefix("any SyncRepo.") })
    #expect(String(reflecting: Embedder.Credential.self).contains("Embedder"))
  }
}
