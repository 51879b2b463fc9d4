import Foundation
import TestSupport
import Testing

/// The parts of the harness that need no Claude Code.
@Suite struct HarnessTests {
  let environment = ProcessInfo.processInfo.environment

  @Test func `a grandchild that lives on does not hold a run up`() async throws {
    let script = "sleep 60 & echo $!; pwd; cat; exit 3"
    let program = ExternalProgram(["sh", "-c", script], environment: environment, folder: "/usr")
    let result = try await program.run(input: Data("input".utf8), within: .seconds(30))
    #expect(result.status == .exited(3))
    let lines = result.output.split(separator: "\n")
    #expect(lines.dropFirst() == ["/usr", "input"])
    let sleeper = try #require(lines.first.flatMap { Int32($0) })
    #expect(ProcessList.isRunning(sleeper))
    #expect(ProcessList.signal(sleeper, 9))
  }

  @Test func `a run that takes too long is killed with its children`() async throws {
    let script = "sleep 60 & echo $!; wait"
    let program = ExternalProgram(["sh", "-c", script], environment: environment)
    let result = try await program.run(within: .seconds(1))
    #expect(result.status == .timedOut)
    let child = try #require(result.output.split(separator: "\n").first.flatMap { Int32($0) })
    try await Polling.until(within: .seconds(30), for: "the child's end") {
      !ProcessList.isRunning(child)
    }
  }

  @Test func `a program that is missing is reported`() async throws {
    let program = ExternalProgram(["no-such-program"], environment: environment)
    #expect(try await program.run().status == .exited(127))
    await #expect(throws: HarnessError.self) { try await program.output() }
    await #expect(throws: HarnessError.self) { try await BackgroundProgram.start(program) }
  }

  @Test func `without a package index the reason is told`() async throws {
    let cache = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: cache) }
    var environment = environment
    environment["XDG_CACHE_HOME"] = cache.path
    environment["HANDOFF_TEST_CLAUDE_SDK"] = "0.0.0"
    environment["PIP_NO_INDEX"] = "1"
    let installation = await ClaudeProgram.install(.newest, environment: environment)
    guard case .unavailable(let reason) = installation else {
      Issue.record("It was installed.")
      return
    }
    #expect(reason.contains("claude-agent-sdk 0.0.0 cannot be fetched"))
  }
}
