/// What was seen of a remote while it was used; what does not apply is `nil`.
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
  /// Who issued the server's certificate.
  public var certificateIssuer: String?
  /// When the server's certificate ends, in seconds since 1970.
  public var certificateExpiry: Int64?
  /// Whether it does not matter who the server is: the certificate was not looked at
  /// (`http.sslVerify` is off), or ssh accepts every host key (`StrictHostKeyChecking no`).
  public var isVerificationOff = false
  /// The proxy that was used, without a password.
  public var proxy: String?
  /// The server's clock at its first answer (the `Date` header), in seconds since 1970.
  public var serverTime: Int64?
  /// Our clock at the same moment.
  public var localTime: Int64?
  /// Where the credential came from that was accepted; `nil` also where none was asked for.
  public var credentialSource: String?
  /// Its user name; for ssh, the one that it logs in as.
  public var credentialUser: String?

  /// Makes facts of which nothing is known.
  public init() {}
}
