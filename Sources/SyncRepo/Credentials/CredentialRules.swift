internal import Git2
internal import Platform

/// The settings of git's configuration about credentials for one URL (gitcredentials(7)).
struct CredentialRules: Sendable, Hashable {
  /// The values of `credential.helper`, in the order in which they are asked.
  private(set) var helpers: [String] = []
  /// The user name to begin with: the URL's, else `credential.username`.
  private(set) var username: String?
  /// True if helpers are told the path (`credential.useHttpPath`).
  private(set) var usesPath = false
  /// True if prompts show the URL percent-encoded (`credential.sanitizePrompt`).
  private(set) var sanitizesPrompt = true
  /// True if carriage returns are kept from helpers (`credential.protectProtocol`).
  private(set) var protectsProtocol = true
  /// True if a person may be asked (`credential.interactive`).
  private(set) var isInteractive = true

  /// Applies the configuration: every section that matches counts, in the order of the files.
  ///
  /// - Parameters:
  ///   - entries: The lines of `credential.*`.
  ///   - url: The remote's URL.
  init(_ entries: [ConfigurationEntry], for url: CredentialURL) {
    username = url.username
    // An empty user name in the URL is none (`username_from_proto`).
    let isNamed = url.username?.isEmpty == false
    let normalized = Self.formatted(url).flatMap { NormalizedURL($0, allowsWildcards: false) }
    for entry in entries {
      guard entry.name.hasPrefix("credential.") else { continue }
      var key = entry.name.dropFirst("credential.".count)
      if let dot = key.lastIndex(of: ".") {
        var now = url
        now.username = username
        guard Self.matches(String(key[..<dot]), normalized, now) else { continue }
        key = key[key.index(after: dot)...]
      }
      apply(key.lowercased(), entry.value, isNamed: isNamed)
    }
  }

  private mutating func apply(_ key: String, _ value: String?, isNamed: Bool) {
    func flag(_ before: Bool) -> Bool { GitConfigurationValue.boolean(value) ?? before }
    switch key {
    case "helper":
      guard let value else { return }
      if value.isEmpty { helpers = [] } else { helpers.append(value) }
    case "username":
      if !isNamed, let value { username = value }
    case "usehttppath": usesPath = flag(usesPath)
    case "sanitizeprompt": sanitizesPrompt = flag(sanitizesPrompt)
    case "protectprotocol": protectsProtocol = flag(protectsProtocol)
    // "auto" and "always" are no flags; "never" is.
    case "interactive": isInteractive = value == "never" ? false : flag(true)
    default: break
    }
  }

  /// Returns true if the URL of a section covers the remote's.
  ///
  /// One that is not a whole URL is compared part by part.
  private static func matches(
    _ pattern: String, _ normalized: NormalizedURL?, _ url: CredentialURL
  ) -> Bool {
    if let pattern = NormalizedURL(pattern, allowsWildcards: true) {
      return normalized?.rank(of: pattern) != nil
    }
    guard let want = CredentialURL(pattern.utf8, isPartial: true) else { return false }
    func agrees(_ part: KeyPath<CredentialURL, String?>) -> Bool {
      want[keyPath: part].map { $0 == url[keyPath: part] } ?? true
    }
    return agrees(\.scheme) && agrees(\.host) && agrees(\.path) && agrees(\.username)
  }

  /// Returns a URL as git writes it to compare it, and to show it in prompts (`credential_format`).
  static func formatted(_ url: CredentialURL) -> String? {
    guard let scheme = url.scheme else { return nil }
    var text = "\(scheme)://"
    if let username = url.username, !username.isEmpty {
      text += PercentEncoding.encoded(username) { byte in
        !isEncoded(byte) && byte != UInt8(ascii: "/")
      }
      text += "@"
    }
    if let host = url.host {
      text += PercentEncoding.encoded(host) { byte in
        byte.isAlphanumeric || hostMarks.contains(byte)
      }
    }
    if let path = url.path {
      text += "/" + PercentEncoding.encoded(path) { !isEncoded($0) }
    }
    return text
  }

  private static func isEncoded(_ byte: UInt8) -> Bool {
    byte <= 0x1F || byte >= 0x7F || encodedMarks.contains(byte)
  }

  private static let encodedMarks = Set(" <>\"%{}|\\^`:?#[]@!$&'()*+,;=".utf8)
  private static let hostMarks = Set("-.:[]".utf8)
}

/// The settings of git's configuration about credentials, for all URLs.
struct CredentialSettings: Sendable {
  /// The lines of `credential.*`, in git's order.
  var entries: [ConfigurationEntry]
  /// `core.askPass`: the program that asks a person.
  var askPass: String?
  /// `credentialStore.lockTimeoutMS`: the time to wait for another writer of a `store` file.
  var storeLockMilliseconds: Int

  /// Creates settings.
  init(
    entries: [ConfigurationEntry] = [], askPass: String? = nil, storeLockMilliseconds: Int = 1_000
  ) {
    self.entries = entries
    self.askPass = askPass
    self.storeLockMilliseconds = storeLockMilliseconds
  }

  /// Reads them from a repository's configuration, which includes the user's and the system's.
  ///
  /// - Parameter repository: The repository.
  /// - Throws: `GitError` where a file of the configuration cannot be read.
  init(of repository: borrowing Repository) throws(GitError) {
    self.init(
      entries: try repository.configurationEntries(matching: "^credential\\."),
      askPass: try repository.configuration("core.askpass"),
      storeLockMilliseconds:
        try repository.configuration("credentialstore.locktimeoutms").flatMap(Int.init) ?? 1_000)
  }
}
