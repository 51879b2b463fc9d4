import Foundation
import Processes
import TestSupport
import Testing

@testable import Git2

/// Speaks with the git of this computer over pipes, as an ssh program does.
private final class GitTransport: SmartTransport {
  let path: String

  init(_ path: String) { self.path = path }

  var isStateless: Bool { false }

  func connect(to url: String, for service: SmartService) throws -> any SmartConnection {
    GitConnection(
      try ProgramConnection(
        ProgramStart(
          command: ["/usr/bin/env", service.program, path], environment: Git.environment,
          isInteractive: false),
        limits: ConnectionLimits(firstAnswer: nil, silence: nil, total: nil),
        cancellation: Cancellation(), grace: .seconds(10),
        diagnosis: { _, lines in ConnectionFailure(.other, lines.joined()) }))
  }

  func close() {}
  func refusal(_ text: String, for service: SmartService) -> any Error {
    ConnectionFailure(.other, text)
  }
  func unsupportedFormat(_ name: String) -> any Error { ConnectionFailure(.other, name) }
}

private final class GitConnection: SmartConnection {
  let connection: ProgramConnection

  init(_ connection: ProgramConnection) { self.connection = connection }

  func read(atMost limit: Int) throws -> [UInt8] { try connection.read(atMost: limit) }
  func write(_ bytes: [UInt8]) throws { try connection.write(bytes) }
  func close() { connection.close() }
}

@Suite("A push to a server")
struct PushProgressTests {
  @Test("The watcher hears of the pack and of what is sent, and can end it")
  func progress() throws {
    GitLibrary.ignoreUserConfiguration()
    let folder = try TemporaryFolder()
    try Git.bare(at: folder("remote"))
    try Git.run(in: folder.path, "init", "--quiet", "--initial-branch=main", "work")
    for number in 0..<40 { try folder.write("\(number)\n", to: "work/folder/\(number)") }
    try Git.run(in: folder("work"), "add", ".")
    try Git.run(in: folder("work"), "commit", "--quiet", "-m", "One")
    let repository = try Repository(opening: folder("work"))
    try repository.addRemote("origin", url: "ssh://example.org/remote")

    let stopped = try repository.openPush(
      to: "origin", over: GitTransport(folder("remote")),
      watcher: RemoteWatcher(isCancelled: { true }))
    do throws(GitError) {
      _ = try stopped.push("refs/heads/main", to: "main")
      Issue.record("It was pushed.")
    } catch {
      #expect(error.code == .user, "\(error)")
    }

    let record = ProgressRecord()
    let push = try repository.openPush(
      to: "origin", over: GitTransport(folder("remote")), watcher: record.watcher)
    #expect(try push.push("refs/heads/main", to: "main") == nil)
    // A commit, two trees, forty blobs.
    #expect(
      record.all.contains { step in
        guard case .packing(let objects, _) = step else { return false }
        return objects == 43
      })
    guard case .sending(43, 43, let bytes) = record.last else {
      Issue.record("\(record.all)")
      return
    }
    #expect(bytes > 0)
    #expect(
      try Git.run(in: folder("remote"), "rev-parse", "main")
        == Git.run(in: folder("work"), "rev-parse", "main"))

    let reader = ProgressRecord()
    let copy = try Repository(creating: folder("copy"), bare: true, branch: "main")
    try copy.addRemote("origin", url: "ssh://example.org/remote")
    _ = try copy.fetch(
      branch: "main", from: "origin", over: .transport(GitTransport(folder("remote"))),
      name: "reader", watcher: reader.watcher)
    guard case .receiving(43, 43, _) = reader.last else {
      Issue.record("\(reader.all)")
      return
    }
  }
}
