import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

/// These look at what a server, or a proxy program, hears first.
@Suite("What a git:// address asks for")
struct GitAddressTests {
  let fixture: TransportFixture

  init() throws { fixture = try TransportFixture() }

  /// A proxy program that notes its arguments and the first packet, and ends.
  private func proxy(_ name: String = "proxy") throws -> String {
    try fixture.script(
      name,
      """
      printf '%s\\n' '\(name)' "$@" >'\(fixture.folder("arguments"))'
      length=$(dd bs=1 count=4 2>/dev/null)
      dd bs=1 count=$((0x$length - 4)) 2>/dev/null | tr '\\0' '|' >'\(fixture.folder("request"))'
      env >'\(fixture.folder("env"))'
      echo 'no way through' >&2; exit 3
      """)
  }

  /// The arguments of the proxy and the request it got; `nil` where none was started.
  private func asked(
    _ address: String, _ environment: [String: String], configuration: [String] = [],
    passedVariables: [String] = []
  ) async throws -> [String]? {
    for name in ["arguments", "request"] {
      try? FileManager.default.removeItem(atPath: fixture.folder(name))
    }
    let path = fixture.folder("repo-\(UUID().uuidString.prefix(8))")
    try Git.run(in: "/", "init", "--quiet", "--initial-branch=main", path)
    try Git.run(in: path, "config", "remote.origin.url", address)
    for value in configuration { try Git.run(in: path, "config", "--add", "core.gitProxy", value) }
    let repo = try await SyncRepository.open(
      at: path,
      configuration: TransportFixture.configuration(
        "desk", SSHServer.environment(environment), passedVariables: passedVariables))
    let error = try await syncError { try await repo.fetch() }
    guard let arguments = fixture.folder.read("arguments") else { return nil }
    #expect(error.kind == .remoteUnreachable && error.description.contains("no way through"))
    return arguments.split(separator: "\n").map(String.init)
      + [fixture.folder.read("request") ?? ""]
  }

  @Test("Host, port, path and virtual host go out as git sends them")
  func requests() async throws {
    let environment = ["GIT_PROXY_COMMAND": try proxy()]
    for (address, expected) in [
      ("git://host/x", ["host", "9418", "git-upload-pack /x|host=host|"]),
      ("git://host:2/a%20b", ["host", "2", "git-upload-pack /a b|host=host:2|"]),
      ("git://[::1]:77/x", ["::1", "77", "git-upload-pack /x|host=[::1]:77|"]),
      ("git://host/~ann/x", ["host", "9418", "git-upload-pack ~ann/x|host=host|"]),
    ] {
      #expect(try await asked(address, environment) == ["proxy"] + expected)
    }
    let virtual = environment.merging(["GIT_OVERRIDE_VIRTUAL_HOST": "other"]) { $1 }
    #expect(
      try await asked("git://host:2/x", virtual)?.last == "git-upload-pack /x|host=other|")
  }

  @Test(
    "Addresses that lead astray reach nobody",
    arguments: [
      "git://-x/y", "git://host/%0Ax", "git://host/x%00y", "git://ho%0Ast/x", "git:///x",
      "git://host", "git://host/", "git://host:0/x", "git://host:99999/x", "git://host:x/y",
      "git://ann@host/x", "git://%2Dhost/x", "git://ho st/x",
      "git://host/" + String(repeating: "x", count: 70_000),
    ])
  func refused(address: String) async throws {
    let environment = ["GIT_PROXY_COMMAND": try proxy()]
    #expect(try await asked(address, environment) == nil)
    let error = try await fixture.cloneError(address, SSHServer.environment(environment))
    #expect(error.kind == .noRemote)
  }

  @Test("core.gitProxy: the first value that fits, by domain; none; the environment before it")
  func proxies() async throws {
    let (one, two) = (try proxy("one"), try proxy("two"))
    let values = ["\(one) for example.org", "none for quiet.invalid", two]
    for (host, name) in [
      ("example.org", "one"), ("git.example.org", "one"), ("myexample.org", "two"),
      ("example.com", "two"), ("quiet.invalid", nil),
    ] {
      let asked = try await asked("git://\(host)/x", [:], configuration: values)
      #expect(asked?.first == name, "\(host)")
    }
    let three = ["GIT_PROXY_COMMAND": try proxy("three")]
    #expect(
      try await asked("git://example.org/x", three, configuration: values)?.first == "three")
    // An empty one is set, and means none.
    let none = ["GIT_PROXY_COMMAND": ""]
    #expect(try await asked("git://host.invalid/x", none, configuration: values) == nil)
  }

  @Test("A proxy program sees what it needs and what the embedder adds, of no repository at hand")
  func environment() async throws {
    let environment = [
      "GIT_PROXY_COMMAND": try proxy(), "GIT_DIR": "/nonexistent", "OTHER": "x", "ALSO": "x",
    ]
    for (added, names) in [
      ([], []), (["OTHER"], ["OTHER"]), (["AL*"], ["ALSO"]), (["*"], ["ALSO", "OTHER"]),
    ] {
      _ = try await asked("git://host/x", environment, passedVariables: added)
      let given = (fixture.folder.read("env") ?? "").split(separator: "\n")
        .map { String($0.prefix { $0 != "=" }) }.filter { !["PWD", "SHLVL", "_"].contains($0) }
      #expect(given.sorted() == (["GIT_PROXY_COMMAND", "HOME", "PATH"] + names).sorted())
    }
  }

  @Test("A proxy program that is not there")
  func missingProxy() async throws {
    let error = try await fixture.cloneError(
      "git://host/x", SSHServer.environment(["GIT_PROXY_COMMAND": "/nonexistent/proxy"]))
    #expect(error.kind == .remoteUnreachable && error.description.contains("core.gitProxy"))
  }

  @Test("Through a proxy program all goes as without one")
  func roundTrip() async throws {
    let server = try GitServer.shared.get()
    let relay = try fixture.script(
      "relay", "exec /usr/bin/env python3 '\(fixture.folder("relay.py"))' \"$@\"")
    try fixture.folder.write(
      """
      import os, socket, sys, threading
      s = socket.create_connection((sys.argv[1], int(sys.argv[2])))
      def up():
        while True:
          data = os.read(0, 65536)
          if not data: break
          s.sendall(data)
        s.shutdown(socket.SHUT_WR)
      threading.Thread(target=up, daemon=True).start()
      while True:
        data = s.recv(65536)
        if not data: break
        os.write(1, data)

      """, to: "relay.py")
    try await fixture.roundTrip(
      server.url(fixture.remote), SSHServer.environment(["GIT_PROXY_COMMAND": relay]))
  }
}
