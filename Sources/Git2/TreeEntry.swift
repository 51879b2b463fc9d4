/// One name in a tree.
package struct TreeEntry: Hashable, Sendable {
  /// The last part of the path.
  package let name: String
  /// The file mode as git keeps it, such as `0o100644`.
  package let mode: UInt32
  /// The blob, tree or submodule commit.
  package let id: ObjectID

  package init(name: String, mode: UInt32, id: ObjectID) {
    self.name = name
    self.mode = mode
    self.id = id
  }

  /// Whether it is a folder.
  package var isTree: Bool { mode == 0o040000 }
  /// Whether it is a file, not a folder, symbolic link or submodule.
  package var isFile: Bool { mode == 0o100644 || mode == 0o100755 || mode == 0o100664 }
  /// Whether it is a symbolic link.
  package var isSymbolicLink: Bool { mode == 0o120000 }

  /// Whether both name the same content in the same way.
  package func sameContent(as other: TreeEntry?) -> Bool {
    other.map { $0.id == id && $0.mode == mode } ?? false
  }
}
