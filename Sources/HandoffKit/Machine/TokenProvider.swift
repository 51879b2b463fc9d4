internal import SyncRepo

/// The token of the environment, `HANDOFF_TOKEN`, for the sync repository's own host.
///
/// Nobody may overhear it: it is sent over TLS or to this computer, and otherwise not at all.
struct TokenProvider: CredentialProvider {
  let name = HandoffContext.tokenVariable
  private let token: String?

  /// Looks for the token in an environment.
  init(environment: [String: String]) {
    token = environment[HandoffContext.tokenVariable].flatMap { $0.isEmpty ? nil : $0 }
  }

  func credential(for request: CredentialRequest) async throws -> Credential? {
    guard let token else { throw CredentialUnavailable("not set") }
    guard request.scheme == "https" || Self.isThisComputer(request.host) else {
      throw CredentialUnavailable("not sent, the address is not https")
    }
    // Services that take tokens ignore the name, or want this one (GitHub's).
    let username = request.username.flatMap { $0.isEmpty ? nil : $0 } ?? "x-access-token"
    return Credential(username: username, password: token)
  }

  /// Returns true for a loopback address or its name, with or without a port.
  private static func isThisComputer(_ host: String) -> Bool {
    if host.hasPrefix("[") { return host == "[::1]" || host.hasPrefix("[::1]:") }
    let name = host.prefix { $0 != ":" }
    if name == "localhost" { return true }
    let numbers = name.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }
}
