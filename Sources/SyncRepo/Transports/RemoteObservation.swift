internal import Git2
internal import Synchronization

/// The facts about a remote that were seen while it was used; one that does not apply is `nil`.
public struct RemoteFacts: Sendable, Hashable, Codable {
  /// From the start to the remote's first answer, in milliseconds.
  public var answerMilliseconds: Int?
  /// The address that was used in the end, after redirects, without a password.
  public var finalAddress: String?
  /// The program that made the connection, for ssh.
  public var program: String?
  /// The server's keys that are known here, for OpenSSH: `ED25519 SHA256:…`.
  public var hostKeys: [String] = []
  /// `HTTP/2` or `HTTP/1.1`.
  public var httpVersion: String?
  /// `TLSv1.3` and the like.
  public var tlsVersion: String?
  /// The subject of the server's certificate.
  public var certificateSubject: String?
  /// The issuer of the server's certificate.
  public var certificateIssuer: String?
  /// The end of the server's certificate, in seconds since 1970.
  public var certificateExpiry: Int64?
  /// True if the server's identity was not checked: the certificate was ignored (`http.sslVerify` is
  /// off), or ssh accepts every host key (`StrictHostKeyChecking no`).
  public var isVerificationOff = false
  /// The proxy that was used, without a password.
  public var proxy: String?
  /// The server's clock at its first answer (the `Date` header), in seconds since 1970.
  public var serverTime: Int64?
  /// The clock here at the same moment.
  public var localTime: Int64?
  /// The source of the credential that was accepted; `nil` also where none was asked for.
  public var credentialSource: String?
  /// The user name of that credential; for ssh, the one that it logs in as.
  public var credentialUser: String?

  /// Creates facts without any content.
  public init() {}
}

/// The notes of transports about a remote.
final class RemoteObservation: Sendable {
  private let state = Mutex(RemoteFacts())

  /// The facts that were noted so far.
  var facts: RemoteFacts { state.withLock { $0 } }

  /// Changes the notes.
  func note(_ change: (inout RemoteFacts) -> Void) {
    state.withLock { change(&$0) }
  }
}

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

/// A connection that notes the time of its first bytes.
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
