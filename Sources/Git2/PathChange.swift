/// One path at which two trees differ.
package struct PathChange: Hashable, Sendable {
  /// The path from the root.
  package let path: String
  /// What stood there; `nil` where the path is new.
  package let old: TreeEntry?
  /// What stands there now; `nil` where the path is gone.
  package let new: TreeEntry?

  package init(path: String, old: TreeEntry?, new: TreeEntry?) {
    self.path = path
    self.old = old
    self.new = new
  }
}
