internal import Curl
internal import Processes

/// The passwords for one remote during one operation.
///
/// They go to the remote's own host and to no other, whatever a redirect says.
final class HTTPAuthentication {
  private let session: HTTPSession
  private let remote: HTTPAddress
  private let makeSequence: (CredentialRequest) -> any CredentialSequence
  private let observation: RemoteObservation
  private var sequence: (any CredentialSequence)?
  private var login: HTTPLogin?

  init(
    session: HTTPSession, remote: HTTPAddress, observation: RemoteObservation,
    makeSequence: @escaping (CredentialRequest) -> any CredentialSequence
  ) {
    self.session = session
    self.remote = remote
    self.observation = observation
    self.makeSequence = makeSequence
    login = session.logins[key]
  }

  /// Passwords of several users on one host are kept apart.
  private var key: String { "\(remote.username ?? "")@\(remote.origin)" }

  /// Returns what to send to an address; `nil` where nothing was asked for yet, or the address is on
  /// another host.
  func login(for address: HTTPAddress) -> CurlRequest.Login? {
    guard remote.isSameHost(as: address), let login else { return nil }
    return CurlRequest.Login(
      username: login.credential.username, password: login.credential.password,
      methods: login.methods)
  }

  /// Notes an answer that is not 401.
  func accept() {
    guard var accepted = login else { return }
    if !accepted.isAccepted {
      accepted.sequence.approve()
      accepted.isAccepted = true
      login = accepted
      session.logins[key] = accepted
    }
    observation.note {
      $0.credentialSource = accepted.sequence.source
      $0.credentialUser = accepted.credential.username
    }
  }

  /// Takes the next password, after a 401.
  ///
  /// - Parameters:
  ///   - address: Where the 401 came from.
  ///   - offered: The ways to log in that curl knows of those that were offered.
  ///   - challenges: What was offered, in the server's own words (`WWW-Authenticate`).
  /// - Throws: `ConnectionFailure` with `authenticationFailed` and what was tried, where no password
  ///   is left.
  func answerChallenge(
    from address: HTTPAddress, offering offered: CurlAuthentication, challenges: [String]
  ) throws(ConnectionFailure) {
    guard remote.isSameHost(as: address) else {
      throw ConnectionFailure(
        .authenticationFailed,
        "a redirect led to another host, \(address.hostWithPort), which asks for a password; "
          + "passwords are only sent to the remote's own host",
        hint: "If that is where the repository is now: git remote set-url origin URL")
    }
    refuse()
    let methods: CurlAuthentication
    if offered.contains(.basic) {
      methods = .basic
    } else if offered.contains(.digest) {
      methods = .digest
    } else {
      let names =
        offered.names.isEmpty ? "none that is known here" : offered.names.joined(separator: ", ")
      throw ConnectionFailure(
        .authenticationFailed, "the server takes no user name and password; it offers: \(names)",
        hint: "Use ssh, or send a token yourself: git config http.extraHeader")
    }
    let sequence = self.sequence ?? makeSequence(request)
    self.sequence = sequence
    sequence.challenges = challenges
    guard let credential = try sequence.next() else { throw failure(sequence.tried) }
    login = HTTPLogin(credential: credential, methods: methods, sequence: sequence)
  }

  /// Forgets the login that was refused, and tells its source.
  private func refuse() {
    guard let refused = login else { return }
    refused.sequence.reject()
    session.logins[key] = nil
    login = nil
  }

  private var request: CredentialRequest {
    var path = remote.path.prefix { $0 != "?" }
    if path.hasPrefix("/") { path = path.dropFirst() }
    return CredentialRequest(
      scheme: remote.scheme, host: remote.hostWithPort, path: String(path),
      username: remote.username)
  }

  private func failure(_ tried: [String]) -> ConnectionFailure {
    let list = tried.isEmpty ? "there is none here" : "tried: " + tried.joined(separator: "; ")
    return ConnectionFailure(.authenticationFailed, "the server asks for a password, \(list)")
  }
}

/// A password that is tried, or was accepted, and the way in which the server wants it.
struct HTTPLogin {
  let credential: Credential
  let methods: CurlAuthentication
  /// Where it came from, for those who are to hear what became of it.
  let sequence: any CredentialSequence
  /// Whether the server has accepted it.
  var isAccepted = false
}
