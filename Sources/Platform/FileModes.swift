/// The modes of the files that this process makes: umask(2), which all of its threads share.
package enum FileModes {
  /// The mask that the process was started with; the first look at it keeps everybody else out.
  private static let inherited = umask(ownOnly)

  private static let ownOnly: mode_t = 0o077

  /// Keeps everybody but the user from the files that this process makes from now on, those of
  /// libgit2 among them.
  package static func keepToOwner() { _ = inherited }

  /// Makes files with the modes that the person's shell asks for: those of a project of theirs.
  ///
  /// Others of this process must not make files at the same time.
  nonisolated(nonsending)
    package static func asInherited<Value>(_ body: () async throws -> Value) async rethrows -> Value
  {
    restoreInherited()
    defer { umask(ownOnly) }
    return try await body()
  }

  /// Gives the mask back that the process was started with, for a program that takes its place.
  package static func restoreInherited() { umask(inherited) }
}
