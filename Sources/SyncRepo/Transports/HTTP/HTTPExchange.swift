internal import Curl
internal import Platform
internal import Processes

/// One request and its answer, under time limits.
final class HTTPExchange {
  /// The bytes that may wait to be sent before `write` waits.
  private static let outboxLimit = 65_536

  let address: HTTPAddress
  private let transfer: CurlTransfer
  private let deadline: HTTPDeadline
  private let diagnosis: HTTPDiagnosis
  /// The failure, after which there is nothing to wait for.
  private var failure: ConnectionFailure?

  init(
    _ transfer: CurlTransfer, to address: HTTPAddress, deadline: HTTPDeadline,
    diagnosis: HTTPDiagnosis
  ) {
    self.transfer = transfer
    self.address = address
    self.deadline = deadline
    self.diagnosis = diagnosis
  }

  // MARK: - Facts

  /// The destination of a redirect, once the answer is complete; `nil` for another answer.
  var redirectAddress: String? { transfer.redirectAddress }

  /// The ways to log in that the server offered with a 401.
  var offeredMethods: CurlAuthentication { transfer.offeredMethods }

  /// The ways to log in that a proxy offered.
  var offeredProxyMethods: CurlAuthentication { transfer.offeredProxyMethods }

  /// Notes the facts about the server.
  func note(_ head: CurlHead, in observation: RemoteObservation, now: Int64) {
    diagnosis.note(transfer, head, address, in: observation, now: now)
  }

  // MARK: - Steps

  /// Waits for the head of the answer.
  func waitForHead() throws(ConnectionFailure) -> CurlHead {
    try advance { transfer.head != nil || transfer.isOver }
    guard let head = transfer.head else {
      throw broken(ConnectionFailure(.connectionLost, "the server ended without an answer"))
    }
    return head
  }

  /// Waits for bytes of the answer; returns none at its end.
  func read(atMost limit: Int) throws(ConnectionFailure) -> [UInt8] {
    if transfer.received == 0 { try advance { transfer.received > 0 || transfer.isOver } }
    return transfer.take(atMost: limit)
  }

  /// Sends bytes of a body of unknown length, and waits while too many are on their way.
  ///
  /// A server that has answered already no longer listens; its answer is there to be read.
  func write(_ bytes: [UInt8]) throws(ConnectionFailure) {
    guard !transfer.isOver else { return }
    transfer.send(bytes)
    guard transfer.unsent > HTTPExchange.outboxLimit else { return }
    try advance {
      transfer.unsent <= HTTPExchange.outboxLimit || transfer.isOver || transfer.head != nil
    }
  }

  /// Ends the body of the request.
  func finishWriting() { transfer.finishSending() }

  /// Reads the rest of an answer within the time limits, up to a size that no such answer has.
  func readToEnd() throws(ConnectionFailure) {
    var left = 1 << 18
    while left > 0 {
      let count = try read(atMost: left).count
      if count == 0 { return }
      left -= count
    }
  }

  /// Reads the rest of an answer of no interest, so that its connection can be used again.
  func drain() { _ = readBriefly(1 << 18) }

  /// Reads up to a number of bytes, for a second at most.
  private func readBriefly(_ limit: Int) -> [UInt8] {
    let end = ContinuousClock.now + .seconds(1)
    var bytes: [UInt8] = []
    while bytes.count < limit, failure == nil, ContinuousClock.now < end {
      if transfer.received == 0 {
        if transfer.isOver { break }
        try? advance(patience: .milliseconds(100)) { transfer.received > 0 || transfer.isOver }
      }
      bytes += transfer.take(atMost: limit - bytes.count)
    }
    return bytes
  }

  /// Reads the words for people in an error's answer: its text, or the title of a web page.
  func readMessage(_ contentType: String?) -> [String] {
    guard contentType == "text/plain" || contentType == "text/html" else { return [] }
    var bytes = readBriefly(8_192)
    if contentType == "text/html" {
      let text = String(decoding: bytes, as: UTF8.self)
      let start = text.firstRange(of: "<title>")?.upperBound ?? text.endIndex
      bytes = Array(text[start...].prefix { $0 != "<" }.utf8)
    }
    var lines = TextTail()
    lines.append(bytes)
    return lines.lines
  }

  /// Ends the exchange; its connection is kept where the answer is complete.
  func close() { transfer.close() }

  /// Sends and receives until a condition holds.
  ///
  /// - Parameters:
  ///   - patience: The time without anything new after which it returns; `nil` means never.
  ///   - isDone: The condition.
  /// - Throws: `ConnectionFailure`, also that of an earlier call.
  private func advance(
    patience: Duration? = nil, until isDone: () -> Bool
  ) throws(ConnectionFailure) {
    if let failure { throw failure }
    deadline.clock.beginWaiting()
    for step in 0... {
      if deadline.cancellation.isCancelled {
        throw broken(ConnectionFailure(.cancelled, "cancelled"))
      }
      let (heard, sent) = (transfer.heard, transfer.sent)
      let failure = perform()
      if transfer.heard != heard {
        deadline.clock.hear()
      } else if transfer.sent != sent {
        deadline.clock.beginWaiting()
      }
      // What came before a failure is given out first.
      if isDone() || (patience != nil && step > 0 && failure == nil) { return }
      if let failure { throw broken(failure) }
      do throws(ConnectionFailure) {
        let left = try deadline.clock.timeLeft() ?? .seconds(60)
        wait(atMost: min(left, patience ?? left))
      } catch {
        throw broken(error)
      }
    }
  }

  private func perform() -> ConnectionFailure? {
    do throws(CurlFailure) {
      try transfer.perform()
      return nil
    } catch {
      return diagnosis.failure(error, transfer, address)
    }
  }

  private func wait(atMost time: Duration) {
    // A failure to wait shows again when the transfer goes on.
    try? transfer.wait(atMost: time, waking: deadline.cancellation.descriptor)
  }

  private func broken(_ failure: ConnectionFailure) -> ConnectionFailure {
    self.failure = failure
    transfer.close()
    return failure
  }
}

/// The time limits of one operation over http, and its cancellation.
///
/// An operation has several requests; they share the limits of one connection.
final class HTTPDeadline {
  let cancellation: Cancellation
  var clock: ConnectionClock
  private let limits: ConnectionLimits

  init(limits: ConnectionLimits, cancellation: Cancellation) {
    self.limits = limits
    self.cancellation = cancellation
    clock = ConnectionClock(limits: limits)
  }

  /// Starts again: for another operation, or after a person has been asked something.
  func restart() { clock = ConnectionClock(limits: limits) }
}
