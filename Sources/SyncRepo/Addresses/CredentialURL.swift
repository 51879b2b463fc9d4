/// The parts of a URL as git reads them for credentials (`credential_from_url_1` of `credential.c`).
///
/// Nothing is normalised; percent codes are decoded. A URL of the configuration may be partial: a
/// part that is missing is `nil`.
struct CredentialURL: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  var scheme: String?
  var username: String?
  var password: String?
  var host: String?
  /// The path without slashes at its ends; `nil` where nothing is left.
  var path: String?

  /// The URL without user, password and query, which may hold a token.
  var description: String {
    "\(scheme ?? "")://\(host ?? "")/\((path ?? "").prefix { $0 != "?" && $0 != "#" })"
  }
  var customMirror: Mirror { Mirror(self, children: []) }

  /// Makes a URL with no part.
  init() {}

  /// Reads a URL.
  ///
  /// Fails where the URL has no scheme and must have one, and where a part holds a line end, a NUL or
  /// bytes that are not UTF-8 (CVE-2020-5260).
  ///
  /// - Parameters:
  ///   - text: `scheme://user:password@host/path`.
  ///   - isPartial: True if parts may be missing.
  init?(_ text: some Collection<UInt8>, isPartial: Bool) {
    let parts = AddressParts(text, endsLoginEarly: true)
    guard isPartial || parts.scheme?.isEmpty == false else { return nil }
    var isValid = true
    func read(_ part: some Collection<UInt8>) -> String? {
      let text = Self.text(part)
      if text == nil { isValid = false }
      return text
    }
    if let scheme = parts.scheme, !scheme.isEmpty {
      self.scheme = String(validating: scheme, as: UTF8.self)
      isValid = self.scheme != nil && !scheme.contains(0x0A)
    }
    if let (user, password) = parts.userAndPassword {
      username = read(user)
      self.password = password.flatMap(read)
    }
    if !isPartial || !parts.place.isEmpty { host = read(parts.place) }
    var path = parts.tail.drop { $0 == UInt8(ascii: "/") }
    while path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
    if !path.isEmpty { self.path = read(path) }
    guard isValid else { return nil }
  }

  /// Decodes percent codes; like `url_decode_mem`, it leaves the text before a colon as it is.
  private static func text(_ part: some Collection<UInt8>) -> String? {
    let bytes = Array(part)
    let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? 0
    let decoded = bytes[..<colon] + PercentEncoding.decoded(bytes[colon...])
    guard !decoded.contains(0), !decoded.contains(0x0A) else { return nil }
    return String(validating: decoded, as: UTF8.self)
  }
}
