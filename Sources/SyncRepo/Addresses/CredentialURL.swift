/// The parts of a URL as git takes them for credentials (`credential_from_url_1` of `credential.c`).
///
/// Nothing is normalised; percent codes are read. In the configuration a URL may be partial: what is
/// missing is `nil` then.
struct CredentialURL: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  var scheme: String?
  var username: String?
  var password: String?
  var host: String?
  /// Without slashes at its ends; `nil` where nothing is left.
  var path: String?

  /// The URL without the password.
  var description: String { "\(scheme ?? "")://\(host ?? "")/\(path ?? "")" }
  var customMirror: Mirror { Mirror(self, children: []) }

  /// Makes a URL with no part.
  init() {}

  /// Reads a URL.
  ///
  /// It fails where the URL has no scheme and must, or where a part has a line end, a NUL or bytes that
  /// are not UTF-8 in it (CVE-2020-5260).
  ///
  /// - Parameters:
  ///   - text: `scheme://user:password@host/path`.
  ///   - isPartial: Whether parts may be missing.
  init?(_ text: some Collection<UInt8>, isPartial: Bool) {
    let bytes = Array(text)
    let colon = UInt8(ascii: ":")
    let mark = bytes.indices.first { bytes[$0...].starts(with: "://".utf8) }
    guard isPartial || (mark ?? 0) > 0 else { return nil }
    var rest = mark.map { bytes[($0 + 3)...] } ?? bytes[...]
    if let mark, mark > 0 { scheme = String(validating: bytes[..<mark], as: UTF8.self) }
    let end = rest.firstIndex(where: NormalizedURL.endsAuthority) ?? rest.endIndex
    var isValid = mark == nil || mark == 0 || scheme != nil
    func read(_ part: some Collection<UInt8>) -> String? {
      let text = Self.text(part)
      if text == nil { isValid = false }
      return text
    }
    if let at = rest.firstIndex(of: UInt8(ascii: "@")), at < end {
      let login = rest[..<at]
      if let middle = login.firstIndex(of: colon) {
        username = read(login[..<middle])
        password = read(login[(middle + 1)...])
      } else {
        username = read(login)
      }
      rest = rest[(at + 1)...]
    }
    if !isPartial || end > rest.startIndex { host = read(rest[..<end]) }
    var path = rest[end...].drop { $0 == UInt8(ascii: "/") }
    if !path.isEmpty {
      while path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
      self.path = read(path)
    }
    guard isValid, scheme?.utf8.contains(0x0A) != true else { return nil }
  }

  /// Reads percent codes; what stands before a colon is left as it is, as `url_decode_mem` does.
  private static func text(_ part: some Collection<UInt8>) -> String? {
    let bytes = Array(part)
    let colon = bytes.firstIndex(of: UInt8(ascii: ":")) ?? 0
    let decoded = bytes[..<colon] + PercentEncoding.decoded(bytes[colon...])
    guard !decoded.contains(0), !decoded.contains(0x0A) else { return nil }
    return String(validating: decoded, as: UTF8.self)
  }
}
