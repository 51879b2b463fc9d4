internal import Git2

/// What git's configuration says about credentials, for all URLs.
struct CredentialSettings: Sendable {
  /// The lines of `credential.*`, in git's order.
  var entries: [ConfigurationEntry]
  /// `core.askPass`: the program that asks a person.
  var askPass: String?
  /// `credentialStore.lockTimeoutMS`: how long to wait for another writer of a `store` file.
  var storeLockMilliseconds: Int

  /// Makes settings.
  init(
    entries: [ConfigurationEntry] = [], askPass: String? = nil, storeLockMilliseconds: Int = 1_000
  ) {
    self.entries = entries
    self.askPass = askPass
    self.storeLockMilliseconds = storeLockMilliseconds
  }

  /// Gathers them from a repository's configuration, that of the user and of the system included.
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
