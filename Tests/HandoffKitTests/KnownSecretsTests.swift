import Foundation
import Summarizer
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

  @Test("A known value is masked in an address and in a JSON string, too")
  func forms() async throws {
    let settings = try await fixture.initialize()
    _ = try write("", to: "api/.git/HEAD")
    _ = try write("DB_PASSWORD='p/7 \"x\"+q@9z'\n", to: "api/.env")
    let redactor = fixture.context().redactor(
      settings, folder: fixture.folder("api"), process: nil, trying: [])
    for form in [
      #"p/7 "x"+q@9z"#, #"p/7 \"x\"+q@9z"#, #"p\/7 \"x\"+q@9z"#, "p%2F7%20%22x%22%2Bq%409z",
      "p%2f7%20%22x%22%2bq%409z",
    ] {
      #expect(redactor.redact("so: \(form) it is") == "so: [redacted:known-value] it is", "\(form)")
    }
  }

  @Test("The names of the project and of this computer are no secrets")
  func names() async throws {
    let settings = try await fixture.initialize()
    _ = try write(
      "[remote \"origin\"]\n\turl = git@github.com:acme-2/billing-7-api.git\n",
      to: "code/.git/config")
    _ = try write("ref: refs/heads/main\n", to: "code/.git/HEAD")
    _ = try write("A_TOKEN=billing-7-api\nB_TOKEN=desk-9-host.local\n", to: "code/.env")
    var context = fixture.context()
    context.hostName = { "desk-9-host.local" }
    let redactor = context.redactor(
      settings, folder: fixture.folder("code"), process: nil, trying: [])
    let text = "on desk-9-host.local, in billing-7-api"
    #expect(redactor.redact(text) == text)
  }
}
