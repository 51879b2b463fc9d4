internal import Git2
internal import Processes

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
