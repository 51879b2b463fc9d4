import Foundation
import Synchronization
import TestSupport
import Testing

@testable import HandoffKit

@Suite("Secrets that this machine keeps")
struct KnownSecretsTests {
  private let fixture: KitFixture

  init() throws { fixture = try KitFixture() }

  private func write(_ text: String, to name: String) throws -> String {
    let path = fixture.folder(name)
    try FileManager.default.createDirectory(
      at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test("Settings files count up to the top of the repository, a pipe stops nobody")
  func files() throws {
    _ = try write("API_TOKEN=above-top-7-cedar\n", to: "code/.env")
    _ = try write("API_TOKEN=at-the-top-8-birch\n", to: "code/api/.env.local")
    _ = try write("", to: "code/api/.git/HEAD")
    _ = try write("API_TOKEN=further-down-9-alder\n", to: "code/api/web/src/.envrc")
    _ = try write("API_TOKEN=a-template-1-hazel\n", to: "code/api/web/.env.example")
    #expect(mkfifo(fixture.folder("code/api/web/.env"), 0o600) == 0)
    let values = KnownSecrets(fixture.context()).values(
      folder: fixture.folder("code/api/web/src"), process: nil, besides: ["further-down-9-alder"])
    #expect(values == ["at-the-top-8-birch"])
  }

  @Test("The environment is that of the session's process while it lives, else the worker's own")
  func environment() throws {
    let session = Process()
    session.executableURL = URL(filePath: "/bin/sh")
    session.arguments = ["-c", "echo ready; read line"]
    let (input, output) = (Pipe(), Pipe())
    session.standardInput = input
    session.standardOutput = output
    session.environment = ["SERVICE_TOKEN": "session-oak-2-gate", "MODE": "staging"]
    try session.run()
    defer { session.terminate() }
    // It has its environment by then.
    _ = output.fileHandleForReading.availableData
    let pid = session.processIdentifier
    fixture.running.withLock { $0[pid] = 100 }
    let process = try #require(fixture.process(pid))
    let secrets = KnownSecrets(
      fixture.context("desk", ["SERVICE_TOKEN": "worker-elm-3-door", "SHELL": "/bin/bash"]))
    #expect(secrets.values(folder: nil, process: process, besides: []) == ["session-oak-2-gate"])
    fixture.running.withLock { $0[pid] = nil }
    #expect(secrets.values(folder: nil, process: process, besides: []) == ["worker-elm-3-door"])
    #expect(secrets.values(folder: nil, process: nil, besides: []) == ["worker-elm-3-door"])
  }
}
