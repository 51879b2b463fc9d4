internal import Git2
internal import LocalFiles

/// All passwords there are for one remote, in a fixed order, each once, and only for its own host.
///
/// The embedding program's, that of the URL, `HANDOFF_TOKEN`, netrc, the credential helpers of git's
/// configuration, an askpass program, and a person at the terminal.
final class CredentialChain: CredentialSequence {
  /// A place to look.
  enum Step: Sendable, Hashable {
    case memory, provider, address, token, netrc, helper(Int), prompt
  }

  /// What the last call of `next` has returned, until it is accepted or refused.
  struct Offer {
    let step: Step
    let credential: Credential
    /// The credential as helpers are told of it.
    let record: CredentialRecord
    /// Whether it was accepted over an earlier connection, and its source knows that.
    var isRemembered = false
    /// Whether it has been accepted already.
    var isApproved = false
  }

  /// What the server has asked for, in the words of its `WWW-Authenticate` headers; helpers get to
  /// see them as newer versions of git show them (`wwwauth[]`).
  var challenges: [String] = []

  private(set) var source: String?
  private(set) var tried: [String] = []

  let url: CredentialURL
  let request: CredentialRequest
  let rules: CredentialRules
  let settings: CredentialSettings
  let surroundings: CredentialSurroundings
  let provider: (any CredentialProvider)?
  let terminal: any CredentialTerminal
  let memory: CredentialMemory?
  /// What is known so far; one helper may know the user name and the next one the password.
  var known: CredentialRecord
  private let refusal: TransportFailure?
  private var steps: ArraySlice<Step>
  private var offer: Offer?
  private var offered: Set<Credential> = []

  /// Makes the chain for a remote.
  ///
  /// - Parameters:
  ///   - url: The remote's URL, after the configuration has rewritten it.
  ///   - settings: What git's configuration says about credentials.
  ///   - provider: The embedding program's own passwords.
  ///   - memory: What earlier connections were accepted with; that is tried first.
  ///   - surroundings: What it gets of this process, and its limits.
  ///   - terminal: Where a person is asked.
  init(
    for url: String, settings: CredentialSettings, provider: (any CredentialProvider)? = nil,
    memory: CredentialMemory? = nil, in surroundings: CredentialSurroundings,
    terminal: any CredentialTerminal = ControllingTerminal()
  ) {
    var parts = CredentialURL(url.utf8, isPartial: false) ?? CredentialURL()
    let scheme = parts.scheme?.lowercased() ?? ""
    parts.scheme = scheme
    if parts.host?.isEmpty == false, ["http", "https"].contains(scheme) {
      refusal = nil
    } else {
      refusal = TransportFailure(
        .addressInvalid, "passwords are only for addresses such as https://HOST/PATH")
    }
    self.url = parts
    self.settings = settings
    self.provider = provider
    self.surroundings = surroundings
    self.terminal = terminal
    self.memory = memory
    rules = CredentialRules(settings.entries, for: self.url)
    request = CredentialRequest(
      scheme: scheme, host: (self.url.host ?? "").lowercased(), path: self.url.path ?? "",
      username: rules.username)
    known = CredentialRecord(
      scheme: scheme, host: self.url.host ?? "", path: rules.usesPath ? self.url.path : nil,
      username: rules.username)
    let helpers = rules.helpers.indices.map { Step.helper($0) }
    steps = [.memory, .provider, .address, .token, .netrc] + helpers + [.prompt]
  }

  func next() throws(TransportFailure) -> Credential? {
    if let refusal { throw refusal }
    if let offer, !offer.isApproved { note("\(source ?? "the last one"): refused by the server") }
    offer = nil
    source = nil
    while let step = steps.popFirst() {
      if surroundings.cancellation.isCancelled { throw TransportFailure(.cancelled, "cancelled") }
      if step == .memory {
        if let credential = recall() { return credential }
        continue
      }
      guard let found = try find(step) else { continue }
      guard offered.insert(found.credential).inserted else {
        note("\(found.source): the same as one that was refused")
        forget()
        continue
      }
      source = found.source
      offer = Offer(step: step, credential: found.credential, record: record(of: found.credential))
      return found.credential
    }
    return nil
  }

  func approve() {
    guard let offer, !offer.isApproved else { return }
    self.offer?.isApproved = true
    if offer.isRemembered { return }
    memory?[memoryKey] = CredentialMemory.Entry(
      step: offer.step, source: source ?? "", record: offer.record)
    switch offer.step {
    case .provider: provider?.approve(offer.credential, for: request)
    // A token of the environment is not to be kept, and a file for curl is none of git's.
    case .memory, .token, .netrc: break
    case .address, .helper, .prompt: tell(.store, offer.record)
    }
  }

  func reject() {
    guard let offer, let source else { return }
    self.offer = nil
    self.source = nil
    note("\(source): refused by the server")
    memory?[memoryKey] = nil
    switch offer.step {
    case .provider: provider?.reject(offer.credential, for: request)
    case .memory, .token, .netrc: break
    case .address, .helper, .prompt: tell(.erase, offer.record)
    }
    forget()
  }

  /// Notes for a person what a source had, bounded.
  func note(_ text: String) {
    guard tried.count < 40 else { return }
    tried.append(RepositoryPath.printable(text, limit: 240))
  }

  /// Returns the words of a program without the secrets that are known here.
  func redacted(_ words: String) -> String {
    secrets.reduce(words) { $0.replacing($1, with: "…") }
  }

  /// Returns what an earlier connection was accepted with.
  private func recall() -> Credential? {
    guard let entry = memory?[memoryKey] else { return nil }
    var record = entry.record
    record.dropExpired(now: surroundings.now())
    guard let credential = record.credential else { return nil }
    offered.insert(credential)
    source = entry.source
    offer = Offer(step: entry.step, credential: credential, record: record, isRemembered: true)
    return credential
  }

  private var memoryKey: CredentialMemory.Key {
    CredentialMemory.Key(
      scheme: known.scheme, host: known.host, path: known.path, username: rules.username)
  }

  /// Begins anew with what the address and the configuration say.
  private func forget() {
    known.username = rules.username
    known.password = nil
    known.expiry = nil
    known.refreshToken = nil
  }

  /// The credential as helpers are told of it, with what its own helper said beside it.
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
    secrets += [url.password, surroundings.variable("HANDOFF_TOKEN")].compactMap(\.self)
    return secrets.filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
  }
}
