/// One change that turns a tree into another.
package struct TreeUpdate: Hashable, Sendable {
  /// The path from the root, with slashes.
  package let path: String
  /// What stands there afterwards: mode and blob; `nil` removes the path.
  package let content: Content?

  /// A blob and its file mode.
  package struct Content: Hashable, Sendable {
    package let id: ObjectID
    package let mode: UInt32

    package init(id: ObjectID, mode: UInt32 = 0o100644) {
      self.id = id
      self.mode = mode
    }
  }

  package init(path: String, content: Content?) {
    self.path = path
    self.content = content
  }
}
