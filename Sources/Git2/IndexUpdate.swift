/// One path whose entry in the index follows the working tree.
package struct IndexUpdate: Hashable, Sendable {
  /// The path from the root.
  package let path: String
  /// The blob the entry must have now; `nil` where there must be none.
  ///
  /// Otherwise a person has staged something, and the entry is left alone.
  package let expected: ObjectID?
  /// The new entry; `nil` removes it.
  package let new: TreeUpdate.Content?
  /// What `lstat(2)` says about the file that has this content; `nil` where the file differs.
  package let file: FileStatus?

  package init(
    path: String, expected: ObjectID?, new: TreeUpdate.Content?, file: FileStatus?
  ) {
    self.path = path
    self.expected = expected
    self.new = new
    self.file = file
  }

  /// The part of a file's status that git compares to see whether the file has changed.
  package struct FileStatus: Hashable, Sendable {
    package var modifiedSeconds: Int64 = 0
    package var modifiedNanoseconds: Int64 = 0
    package var changedSeconds: Int64 = 0
    package var changedNanoseconds: Int64 = 0
    package var device: UInt64 = 0
    package var inode: UInt64 = 0
    package var user: UInt32 = 0
    package var group: UInt32 = 0
    package var size: Int64 = 0

    package init() {}
  }
}
