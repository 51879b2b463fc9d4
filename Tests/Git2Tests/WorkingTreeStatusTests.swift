import Foundation
import Git2
import TestSupport
import Testing

@Suite("The state of a project's working tree")
struct WorkingTreeStatusTests {
  /// Every file of a folder with its time and size.
  func fingerprint(_ folder: String) throws -> [String] {
    let files = try #require(FileManager.default.enumerator(atPath: folder))
    return try files.compactMap { $0 as? String }.sorted().map { path in
      let facts = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(path)")
      return "\(path) \(facts[.modificationDate] ?? "") \(facts[.size] ?? "")"
    }
  }

  @Test("Branch, commit, changes and unpushed commits are read, and nothing is written")
  func readOnly() throws {
    GitLibrary.ignoreUserConfiguration()
    let folder = try TemporaryFolder()
    try Git.bare(at: folder("origin.git"))
    try Git.run(in: folder.path, "clone", "--quiet", folder("origin.git"), "work")
    let work = folder("work")
    for name in ["kept", "changed", "removed"] { try folder.write("1\n", to: "work/\(name)") }
    try Git.run(in: work, "add", ".")
    try Git.run(in: work, "commit", "--quiet", "-m", "One")
    try Git.run(in: work, "push", "--quiet", "-u", "origin", "HEAD:main")
    try Git.run(in: work, "commit", "--quiet", "--allow-empty", "-m", "Two")
    try folder.write("2\n", to: "work/changed")
    try folder.write("new\n", to: "work/new/file")
    try FileManager.default.removeItem(atPath: work + "/removed")
    // The time of a file changes without its content: git would refresh the index, we must not.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)], ofItemAtPath: work + "/kept")
    let before = try fingerprint(work)

    let status = try Repository(containing: work + "/new").status()
    #expect(status.branch == "main" && status.unpushed == 1 && status.changedCount == 3)
    #expect(status.head?.hex == (try Git.run(in: work, "rev-parse", "HEAD")))
    #expect(
      Set(status.changedFiles.map { "\($0.path) \($0.change)" }) == [
        "changed modified", "new/ untracked", "removed deleted",
      ])
    #expect(status.remoteURL == folder("origin.git"))
    #expect(try fingerprint(work) == before)
  }

  @Test("A repository without a commit, a detached HEAD and a bare one have a status too")
  func unusual() throws {
    GitLibrary.ignoreUserConfiguration()
    let folder = try TemporaryFolder()
    _ = try Repository(creating: folder("empty"), bare: false, branch: "trunk")
    let empty = try Repository(opening: folder("empty")).status()
    #expect(empty.branch == "trunk" && empty.head == nil && empty.unpushed == nil)
    try Git.run(in: folder("empty"), "commit", "--quiet", "--allow-empty", "-m", "One")
    try Git.run(in: folder("empty"), "checkout", "--quiet", "--detach")
    let detached = try Repository(opening: folder("empty")).status()
    #expect(detached.branch == nil && detached.head != nil)
    try Git.bare(at: folder("bare.git"))
    #expect(try Repository(opening: folder("bare.git")).status().changedCount == 0)
    #expect(throws: GitError.self) { try Repository(opening: folder.path).status() }
  }
}
