internal import Curl
internal import Git2
internal import Processes

/// The way to remotes by git's smart http protocol (gitprotocol-http(5)), over libcurl.
final class HTTPTransport: SmartTransport {
  /// The most redirects that are followed, as in git.
  static let redirectLimit = 20

  let settings: HTTPSettings
  let session: HTTPSession
  let observation: RemoteObservation
  let deadline: HTTPDeadline
  private let context: NetworkContext
  private let credentials: any CredentialSequence
  /// The remote, and the passwords for it; known when libgit2 names it.
  private var remote: (address: HTTPAddress, authentication: HTTPAuthentication)?
  /// The addresses that the first request of a service was sent on to.
  private var bases: [String: HTTPAddress] = [:]

  /// Creates a transport for one operation.
  ///
  /// - Parameters:
  ///   - settings: Git's settings.
  ///   - session: The connections to use again.
  ///   - context: The surroundings of the operation.
  ///   - observation: The notes about the remote.
  ///   - credentials: The passwords, where the remote asks for one.
  init(
    settings: HTTPSettings, session: HTTPSession, context: NetworkContext,
    observation: RemoteObservation, credentials: any CredentialSequence
  ) {
    self.settings = settings
    self.session = session
    self.context = context
    self.observation = observation
    self.credentials = credentials
    deadline = HTTPDeadline(
      limits: context.limits.ofConnection(), cancellation: context.cancellation)
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
  private func target(
    _ url: String
  ) throws(ConnectionFailure) -> (address: HTTPAddress, authentication: HTTPAuthentication) {
    let address = try HTTPAddress(url)
    if let remote, remote.address == address { return remote }
    let authentication = HTTPAuthentication(
      session: session, remote: address, context: context, observation: observation,
      credentials: credentials)
    remote = (address, authentication)
    return (address, authentication)
  }

  // MARK: - Requests

  /// Returns the settings for an address; on another host than the remote's, less is sent along.
  func configuration(for address: HTTPAddress) -> HTTPConfiguration {
    let isForeign = remote.map { !$0.address.isSameHost(as: address) } ?? false
    return HTTPConfiguration(for: address, settings: settings, isForeign: isForeign)
  }

  /// Sends a request, with passwords where the server asks for them.
  ///
  /// - Parameters:
  ///   - address: The destination.
  ///   - isRepeatable: True if it can be sent again with another password.
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
  /// - Returns: The exchange; `nil` where the request is to be sent again, with another password.
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
    let proxyBefore = observation.facts.proxy
    exchange.note(head, in: observation, now: context.now())
    if let proxy = observation.facts.proxy, proxy != proxyBefore {
      context.report(
        SyncEvent(.proxyUsed, "The proxy \(proxy) was used.", [.address: proxy]))
    }
    let answer = deadline.clock.answerTime.map { Int($0 / .milliseconds(1)) }
    observation.note { $0.answerMilliseconds = $0.answerMilliseconds ?? answer }
    if exchange.offeredProxyMethods == .basic,
      let proxy = configuration(for: exchange.address).proxy
    {
      session.proxyMethods[proxy.address] = .basic
    }
  }

  // MARK: - The first request

  /// Asks for the references, follows redirects, and remembers the address they led to.
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
            .other, "a redirect led to \(shown(address)), which is not a repository")
        }
        bases[service] = base
        observation.note { $0.finalAddress = shown(base) }
        return exchange
      }
      let next = try redirect(exchange, head)
      context.report(
        SyncEvent(
          .redirected, "\(shown(address)) redirects to \(shown(next)).", [.address: shown(next)]))
      exchange.close()
      address = next
    }
    throw ConnectionFailure(
      .other, "there were more than \(HTTPTransport.redirectLimit) redirects")
  }

  /// Returns the destination of a redirect, if it may be followed.
  private func redirect(
    _ exchange: HTTPExchange, _ head: CurlHead
  ) throws(ConnectionFailure) -> HTTPAddress {
    // libcurl knows the address only when the answer is complete.
    try exchange.readToEnd()
    guard let text = exchange.redirectAddress else {
      throw ConnectionFailure(.other, "the server answered with HTTP status \(head.status)")
    }
    let next: HTTPAddress
    do throws(ConnectionFailure) {
      next = try HTTPAddress(text)
    } catch {
      throw ConnectionFailure(.other, "a redirect led to an address that cannot be used")
    }
    let place = shown(next)
    let move = ConnectionFailure(
      .other, "it redirects to \(place), and http.followRedirects is off",
      advice: "If that is right",
      command: "git remote set-url origin URL")
    if configuration(for: exchange.address).redirects == .never { throw move }
    if exchange.address.scheme == "https", next.scheme == "http" {
      throw ConnectionFailure(
        .other, "it redirects from https to \(place), which is not protected; that is refused",
        advice: "The server's administrator has to fix it; or try the new address with https://")
    }
    return next
  }

  /// The address for a person, without its query, which may hold a token.
  private func shown(_ address: HTTPAddress) -> String {
    VisibleText.of(String(address.text.prefix { $0 != "?" }))
  }
}
