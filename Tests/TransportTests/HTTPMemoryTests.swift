import Foundation
import SyncRepo
import TestSupport
import Testing

@Suite(
  "A large push is not held in memory",
  .enabled(if: NginxServer.isAvailable, "needs nginx, fcgiwrap"))
struct HTTPMemoryTests {
  @Test("60 MB that cannot be compressed")
  func large() async throws {
    let server = try #require(NginxServer.shared)
    let fixture = try TransportFixture()
    let environment = server.environment()
    let address = server.url(.tls, fixture.remote)
    let desk = try await fixture.clone("desk", from: address, environment)
    let files = "for n in $(seq 60); do head -c 1000000 /dev/urandom >tasks/desk-$n.bin; done"
    _ = try Program.run(
      "/bin/sh", ["-c", "mkdir tasks && \(files)"], environment: environment, folder: desk.path)
    try Git.run(in: desk.path, "add", ".")
    try Git.run(in: desk.path, "commit", "--quiet", "-m", "Large")
    let folder = fixture.folder("desk")
    let (status, memory) = try await onOwnThread {
      try HTTPMemoryTests.run([folder, "desk", "1"], environment)
    }
    #expect(status == 0)
    #if os(Linux)
    #expect(memory > 10 << 20)
    #endif
    #expect(memory < 85 << 20, "\(memory >> 20) MB")
    try Git.expectSound(fixture.remote)
  }

  /// Runs a writer, and returns its status and the most memory it was seen to have, in bytes.
  ///
  /// `wait4(2)` would not do: to Linux, what the parent had at that moment counts too.
  private static func run(
    _ arguments: [String], _ environment: [String: String]
  ) throws -> (status: Int32, memory: Int) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.built("sync-writer"))
    process.arguments = arguments
    process.environment = environment
    try process.run()
    var most = 0
    while process.isRunning {
      let status = try? String(
        contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
      let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      let words = line?.split { $0 == " " || $0 == "\t" } ?? []
      if words.count > 1 { most = max(most, Int(words[1]) ?? 0) }
      usleep(2_000)
    }
    return (process.terminationStatus, most << 10)
  }
}
