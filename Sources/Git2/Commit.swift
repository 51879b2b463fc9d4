/// What a commit says.
package struct Commit: Hashable, Sendable {
  package let id: ObjectID
  package let tree: ObjectID
  package let parents: [ObjectID]
  package let author: Signature
  package let committer: Signature
  package let message: String

  package init(
    id: ObjectID, tree: ObjectID, parents: [ObjectID], author: Signature, committer: Signature,
    message: String
  ) {
    self.id = id
    self.tree = tree
    self.parents = parents
    self.author = author
    self.committer = committer
    self.message = message
  }
}

/// Who did something, and when.
package struct Signature: Hashable, Sendable {
  package let name: String
  package let email: String
  /// Seconds since 1970.
  package let time: Int64
  /// Minutes east of UTC.
  package let offset: Int32

  package init(name: String, email: String, time: Int64, offset: Int32 = 0) {
    self.name = name
    self.email = email
    self.time = time
    self.offset = offset
  }
}
