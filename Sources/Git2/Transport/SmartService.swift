/// What libgit2 asks of a remote (`git_smart_service_t`).
package enum SmartService: Sendable, Hashable {
  /// The list of references, for a fetch.
  case uploadPackAdvertisement
  /// The negotiation and the pack of a fetch.
  case uploadPack
  /// The list of references, for a push.
  case receivePackAdvertisement
  /// The pack and the report of a push.
  case receivePack

  /// The program on the server: `git-upload-pack` or `git-receive-pack`.
  package var program: String { isPush ? "git-receive-pack" : "git-upload-pack" }

  /// Whether it belongs to a push.
  package var isPush: Bool { self == .receivePackAdvertisement || self == .receivePack }
}
