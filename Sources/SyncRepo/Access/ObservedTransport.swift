internal import Git2
internal import Processes

/// A transport whose first answer is timed.
final class ObservedTransport: SmartTransport {
  private let transport: any SmartTransport
  private let observation: RemoteObservation

  init(_ transport: any SmartTransport, _ observation: RemoteObservation) {
    self.transport = transport
    self.observation = observation
  }

  var isStateless: Bool { transport.isStateless }

  func connect(to url: String, for service: SmartService) throws
    -> any SmartConnection
  {
    let start = ContinuousClock.now
    return ObservedConnection(try transport.connect(to: url, for: service), start, observation)
  }

  func refusal(_ text: String, for service: SmartService) -> any Error {
    transport.refusal(text, for: service)
  }

  func close() { transport.close() }
}

/// A connection that notes when its first bytes have come.
private final class ObservedConnection: SmartConnection {
  private let connection: any SmartConnection
  private let start: ContinuousClock.Instant
  private var observation: RemoteObservation?

  init(
    _ connection: any SmartConnection, _ start: ContinuousClock.Instant,
    _ observation: RemoteObservation
  ) {
    self.connection = connection
    self.start = start
    self.observation = observation
  }

  func read(atMost limit: Int) throws -> [UInt8] {
    let bytes = try connection.read(atMost: limit)
    if let observation, !bytes.isEmpty {
      let milliseconds = Int(start.duration(to: .now) / .milliseconds(1))
      // Of several connections the first one counts: later ones may be shared.
      observation.note { $0.answerMilliseconds = $0.answerMilliseconds ?? milliseconds }
      self.observation = nil
    }
    return bytes
  }

  func write(_ bytes: [UInt8]) throws { try connection.write(bytes) }

  func close() { connection.close() }
}
