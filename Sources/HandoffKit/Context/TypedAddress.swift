internal import Platform
internal import SyncRepo

extension HandoffContext {
  /// Returns the address of a remote, made absolute if it is a path on this computer.
  ///
  /// - Parameter text: The address as a person types it; `YOU/tasks` is one on GitHub.
  /// - Returns: The address for git.
  /// - Throws: `HandoffError` if a `~` cannot be resolved.
  package func absoluteAddress(_ text: String) throws -> String {
    try addresses(text).first ?? text
  }

  /// Returns the addresses that a person may mean, the likeliest first.
  ///
  /// - Parameter text: An address in any form that git takes, a path, `YOU/tasks` for a repository on
  ///   GitHub, or `git.example.net/me/tasks`.
  /// - Returns: Addresses for git: of a repository on a host that by ssh, then that by https.
  /// - Throws: `HandoffError` if a `~` cannot be resolved.
  func addresses(_ text: String) throws -> [String] {
    guard RemoteAddress(text).transport == .local, !text.contains("://") else { return [text] }
    let path = try absolute(text)
    guard !LocalFile.exists(path), let repository = HostedRepository(text) else { return [path] }
    return repository.addresses
  }
}

/// A repository on a host of repositories, such as GitHub.
struct HostedRepository: Sendable, Hashable {
  private let host: String
  /// The name with its owner: `me/tasks`.
  let name: String

  /// Reads `me/tasks`, `github.com/me/tasks`, or the address of its page; `nil` for something else.
  init?(_ text: String) {
    let page = text.hasPrefix("https://") ? text.dropFirst("https://".count) : text[...]
    var parts = page.split(separator: "/", omittingEmptySubsequences: false)
    let isShort = parts.count == 2 && page.startIndex == text.startIndex
    guard parts.count == 3 || isShort else { return nil }
    let host = isShort ? "github.com" : parts.removeFirst()
    if parts[1].hasSuffix(".git") { parts[1].removeLast(".git".count) }
    guard host.contains("."), ([host] + parts).allSatisfy(Self.isName) else { return nil }
    self.host = String(host)
    name = parts.joined(separator: "/")
  }

  /// Its addresses by ssh and by https.
  var addresses: [String] { ["git@\(host):\(name).git", "https://\(host)/\(name).git"] }

  /// The address as a person types it.
  var shortAddress: String { host == "github.com" ? name : "\(host)/\(name)" }

  private static func isName(_ part: Substring) -> Bool {
    (1...100).contains(part.utf8.count) && part.first?.isASCII == true
      && (part.first?.isLetter == true || part.first?.isNumber == true)
      && part.utf8.allSatisfy { $0.isAlphanumeric || [0x2D, 0x2E, 0x5F].contains($0) }
  }
}
