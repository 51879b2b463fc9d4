internal import Curl
internal import Git2
internal import Processes

/// A POST to `git-upload-pack` or `git-receive-pack`: first everything is written, then everything is
/// read.
///
/// A small body is kept until it is complete, and sent with its length. A larger one is sent in parts
/// and never held in memory; a request without content goes first, as in git, so that a password is
/// asked for before the pack is on its way.
final class HTTPCall: SmartConnection {
  private let transport: HTTPTransport
  private let address: HTTPAddress
  private let service: String
  private let limit: Int
  /// The bytes that were written and not sent yet.
  private var buffer: [UInt8] = []
  /// The running request.
  private var exchange: HTTPExchange?
  private var hasHead = false

  init(over transport: HTTPTransport, to base: HTTPAddress, service: String) {
    self.transport = transport
    self.service = service
    address = base.appending(service)
    limit = transport.configuration(for: base).postBuffer
  }

  func write(_ bytes: [UInt8]) throws(ConnectionFailure) {
    if let exchange { return try exchange.write(bytes) }
    buffer.append(contentsOf: bytes)
    guard buffer.count > limit else { return }
    try probe()
    let stream = try transport.begin(address) { prepare(&$0, .stream) }
    exchange = stream
    let first = buffer
    buffer = []
    try stream.write(first)
  }

  func read(atMost limit: Int) throws(ConnectionFailure) -> [UInt8] {
    if let exchange, hasHead { return try exchange.read(atMost: limit) }
    let answered: HTTPExchange
    if let exchange {
      exchange.finishWriting()
      let head = try exchange.waitForHead()
      _ = try transport.judge(exchange, head, isRepeatable: false)
      try check(head, exchange)
      answered = exchange
    } else {
      let body = buffer
      buffer = []
      let (sent, head) = try transport.send(to: address) { prepare(&$0, .bytes(body)) }
      try check(head, sent)
      answered = sent
    }
    exchange = answered
    hasHead = true
    return try answered.read(atMost: limit)
  }

  func close() {
    guard let exchange else { return }
    if hasHead { exchange.drain() }
    exchange.close()
  }

  /// Sends a flush packet and nothing else: servers only look at who asks.
  private func probe() throws(ConnectionFailure) {
    let (exchange, _) = try transport.send(to: address) {
      prepare(&$0, .bytes(Array("0000".utf8)))
    }
    exchange.drain()
    exchange.close()
  }

  private func prepare(_ request: inout CurlRequest, _ body: CurlRequest.Body) {
    request.body = body
    // Without the last line curl would wait for the server to agree to a large body.
    request.headers += [
      "Content-Type: application/x-\(service)-request",
      "Accept: application/x-\(service)-result", "Expect:",
    ]
    if case .stream = body { request.headers.append("Transfer-Encoding: chunked") }
  }

  private func check(_ head: CurlHead, _ exchange: HTTPExchange) throws(ConnectionFailure) {
    if (300..<400).contains(head.status) {
      throw ConnectionFailure(.other, "the server redirects in the middle of the conversation")
    }
    try HTTPDiagnosis.check(head, "application/x-\(service)-result", exchange)
  }
}

/// The stream of an answer whose request is complete.
final class HTTPReply: SmartConnection {
  private let exchange: HTTPExchange

  init(_ exchange: HTTPExchange) { self.exchange = exchange }

  func read(atMost limit: Int) throws(ConnectionFailure) -> [UInt8] {
    try exchange.read(atMost: limit)
  }

  /// The request has no body.
  func write(_ bytes: [UInt8]) throws(ConnectionFailure) {}

  func close() {
    exchange.drain()
    exchange.close()
  }
}
