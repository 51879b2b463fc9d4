import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Git2

/// Keeps what a watcher is told.
final class ProgressRecord: Sendable {
  private let steps = Mutex<[RemoteWatcher.Progress]>([])

  var all: [RemoteWatcher.Progress] { steps.withLock { $0 } }
  var last: RemoteWatcher.Progress? { all.last }

  var watcher: RemoteWatcher {
    RemoteWatcher(progress: { [self] step in steps.withLock { $0.append(step) } })
  }
}

@Suite("A remote in a folder of this computer")
struct LocalRemoteTests {
  private let folder: TemporaryFolder

  init() throws {
    GitLibrary.ignoreUserConfiguration()
    folder = try TemporaryFolder()
    try Git.bare(at: folder("remote"))
  }

  private func repository(_ name: String) throws -> Repository {
    let repository = try Repository(creating: folder(name), bare: true, branch: "main")
    try repository.addRemote("origin", url: folder("remote"))
    return repository
  }

  /// Adds so many commits, each with a new file in a folder of its own.
  private func commit(
    _ count: Int, to repository: borrowing Repository, named name: String
  ) throws -> ObjectID {
    var parent = try repository.target(of: "refs/heads/main")
    for number in 0..<count {
      let blob = try repository.writeBlob(Array("\(name) \(number)\n".utf8))
      let base = try parent.map { (commit) throws in try repository.commit(commit).tree }
      let tree = try repository.writeTree(
        base: base,
        updates: [TreeUpdate(path: "\(name)-\(number)/file", content: .init(id: blob))])
      let ann = Signature(
        name: "Ann", email: "ann@example.org", time: Int64(1_800_000_000 + number))
      parent = try repository.writeCommit(
        tree: tree, parents: parent.map { [$0] } ?? [], author: ann, committer: ann,
        message: "\(name) \(number)")
    }
    let tip = try #require(parent)
    try repository.setReference(
      "refs/heads/main", to: tip, expecting: try repository.target(of: "refs/heads/main"),
      message: "test")
    return tip
  }

  private func fetch(
    into repository: borrowing Repository, _ watcher: RemoteWatcher = RemoteWatcher()
  ) throws(GitError) -> ObjectID? {
    try repository.fetch(
      branch: "main", from: "origin", over: .folder(folder("remote")), name: "reader",
      watcher: watcher)
  }

  @Test("Objects are counted both ways, and the reflogs name the program", arguments: [3, 200])
  func counts(commits: Int) throws {
    try Git.run(in: folder("remote"), "config", "core.logAllRefUpdates", "true")
    let (writer, reader) = (ProgressRecord(), ProgressRecord())
    let one = try repository("one")
    let tip = try commit(commits, to: one, named: "one")
    let outcome = try LocalRemote.push(
      tip, of: one, to: folder("remote"), branch: "main", name: "writer", watcher: writer.watcher)
    #expect(outcome == .pushed)
    // A commit, two trees and a blob each.
    guard case .sending(let sent, let all, let bytes) = writer.last else {
      Issue.record("Nothing was told: \(writer.all)")
      return
    }
    #expect(sent == commits * 4 && all == sent && bytes > 0)

    let two = try repository("two")
    try two.setConfiguration("core.logAllRefUpdates", to: "true")
    #expect(try fetch(into: two, reader.watcher) == tip)
    guard case .receiving(let received, let total, _) = reader.last else {
      Issue.record("Nothing was told: \(reader.all)")
      return
    }
    #expect(received == sent && total == sent)
    for path in ["remote", "two"] { try Git.expectSound(folder(path)) }
    #expect(
      try Git.run(in: folder("remote"), "reflog", "show", "--format=%gs", "main")
        == "writer: push")
    #expect(
      try Git.run(in: folder("two"), "reflog", "show", "--format=%gs", "refs/remotes/origin/main")
        == "reader: fetch")

    // Only what is new is copied the second time; nothing at all the third.
    let next = try commit(1, to: one, named: "more")
    _ = try LocalRemote.push(next, of: one, to: folder("remote"), branch: "main", name: "writer")
    let again = ProgressRecord()
    #expect(try fetch(into: two, again.watcher) == next)
    guard case .receiving(4, 4, _) = again.last else {
      Issue.record("\(again.all)")
      return
    }
    let none = ProgressRecord()
    #expect(try fetch(into: two, none.watcher) == next && none.all.isEmpty)
    try Git.expectSound(folder("two"))
  }

  @Test("What a push that was cut off has left in part is completed")
  func partialPush() throws {
    let desk = try repository("desk")
    let first = try commit(1, to: desk, named: "one")
    _ = try LocalRemote.push(
      first, of: desk, to: folder("remote"), branch: "main", name: "test")
    let second = try commit(1, to: desk, named: "two")
    // A power cut has taken the file, and left its folder, the root and the commit.
    let blob = try Git.run(in: folder("desk"), "rev-parse", "main:two-0/file")
    for name in ["main", "main^{tree}", "main:two-0"] {
      let id = try Git.run(in: folder("desk"), "rev-parse", name)
      let place = "objects/\(id.prefix(2))"
      try FileManager.default.createDirectory(
        atPath: folder("remote/\(place)"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: folder("desk/\(place)/\(id.dropFirst(2))"),
        toPath: folder("remote/\(place)/\(id.dropFirst(2))"))
    }
    _ = try LocalRemote.push(
      second, of: desk, to: folder("remote"), branch: "main", name: "test")
    #expect(try Git.run(in: folder("remote"), "cat-file", "-p", blob) == "two 0")
    try Git.expectSound(folder("remote"))
  }

  @Test("A cancelled transfer leaves both branches alone", arguments: [3, 200])
  func cancelled(commits: Int) throws {
    let one = try repository("one")
    let tip = try commit(commits, to: one, named: "one")
    let stopped = RemoteWatcher(isCancelled: { true })
    do throws(GitError) {
      _ = try LocalRemote.push(
        tip, of: one, to: folder("remote"), branch: "main", name: "writer", watcher: stopped)
      Issue.record("It was pushed.")
    } catch {
      #expect(error.code == .user, "\(error)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder("remote/refs/heads/main.lock")))
    let two = try repository("two")
    #expect(try fetch(into: two) == nil)
    _ = try LocalRemote.push(tip, of: one, to: folder("remote"), branch: "main", name: "writer")
    do throws(GitError) {
      _ = try fetch(into: two, stopped)
      Issue.record("It was fetched.")
    } catch {
      #expect(error.code == .user, "\(error)")
    }
    #expect(try two.target(of: "refs/remotes/origin/main") == nil)
  }

  @Test("The default branch: of HEAD, of a HEAD without commits, and of a detached one")
  func defaultBranch() throws {
    func branch() throws(GitError) -> String? {
      try LocalRemote.advertisement(at: folder("remote")).defaultBranch
    }
    try Git.run(in: folder("remote"), "symbolic-ref", "HEAD", "refs/heads/trunk")
    #expect(try branch() == "trunk")
    let one = try repository("one")
    let tip = try commit(1, to: one, named: "one")
    for name in ["a", "main"] {
      _ = try LocalRemote.push(tip, of: one, to: folder("remote"), branch: name, name: "writer")
    }
    try Git.run(in: folder("remote"), "update-ref", "--no-deref", "HEAD", tip.hex)
    #expect(try branch() == "main")
    let two = try repository("two")
    let (name, fetched) = try two.fetchDefaultBranch(
      from: "origin", orElse: "x", over: .folder(folder("remote")), name: "reader",
      watcher: RemoteWatcher())
    #expect(name == "main" && fetched == tip)
    let references = try LocalRemote.advertisement(at: folder("remote")).references
    #expect(references == ["HEAD": tip, "refs/heads/a": tip, "refs/heads/main": tip])
  }
}
