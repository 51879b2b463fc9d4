import Foundation
import SyncRepo
import TestSupport
import Testing

@Suite("A large push is not held in memory", .enabled(if: NginxServer.isAvailable))
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
    let (status, memory) = try run([fixture.folder("desk"), "desk", "1"], environment)
    #expect(status == 0)
    #expect(memory < 85 << 20, "\(memory >> 20) MB")
    try Git.expectSound(fixture.remote)
  }

  /// Runs a writer, and returns its status and the most memory it had, in bytes.
  private func run(
    _ arguments: [String], _ environment: [String: String]
  ) throws -> (status: Int32, memory: Int) {
    let program = Program.built("sync-writer")
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") }
    words.append(nil)
    variables.append(nil)
    defer { for text in words + variables { free(text) } }
    var process = pid_t()
    guard posix_spawn(&process, program, nil, nil, &words, &variables) == 0 else {
      throw CocoaError(.executableLoad)
    }
    var (status, usage): (Int32, rusage) = (0, rusage())
    while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
    #if canImport(Darwin)
    let unit = 1
    #else
    let unit = 1_024
    #endif
    return (status, usage.ru_maxrss * unit)
  }
}
