import Foundation
import TestSupport
import Testing

@testable import Git2

@Suite("Objects that are written together")
struct HeldObjectsTests {
  private let folder: TemporaryFolder
  private let ann = Signature(name: "Ann", email: "ann@example.org", time: 1_800_000_000)

  init() throws {
    GitLibrary.ignoreUserConfiguration()
    folder = try TemporaryFolder()
  }

  private func repository() throws -> Repository {
    try Repository(creating: folder("it"), bare: true, branch: "main")
  }

  /// The files in `objects`, without folders and packs.
  private func files() throws -> [String] {
    let all = try FileManager.default.subpathsOfDirectory(atPath: folder("it/objects"))
    return all.filter { !$0.hasPrefix("pack") && !$0.hasPrefix("info") && $0.count != 2 }
  }

  @Test("Nothing is on the disk before the commit, and all of it behind it")
  func together() throws {
    let repository = try repository()
    let content = Array(String(repeating: "Zeile\n", count: 40_000).utf8)
    let empty = try repository.writeBlob([])
    let blob = try repository.writeBlob(content)
    let tree = try repository.writeTree(
      base: nil,
      updates: [
        TreeUpdate(path: "a/b/file", content: .init(id: blob)),
        TreeUpdate(path: "empty", content: .init(id: empty)),
      ])
    #expect(try files().isEmpty)
    // What is held can be read like what is there.
    #expect(try repository.readBlob(blob, limit: 1 << 20) == content)
    #expect(try repository.contains(tree))
    let commit = try repository.writeCommit(
      tree: tree, parents: [], author: ann, committer: ann, message: "One\n")
    try repository.setReference("refs/heads/main", to: commit, expecting: nil, message: "test")
    // Two blobs, three trees and the empty one they were made from, the commit.
    #expect(try files().count == 7)
    #expect(try files().allSatisfy { !$0.contains("tmp") })
    try Git.expectSound(folder("it"))
    #expect(
      try Git.run(in: folder("it"), "cat-file", "-s", "main:a/b/file") == "\(content.count)")
    let mode = try FileManager.default.attributesOfItem(
      atPath: folder("it/objects/\(commit.hex.prefix(2))/\(commit.hex.dropFirst(2))"))
    #expect((mode[.posixPermissions] as? Int).map { $0 & 0o222 } == 0)
  }

  @Test("What is too much for the memory is written at once, and is sound, too")
  func large() throws {
    let repository = try repository()
    var generator = SystemRandomNumberGenerator()
    let content = (0..<(17 << 20)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let blob = try repository.writeBlob(content)
    #expect(try files().count == 1)
    let tree = try repository.writeTree(
      base: nil, updates: [TreeUpdate(path: "large", content: .init(id: blob))])
    let commit = try repository.writeCommit(
      tree: tree, parents: [], author: ann, committer: ann, message: "One\n")
    try repository.setReference("refs/heads/main", to: commit, expecting: nil, message: "test")
    try Git.expectSound(folder("it"))
  }

  @Test("A folder that cannot be written fails the commit with its reason, and leaves nothing")
  func failure() throws {
    let repository = try repository()
    let blob = try repository.writeBlob(Array("one\n".utf8))
    let tree = try repository.writeTree(
      base: nil, updates: [TreeUpdate(path: "file", content: .init(id: blob))])
    // A file in the place of the folder: root passes over modes.
    let place = folder("it/objects/\(blob.hex.prefix(2))")
    try Data().write(to: URL(filePath: place))
    let error = try #require(throws: GitError.self) {
      try repository.writeCommit(
        tree: tree, parents: [], author: ann, committer: ann, message: "One\n")
    }
    #expect(error.message.contains("Not a directory"), "\(error)")
    #expect(try files().allSatisfy { !$0.contains("tmp") })
    try FileManager.default.removeItem(atPath: place)
    let commit = try repository.writeCommit(
      tree: tree, parents: [], author: ann, committer: ann, message: "Two\n")
    try repository.setReference("refs/heads/main", to: commit, expecting: nil, message: "test")
    try Git.expectSound(folder("it"))
  }

  @Test("A repository that keeps no reflogs leaves a person's git its own")
  func reflogs() throws {
    try Git.run(in: folder.path, "init", "--quiet", "--initial-branch=main", "work")
    let repository = try Repository(opening: folder("work"))
    try repository.keepNoReflogs()
    let tree = try repository.emptyTree()
    let commit = try repository.writeCommit(
      tree: tree, parents: [], author: ann, committer: ann, message: "One\n")
    try repository.setReference("refs/heads/main", to: commit, expecting: nil, message: "test")
    #expect(!FileManager.default.fileExists(atPath: folder("work/.git/logs/refs/heads/main")))
    #expect(try repository.configuration("core.logAllRefUpdates") == "false")
    try repository.setConfiguration("handoff.test", to: "a")
    #expect(try Git.run(in: folder("work"), "config", "--local", "handoff.test") == "a")
    try Git.run(in: folder("work"), "commit", "--quiet", "--allow-empty", "-m", "Two")
    #expect(
      try Git.run(in: folder("work"), "reflog", "--format=%gs").hasPrefix("commit: Two"))
  }
}

@Suite("Settings of the environment")
struct ConfigurationSettingsTests {
  @Test("They are read as git reads them")
  func entries() throws {
    let variables = [
      "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "a.B c.d", "GIT_CONFIG_VALUE_0": "x",
      "GIT_CONFIG_KEY_1": "left.out", "GIT_CONFIG_VALUE_1": "",
    ]
    #expect(
      try ConfigurationSettings.entries { variables[$0] } == [
        ConfigurationEntry(name: "a.B c.d", value: "x")
      ])
    #expect(try ConfigurationSettings.entries { _ in nil }.isEmpty)
    for bad in ["x", "-1", "2"] {
      #expect(throws: GitError.self) {
        try ConfigurationSettings.entries { name in
          ["GIT_CONFIG_COUNT": bad, "GIT_CONFIG_KEY_0": "a.b", "GIT_CONFIG_VALUE_0": "c"][name]
        }
      }
    }
  }

  @Test("Every value comes back as it was", arguments: ["", " a b ", "#;\"\\", "ä\n\tb", "true"])
  func values(value: String) throws {
    GitLibrary.ignoreUserConfiguration()
    let folder = try TemporaryFolder()
    let repository = try Repository(creating: folder("it"), bare: true, branch: "main")
    let names = ["plain.key", "url.a b\"c\\d/.insteadof"]
    try repository.add(
      ConfigurationSettings(names.map { ConfigurationEntry(name: $0, value: value) }))
    for name in names { #expect(try repository.configuration(name) == value, "\(name)") }
  }

  @Test("A name that is none is refused", arguments: ["", "a", ".b", "a.", "a\nb.c", "a b.c"])
  func names(name: String) {
    #expect(throws: GitError.self) {
      try ConfigurationSettings([ConfigurationEntry(name: name, value: "x")])
    }
  }
}
