internal import Curl
internal import Git2
internal import Processes

/// Reaches remotes by git's smart http protocol (gitprotocol-http(5)), over libcurl.
final class HTTPTransport: SmartTransport {
  /// The most redirects that are followed, as in git.
  static let redirectLimit = 20

  let settings: HTTPSettings
  let session: HTTPSession
  let observation: RemoteObservation
  let deadline: HTTPDeadline
  private let now: @Sendable () -> Int64
  private let makeSequence: (CredentialRequest) -> any CredentialSequence
  /// The remote, and the passwords for it; known when libgit2 names it.
  private var remote: (address: HTTPAddress, authentication: HTTPAuthentication)?
  /// Where the first request of a service was sent on to.
  private var bases: [String: HTTPAddress] = [:]

  /// Makes a transport for one operation.
  ///
  /// - Parameters:
  ///   - settings: Git's settings.
  ///   - session: The connections to use again.
  ///   - limits: How long an operation may take.
  ///   - cancellation: What ends it early.
  ///   - observation: Where to note what is seen of the remote.
  ///   - now: The clock, in seconds since 1970.
  ///   - credentials: Makes the passwords for a remote that asks for one.
  init(
    settings: HTTPSettings, session: HTTPSession, limits: NetworkLimits,
    cancellation: Cancellation, observation: RemoteObservation,
    now: @escaping @Sendable () -> Int64,
    credentials: @escaping (CredentialRequest) -> any CredentialSequence
  ) {
    self.settings = settings
    self.session = session
    self.observation = observation
    self.now = now
    makeSequence = credentials
    deadline = HTTPDeadline(
      limits: ConnectionLimits(
        firstAnswer: limits.firstAnswer, silence: limits.silence, total: limits.total),
      cancellation: cancellation)
  }

  var isStateless: Bool { true }

  func connect(to url: String, for service: SmartService) throws(ConnectionFailure)
    -> any SmartConnection
  {
    let (address, _) = try target(url)
    switch service {
    case .uploadPackAdvertisement, .receivePackAdvertisement:
      return HTTPReply(try discover(address, service.program))
    case .uploadPack, .receivePack:
      return HTTPCall(over: self, to: bases[service.program] ?? address, service: service.program)
    }
  }

  func close() { deadline.restart() }

  /// Returns the remote's address and the passwords for it.
  func target(
    _ url: String
  ) throws(ConnectionFailure) -> (address: HTTPAddress, authentication: HTTPAuthentication) {
    let address = try HTTPAddress(url)
    if let remote, remote.address == address { return remote }
    let authentication = HTTPAuthentication(
      session: session, remote: address, observation: observation, makeSequence: makeSequence)
    remote = (address, authentication)
    return (address, authentication)
  }

  // MARK: - Requests

  /// What holds for an address; on another host than the remote's, less is sent along.
  func configuration(for address: HTTPAddress) -> HTTPConfiguration {
    let isForeign = remote.map { !$0.address.isSameHost(as: address) } ?? false
    return HTTPConfiguration(for: address, settings: settings, isForeign: isForeign)
  }

  /// Sends a request, with passwords where the server asks for them.
  ///
  /// - Parameters:
  ///   - address: Where to.
  ///   - isRepeatable: Whether it can be sent again with another password.
  ///   - prepare: Adds the headers and the body.
  /// - Returns: The exchange with its head: a redirect, or the answer.
  /// - Throws: `ConnectionFailure`; every status but 2xx and 3xx is one.
  func send(
    to address: HTTPAddress, isRepeatable: Bool = true, _ prepare: (inout CurlRequest) -> Void
  ) throws(ConnectionFailure) -> (exchange: HTTPExchange, head: CurlHead) {
    while true {
      let exchange = try begin(address, prepare)
      let head = try exchange.waitForHead()
      if let passed = try judge(exchange, head, isRepeatable: isRepeatable) { return passed }
    }
  }

  /// Begins a request.
  func begin(
    _ address: HTTPAddress, _ prepare: (inout CurlRequest) -> Void
  ) throws(ConnectionFailure) -> HTTPExchange {
    let configuration = configuration(for: address)
    var request = configuration.request(to: address)
    request.login = remote?.authentication.login(for: address)
    prepare(&request)
    let diagnosis = HTTPDiagnosis(configuration: configuration)
    do throws(CurlFailure) {
      return HTTPExchange(
        try session.begin(request), to: address, deadline: deadline, diagnosis: diagnosis)
    } catch {
      throw diagnosis.failure(error, nil, address)
    }
  }

  /// Decides on the head of an answer.
  ///
  /// - Returns: `nil` where the request is to be sent again, with another password.
  /// - Throws: `ConnectionFailure` for an answer that is an error.
  func judge(
    _ exchange: HTTPExchange, _ head: CurlHead, isRepeatable: Bool
  ) throws(ConnectionFailure) -> (exchange: HTTPExchange, head: CurlHead)? {
    note(exchange, head)
    let authentication = remote?.authentication
    if head.status == 401, isRepeatable, let authentication {
      let offered = exchange.offeredMethods
      exchange.drain()
      exchange.close()
      try authentication.answerChallenge(
        from: exchange.address, offering: offered, challenges: head.values("www-authenticate"))
      deadline.restart()
      return nil
    }
    if head.status < 500, head.status != 401, head.status != 407 { authentication?.accept() }
    if (200..<400).contains(head.status) { return (exchange, head) }
    let lines = exchange.readMessage(head.contentType)
    exchange.drain()
    exchange.close()
    throw HTTPDiagnosis.failure(head, lines, exchange.address)
  }

  private func note(_ exchange: HTTPExchange, _ head: CurlHead) {
    exchange.note(head, in: observation, now: now())
    let answer = deadline.clock.answerTime.map { Int($0 / .milliseconds(1)) }
    observation.note { $0.answerMilliseconds = $0.answerMilliseconds ?? answer }
    if exchange.offeredProxyMethods == .basic,
      let proxy = configuration(for: exchange.address).proxy
    {
      session.proxyMethods[proxy.address] = .basic
    }
  }

  // MARK: - The first request

  /// Asks for the references, follows redirects, and remembers where they led.
  private func discover(
    _ remote: HTTPAddress, _ service: String
  ) throws(ConnectionFailure) -> HTTPExchange {
    let query = "service=\(service)"
    var address = remote.appending("info/refs", query: query)
    for _ in 0...HTTPTransport.redirectLimit {
      let (exchange, head) = try send(to: address) { $0.headers.append("Pragma: no-cache") }
      guard (300..<400).contains(head.status) else {
        try HTTPDiagnosis.check(head, "application/x-\(service)-advertisement", exchange)
        guard let base = address.removing("info/refs", query: query) else {
          throw ConnectionFailure(
            .other, "a redirect led to \(shown(address)), which is no repository")
        }
        bases[service] = base
        observation.note { $0.finalAddress = shown(base) }
        return exchange
      }
      let next = try redirect(exchange, head)
      exchange.drain()
      exchange.close()
      address = next
    }
    throw ConnectionFailure(.other, "it sent us on more than \(HTTPTransport.redirectLimit) times")
  }

  /// Where a redirect leads, if it may be followed.
  private func redirect(
    _ exchange: HTTPExchange, _ head: CurlHead
  ) throws(ConnectionFailure) -> HTTPAddress {
    guard let text = exchange.redirectAddress else {
      throw ConnectionFailure(.other, "the server answered with HTTP status \(head.status)")
    }
    let next: HTTPAddress
    do throws(ConnectionFailure) {
      next = try HTTPAddress(text)
    } catch {
      throw ConnectionFailure(.other, "it sent us on to an address that cannot be used")
    }
    let place = shown(next)
    let move = ConnectionFailure(
      .other, "it sent us on to \(place), and http.followRedirects is off",
      hint: "If that is right: git remote set-url origin URL")
    if configuration(for: exchange.address).redirects == .never { throw move }
    if exchange.address.scheme == "https", next.scheme == "http" {
      throw ConnectionFailure(
        .other, "it sent us from https to \(place), which is not protected; that is refused",
        hint: "Whoever runs the server has to mend it; or try the new address with https://")
    }
    return next
  }

  private func shown(_ address: HTTPAddress) -> String { RepositoryPath.printable(address.text) }
}
