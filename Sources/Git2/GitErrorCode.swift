internal import CGit2

/// The number a libgit2 function returned; what a program may decide on.
package struct GitErrorCode: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// The object or reference is not there (C: `GIT_ENOTFOUND`).
  package static let notFound = GitErrorCode(GIT_ENOTFOUND)
  /// It is there already (C: `GIT_EEXISTS`).
  package static let exists = GitErrorCode(GIT_EEXISTS)
  /// A short name fits several (C: `GIT_EAMBIGUOUS`).
  package static let ambiguous = GitErrorCode(GIT_EAMBIGUOUS)
  /// The error of a callback of ours (C: `GIT_EUSER`).
  package static let user = GitErrorCode(GIT_EUSER)
  /// HEAD names a branch without a commit (C: `GIT_EUNBORNBRANCH`).
  package static let unbornBranch = GitErrorCode(GIT_EUNBORNBRANCH)
  /// The update would lose commits (C: `GIT_ENONFASTFORWARD`).
  package static let nonFastForward = GitErrorCode(GIT_ENONFASTFORWARD)
  /// A name or URL is malformed (C: `GIT_EINVALIDSPEC`).
  package static let invalidSpec = GitErrorCode(GIT_EINVALIDSPEC)
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
