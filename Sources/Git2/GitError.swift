internal import CGit2

/// A failed call of libgit2: its code, and its words for people.
package struct GitError: Error, Sendable, CustomStringConvertible {
  /// What to decide on.
  package let code: GitErrorCode
  /// The part of libgit2 that failed (`git_error_t`); only a hint.
  package let category: Int32
  /// libgit2's own words; never compared.
  package let message: String
  /// Why a transport of ours failed, where it was one; then this decides, not the code.
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
}

/// Passes a libgit2 result on, or throws what libgit2 says about it.
@discardableResult
func check(_ code: Int32) throws(GitError) -> Int32 {
  if code < 0 { throw GitError.last(code) }
  return code
}

/// Does the same, but returns `nil` where the thing asked for is not there.
func checkFound(_ code: Int32) throws(GitError) -> Int32? {
  if code == GIT_ENOTFOUND.rawValue {
    git_error_clear()
    return nil
  }
  return try check(code)
}
