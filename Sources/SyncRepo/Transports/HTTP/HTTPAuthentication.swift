internal import Curl
internal import Processes

/// The passwords for one remote during one operation.
///
/// They go to the remote's own host and to no other, whatever a redirect says.
final class HTTPAuthentication {
  private let session: HTTPSession
  private let remote: HTTPAddress
  private let context: NetworkContext
  private let observation: RemoteObservation
  private let credentials: any CredentialSequence
  private var login: HTTPLogin?

  init(
    session: HTTPSession, remote: HTTPAddress, context: NetworkContext,
    observation: RemoteObservation, credentials: any CredentialSequence
  ) {
    self.session = session
    self.remote = remote
    self.context = context
    self.observation = observation
    self.credentials = credentials
    login = session.logins[key]
  }

  /// The key of the login in the session: several users on one host are kept apart.
  private var key: String { "\(remote.username ?? "")@\(remote.origin)" }

  /// Returns the login to send to an address; `nil` where none was asked for yet, or the address is on
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
  ///   - address: The address that answered.
  ///   - offered: The ways to log in that the server offers and curl knows.
  ///   - challenges: The offer in the server's own words (`WWW-Authenticate`).
  /// - Throws: `ConnectionFailure` with `authenticationFailed` and the sources that were tried, where
  ///   no password is left.
  func answerChallenge(
    from address: HTTPAddress, offering offered: CurlAuthentication, challenges: [String]
  ) throws(ConnectionFailure) {
    guard remote.isSameHost(as: address) else {
      throw ConnectionFailure(
        .authenticationFailed,
        "a redirect led to another host, \(address.hostWithPort), which asks for a password; "
          + "passwords are only sent to the remote's own host",
        advice: "If the repository has moved there",
        command: "git remote set-url origin URL")
    }
    refuse()
    let methods: CurlAuthentication
    if offered.contains(.basic) {
      methods = .basic
    } else if offered.contains(.digest) {
      methods = .digest
    } else {
      let names =
        offered.names.isEmpty ? "no known way to log in" : offered.names.joined(separator: ", ")
      throw ConnectionFailure(
        .authenticationFailed,
        "the server does not accept a user name and password; it offers: \(names)",
        advice: "Use ssh, or send a token by http.extraHeader in the configuration of git")
    }
    credentials.challenges = challenges
    guard let credential = try credentials.next() else { throw failure(credentials.tried) }
    login = HTTPLogin(credential: credential, methods: methods, sequence: credentials)
  }

  /// Drops the login that was refused, and tells its source.
  private func refuse() {
    guard let refused = login else { return }
    refused.sequence.reject(in: context)
    session.logins[key] = nil
    login = nil
  }

  private func failure(_ tried: [String]) -> ConnectionFailure {
    let list = tried.isEmpty ? "and there is none" : "tried: " + tried.joined(separator: "; ")
    return ConnectionFailure(.authenticationFailed, "the server asks for a password, \(list)")
  }
}

/// A password that is tried or was accepted, with the way in which the server wants it.
struct HTTPLogin {
  let credential: Credential
  let methods: CurlAuthentication
  /// The source, which hears that it was accepted or refused.
  let sequence: any CredentialSequence
  /// True once the server has accepted it.
  var isAccepted = false
}
