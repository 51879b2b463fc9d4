internal import CGit2

/// A failed call of libgit2: its code, and its words for people.
package struct GitError: Error, Sendable, CustomStringConvertible {
  /// The code to decide on.
  package let code: GitErrorCode
  /// The part of libgit2 that failed (`git_error_t`); only a hint.
  package let category: Int32
  /// libgit2's own words; never compared.
  package let message: String
  /// The failure of a transport of ours, if it was one; then this decides, not the code.
  package internal(set) var cause: (any Error)?

  /// The folder that another user owns, with the code `owner`.
  package internal(set) var ownedPath: String?

  /// Makes an error of our own in libgit2's terms.
  package init(code: GitErrorCode, category: Int32 = 0, message: String) {
    self.code = code
    self.category = category
    self.message = message
  }

  /// Takes the error of the call that has just failed from this thread, and clears it, so that it
  /// is never mistaken for the error of a later call.
  static func last(_ code: Int32) -> GitError {
    defer { git_error_clear() }
    guard let error = git_error_last(), let text = error.pointee.message else {
      return GitError(
        code: GitErrorCode(rawValue: code), message: "libgit2 gave no reason (code \(code))")
    }
    return GitError(
      code: GitErrorCode(rawValue: code), category: error.pointee.klass,
      message: String(cString: text))
  }

  package var description: String { message }

  /// True if the system refused something: the disk is full, a file may not be written.
  package var isOfSystem: Bool {
    code == .generic && category == Int32(GIT_ERROR_OS.rawValue)
  }

  /// True if something in the repository is missing or damaged: an object, a reference, its configuration.
  ///
  /// By the part of libgit2 that failed, as the codes do not tell; what the system refused is none.
  package var isDamage: Bool {
    // What libgit2 has read is not what it was named after.
    if code == .mismatch { return true }
    let parts = [
      GIT_ERROR_REFERENCE, GIT_ERROR_ZLIB, GIT_ERROR_REPOSITORY, GIT_ERROR_CONFIG, GIT_ERROR_ODB,
      GIT_ERROR_OBJECT, GIT_ERROR_TREE,
    ]
    return [GitErrorCode.notFound, .generic].contains(code)
      && parts.contains { Int32($0.rawValue) == category }
  }
}

/// Passes a libgit2 result on, or throws what libgit2 says about it.
@discardableResult
func check(_ code: Int32) throws(GitError) -> Int32 {
  if code < 0 { throw GitError.last(code) }
  return code
}

/// Passes a libgit2 result on, or returns `nil` if the thing asked for is not there.
func checkFound(_ code: Int32) throws(GitError) -> Int32? {
  if code == GIT_ENOTFOUND.rawValue {
    git_error_clear()
    return nil
  }
  return try check(code)
}

/// The number that a libgit2 function returned; a program may decide on it.
package struct GitErrorCode: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// The object or reference is not there (C: `GIT_ENOTFOUND`).
  package static let notFound = GitErrorCode(GIT_ENOTFOUND)
  /// A failure without a code of its own (C: `GIT_ERROR`).
  static let generic = GitErrorCode(GIT_ERROR)
  /// The content is not the one that its name was made of (C: `GIT_EMISMATCH`).
  static let mismatch = GitErrorCode(GIT_EMISMATCH)
  /// It is there already (C: `GIT_EEXISTS`).
  package static let exists = GitErrorCode(GIT_EEXISTS)
  /// The error of a callback of ours (C: `GIT_EUSER`).
  package static let user = GitErrorCode(GIT_EUSER)
  /// The update would lose commits (C: `GIT_ENONFASTFORWARD`).
  package static let nonFastForward = GitErrorCode(GIT_ENONFASTFORWARD)
  /// A name or URL is malformed (C: `GIT_EINVALIDSPEC`).
  static let invalidSpec = GitErrorCode(GIT_EINVALIDSPEC)
  /// A lock file is in the way (C: `GIT_ELOCKED`).
  package static let locked = GitErrorCode(GIT_ELOCKED)
  /// A reference is not what was expected (C: `GIT_EMODIFIED`).
  package static let modified = GitErrorCode(GIT_EMODIFIED)
  /// The server did not accept the login (C: `GIT_EAUTH`).
  package static let authentication = GitErrorCode(GIT_EAUTH)
  /// The server's certificate or host key was not accepted (C: `GIT_ECERTIFICATE`).
  package static let certificate = GitErrorCode(GIT_ECERTIFICATE)
  /// The other side has closed the connection too early (C: `GIT_EEOF`).
  package static let endOfFile = GitErrorCode(GIT_EEOF)
  /// Another user owns the repository (C: `GIT_EOWNER`).
  package static let owner = GitErrorCode(rawValue: -36)

  private init(_ code: git_error_code) { rawValue = code.rawValue }
}
