internal import Platform
internal import Processes

/// All passwords for one remote, in a fixed order, each once, and only for its own host.
///
/// First the password in the URL, then the embedding program's own, netrc, the credential helpers of
/// git's configuration, an askpass program, and a person at the terminal.
final class CredentialChain: CredentialSequence {
  /// A place to look.
  enum Step: Sendable, Hashable {
    case address, provider, netrc, helper(Int), prompt
  }

  /// The password that the last call of `next` has returned, until it is accepted or refused.
  struct Offer {
    let step: Step
    let credential: Credential
    /// The credential in the terms of helpers.
    let record: CredentialRecord
    /// True once it has been accepted.
    var isApproved = false
  }

  /// The server's `WWW-Authenticate` headers; helpers see them as newer versions of git show them
  /// (`wwwauth[]`).
  var challenges: [String] = []

  private(set) var source: String?
  private(set) var tried: [String] = []

  let url: CredentialURL
  let request: CredentialRequest
  let rules: CredentialRules
  let settings: CredentialSettings
  private(set) var context: NetworkContext
  let provider: AskedProvider?
  let terminal: any CredentialTerminal
  /// The parts that are known so far; one helper may know the user name and the next the password.
  var known: CredentialRecord
  private let refusal: ConnectionFailure?
  private var steps: ArraySlice<Step>
  private var offer: Offer?
  private var offered: Set<Credential> = []

  /// Creates the chain for a remote.
  ///
  /// - Parameters:
  ///   - url: The remote's URL, after the configuration has rewritten it.
  ///   - settings: The settings of git's configuration about credentials.
  ///   - provider: The embedding program's own passwords.
  ///   - context: The surroundings of the operation.
  ///   - terminal: The terminal at which a person is asked.
  init(
    for url: String, settings: CredentialSettings, provider: (any CredentialProvider)? = nil,
    in context: NetworkContext, terminal: any CredentialTerminal = ControllingTerminal()
  ) {
    var parts = CredentialURL(url.utf8, isPartial: false) ?? CredentialURL()
    let scheme = parts.scheme?.lowercased() ?? ""
    parts.scheme = scheme
    let hasHost = parts.host.map { !$0.isEmpty && $0.utf8.allSatisfy(Self.isAllowedInHost) }
    if hasHost == true, ["http", "https"].contains(scheme) {
      refusal = nil
    } else {
      refusal = ConnectionFailure(
        .addressInvalid, "passwords are only for addresses such as https://HOST/PATH")
    }
    self.url = parts
    self.settings = settings
    self.provider = provider.map(AskedProvider.init)
    self.context = context
    self.terminal = terminal
    rules = CredentialRules(settings.entries, for: self.url)
    request = CredentialRequest(
      scheme: scheme, host: (self.url.host ?? "").lowercased(), path: self.url.path ?? "",
      username: rules.username)
    known = CredentialRecord(
      scheme: scheme, host: self.url.host ?? "", path: rules.usesPath ? self.url.path : nil,
      username: rules.username)
    let helpers = rules.helpers.indices.map { Step.helper($0) }
    steps = [.address, .provider, .netrc] + helpers + [.prompt]
  }

  func next() throws(ConnectionFailure) -> Credential? {
    if let refusal { throw refusal }
    if let offer, let source, !offer.isApproved { noteRefusal(of: source) }
    offer = nil
    source = nil
    while let step = steps.popFirst() {
      if context.cancellation.isCancelled { throw ConnectionFailure(.cancelled, "cancelled") }
      guard let found = try find(step) else { continue }
      guard offered.insert(found.credential).inserted else {
        note(found.source, "the same as one that was refused")
        forget()
        continue
      }
      source = found.source
      context.report(
        SyncEvent(
          .credentialFound, "A password for \(url) was found: \(found.source).",
          [.source: found.source, .address: "\(url)"]))
      offer = Offer(step: step, credential: found.credential, record: record(of: found.credential))
      return found.credential
    }
    return nil
  }

  func approve() {
    guard let offer, let source, !offer.isApproved else { return }
    self.offer?.isApproved = true
    context.report(
      SyncEvent(
        .credentialAccepted, "\(url) accepted the password from \(source).",
        [.source: source, .address: "\(url)"]))
    switch offer.step {
    case .provider: provider?.approve(offer.credential, for: request, in: context)
    // git never writes to a file that is curl's.
    case .netrc: break
    case .address, .helper, .prompt: tell(.store, offer.record)
    }
  }

  func reject(in context: NetworkContext) {
    guard let offer, let source else { return }
    self.context = context
    self.offer = nil
    self.source = nil
    noteRefusal(of: source)
    switch offer.step {
    case .provider: provider?.reject(offer.credential, for: request, in: context)
    case .netrc: break
    case .address, .helper, .prompt: tell(.erase, offer.record)
    }
    forget()
  }

  /// Notes that a source has no password, with the reason, in words without secrets.
  func note(_ source: String, _ reason: String) {
    addToTried("\(source): \(reason)")
    context.report(
      SyncEvent(
        .credentialMissing, "No password for \(url) from \(source): \(reason).",
        [.source: source, .address: "\(url)", .reason: reason]))
  }

  private func noteRefusal(of source: String) {
    addToTried("\(source): refused by the server")
    context.report(
      SyncEvent(
        .credentialRefused, "\(url) refused the password from \(source).",
        [.source: source, .address: "\(url)"]))
  }

  /// Adds a line to the list for a person, which is bounded.
  func addToTried(_ text: String) {
    guard tried.count < 40 else { return }
    tried.append(VisibleText.of(text, limit: 240))
  }

  /// Returns the words of a program without the secrets that are known here.
  func redacted(_ words: String) -> String {
    secrets.reduce(words) { $0.replacing($1, with: "…") }
  }

  /// Returns true for a byte that a host with its port may hold.
  ///
  /// Two readers of a URL with another one in it, an `@` say, could see different hosts.
  private static func isAllowedInHost(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte >= 0x80 || hostMarks.contains(byte)
  }

  private static let hostMarks = Set("-._~:[]".utf8)

  /// Begins again with what the address and the configuration say.
  private func forget() {
    known.username = rules.username
    known.password = nil
    known.expiry = nil
    known.refreshToken = nil
  }

  /// Returns a credential in the terms of helpers, with what its own helper said beside it.
  private func record(of credential: Credential) -> CredentialRecord {
    var record = known
    if known.credential != credential {
      record.expiry = nil
      record.refreshToken = nil
    }
    record.username = credential.username
    record.password = credential.password
    return record
  }

  private var secrets: [String] {
    var secrets = known.secrets + offered.map(\.password)
    if let offer { secrets += offer.record.secrets }
    if let password = url.password { secrets.append(password) }
    return secrets.filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
  }
}
