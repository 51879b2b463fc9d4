internal import Curl

/// A password that is tried, or was accepted, and the way in which the server wants it.
struct HTTPLogin {
  let credential: Credential
  let methods: CurlAuthentication
  /// Where it came from, for those who are to hear what became of it.
  let sequence: any CredentialSequence
  /// Whether the server has accepted it.
  var isAccepted = false
}
