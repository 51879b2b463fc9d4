import Foundation
import Platform
import TestSupport
import Testing

@testable import HookRelay
@testable import MachineState

@Suite("Which process a session runs in")
struct ProcessIdentityTests {
  static let identity = ProcessIdentity(
    pid: 4711, start: 100, boot: "b1", domain: "linux:m:pid:[1]")

  func view(
    boot: String = "b1", domain: String = "linux:m:pid:[1]", isMachineKnown: Bool = true,
    _ look: ProcessView.Look
  ) -> ProcessView {
    ProcessView(boot: boot, domain: domain, isMachineKnown: isMachineKnown, look: { _ in look })
  }

  @Test("It is dead only where that is sure")
  func liveness() {
    let identity = Self.identity
    #expect(identity.liveness(view(.running(start: 100))) == .alive)
    #expect(identity.liveness(view(.running(start: 101))) == .dead)
    #expect(identity.liveness(view(.gone)) == .dead)
    #expect(identity.liveness(view(.unknown)) == .unknown)
    // Another start of the system: what runs there has nothing to do with it.
    #expect(identity.liveness(view(boot: "b2", .running(start: 100))) == .dead)
    #expect(identity.liveness(view(boot: "b2", isMachineKnown: false, .gone)) == .unknown)
    #expect(identity.liveness(view(boot: "", .gone)) == .unknown)
    for domain in ["linux:m:pid:[2]", "linux:n:pid:[1]", ""] {
      #expect(identity.liveness(view(domain: domain, .gone)) == .unknown)
      #expect(identity.liveness(view(boot: "b2", domain: domain, .gone)) == .unknown)
    }
  }

  @Test("It is found by the id that Claude Code tells, and is none where that says nothing")
  func named() {
    let running = view(.running(start: 100))
    #expect(
      ProcessIdentity.ofSession(named: 4711, registry: nil, view: running) == Self.identity)
    for look in [ProcessView.Look.gone, .unknown] {
      #expect(ProcessIdentity.ofSession(named: 4711, registry: nil, view: view(look)) == nil)
    }
    let blind = view(domain: "", .running(start: 100))
    #expect(ProcessIdentity.ofSession(named: 4711, registry: nil, view: blind) == nil)
  }

  #if os(Linux)
  @Test("A parent is known by Claude Code's registry of running sessions")
  func parent() throws {
    let folder = try TemporaryFolder()
    #expect(ProcessView.parent(registry: folder.path) == nil)
    try folder.write("{}", to: "\(getppid()).json")
    #expect(ProcessView.parent(registry: folder.path) == getppid())
  }

  @Test("Real processes are told from each other, and from those that are gone")
  func realProcesses() async throws {
    let view = ProcessView.current()
    #expect(view.boot.count == 36 && view.domain.hasPrefix("linux:"))
    #expect(view.domain.hasSuffix("]") && !view.domain.contains(" "))
    let own = ProcessIdentity.ofSession(named: getpid(), registry: nil, view: view)
    #expect(own?.liveness(view) == .alive)
    let began = try #require(own.map { view.began($0.start) })
    let age = Date().timeIntervalSince1970 - Double(began) / 1_000
    #expect((0..<86_400).contains(age))
    #expect(view.look(Int32.max) == .gone)

    // A zombie is gone: nobody is left in it.
    let child = try spawn("true")
    var info = siginfo_t()
    #expect(waitid(P_PID, id_t(child), &info, WEXITED | WNOWAIT) == 0)
    #expect(view.look(child) == .gone)
    var status: Int32 = 0
    waitpid(child, &status, 0)
    #expect(view.look(child) == .gone)
  }

  func spawn(_ command: String) throws -> pid_t {
    var arguments: [UnsafeMutablePointer<CChar>?] = [
      strdup("sh"), strdup("-c"), strdup(command), nil,
    ]
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    guard posix_spawn(&process, "/bin/sh", nil, nil, &arguments, nil) == 0 else {
      throw CocoaError(.executableLoad)
    }
    return process
  }
  #endif

  @Test("A note carries it, with the login; a note without it says so")
  func note() {
    for process in [Self.identity, nil] {
      let note = HookNote(
        received: 7, entryPoint: "cli", isRemoteLogin: true, login: "c2", process: process,
        input: Array("{}".utf8))
      #expect(HookNote(bytes: note.bytes) == note)
    }
    #expect(ProcessIdentity(words: "0 1 b d".split(separator: " ")) == nil)
    #expect(ProcessIdentity(words: "- - - -".split(separator: " ")) == nil)
    #expect(ProcessIdentity(words: "1 2 3".split(separator: " ")) == nil)
  }
}
