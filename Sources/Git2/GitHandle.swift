internal import CGit2

/// One kind of libgit2 object, and how it is freed.
protocol GitHandleKind {
  static func free(_ pointer: OpaquePointer)
}

/// A libgit2 object that is freed when it goes out of scope.
///
/// It cannot be copied, is not `Sendable`, and its pointer never leaves the function that asks for
/// it; a child is used and freed while its repository is alive, because it only exists inside
/// functions that borrow the repository.
struct GitHandle<Kind: GitHandleKind>: ~Copyable {
  let pointer: OpaquePointer

  /// Makes the object by a libgit2 function that writes a pointer.
  init(_ create: (inout OpaquePointer?) -> Int32) throws(GitError) {
    GitLibrary.start()
    var created: OpaquePointer?
    try check(create(&created))
    guard let created else {
      throw GitError(code: .notFound, message: "libgit2 made no object")
    }
    pointer = created
  }

  deinit { Kind.free(pointer) }
}

enum RepositoryKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_repository_free(pointer) }
}
enum ReferenceKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_reference_free(pointer) }
}
enum BlobKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_blob_free(pointer) }
}
enum TreeKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_tree_free(pointer) }
}
enum TreeBuilderKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_treebuilder_free(pointer) }
}
enum CommitKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_commit_free(pointer) }
}
enum RevisionWalkKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_revwalk_free(pointer) }
}
enum ObjectDatabaseKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_odb_free(pointer) }
}
enum DatabaseObjectKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_odb_object_free(pointer) }
}
enum TransactionKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_transaction_free(pointer) }
}
enum PackBuilderKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_packbuilder_free(pointer) }
}
enum IndexKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_index_free(pointer) }
}
enum StatusListKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_status_list_free(pointer) }
}
enum ConfigurationKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_config_free(pointer) }
}
enum RemoteKind: GitHandleKind {
  static func free(_ pointer: OpaquePointer) { git_remote_free(pointer) }
}
