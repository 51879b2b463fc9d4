/// What the caller knows about the project a session works on; plain values, no git in here.
package struct ProjectFacts: Sendable, Equatable {
  /// The project's name, such as `acme/api`.
  package var name: String?
  /// The project's folder; the home folder is written as `~`.
  package var folder: String?
  /// The branch that is checked out; `nil` when there is none.
  package var branch: String?
  /// The full id of the commit that is checked out.
  package var head: String?
  /// The files that differ from it, each with one word in front: `modified Sources/A.swift`.
  package var dirtyFiles: [String]
  /// How many there are; `dirtyFiles` may hold fewer.
  package var dirtyCount: Int
  /// The number of commits the upstream branch does not have; `nil` when there is no upstream.
  package var unpushed: Int?

  /// Makes the facts; what is not known is left out.
  package init(
    name: String? = nil, folder: String? = nil, branch: String? = nil, head: String? = nil,
    dirtyFiles: [String] = [], dirtyCount: Int? = nil, unpushed: Int? = nil
  ) {
    self.name = name
    self.folder = folder
    self.branch = branch
    self.head = head
    self.dirtyFiles = dirtyFiles
    self.dirtyCount = max(dirtyCount ?? dirtyFiles.count, dirtyFiles.count)
    self.unpushed = unpushed
  }
}
