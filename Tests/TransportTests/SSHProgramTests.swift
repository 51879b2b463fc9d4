import Foundation
import SyncRepo
import SyncRepoTestSupport
import TestSupport
import Testing

/// These look at what a program that stands for ssh is called with.
@Suite("The ssh program is chosen and called as git does")
struct SSHProgramTests {
  let fixture: TransportFixture

  init() throws { fixture = try TransportFixture() }

  /// A program that writes its arguments and a few variables, one a line, and fails.
  private func recorder(_ name: String, understandsG: Bool = false) throws -> String {
    try fixture.script(
      name,
      """
      if [ "$1" = -G ]; then exit \(understandsG ? 0 : 1); fi
      for word in '\(name)' "$@"; do printf '%s\\n' "$word"; done >'\(fixture.folder("seen"))'
      env >'\(fixture.folder("env"))'
      exit 9
      """)
  }

  private func seen(
    _ address: String, _ environment: [String: String], configuration: [String: String] = [:]
  ) async throws -> [String] {
    try? FileManager.default.removeItem(atPath: fixture.folder("seen"))
    let path = fixture.folder("repo-\(UUID().uuidString.prefix(8))")
    try Git.run(in: "/", "init", "--quiet", "--initial-branch=main", path)
    // As a file: git itself does not let every one of these in.
    let quoted = address.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let handle = try #require(FileHandle(forWritingAtPath: path + "/.git/config"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("[remote \"origin\"]\n\turl = \"\(quoted)\"\n".utf8))
    try handle.close()
    for (key, value) in configuration { try Git.run(in: path, "config", key, value) }
    let repo = try await SyncRepository.open(
      at: path,
      configuration: TransportFixture.configuration("desk", SSHServer.environment(environment)))
    _ = try await syncError { try await repo.fetch() }
    return (fixture.folder.read("seen") ?? "").split(separator: "\n").map(String.init)
  }

  @Test("GIT_SSH_COMMAND, then core.sshCommand, then GIT_SSH")
  func precedence() async throws {
    let (first, second, third) = (
      try recorder("first"), try recorder("second"), try recorder("third")
    )
    let variant = ["ssh.variant": "ssh"]
    let both = variant.merging(["core.sshCommand": "'\(second)' -x"]) { $1 }
    var environment = ["GIT_SSH_COMMAND": "'\(first)' -F 'a file'", "GIT_SSH": third]
    #expect(
      try await seen("ann@host:a b.git", environment, configuration: both) == [
        "first", "-F", "a file", "-o", "BatchMode=yes", "ann@host", "git-upload-pack 'a b.git'",
      ])
    environment["GIT_SSH_COMMAND"] = nil
    #expect(
      try await seen("host:x", environment, configuration: both).prefix(2) == ["second", "-x"])
    #expect(try await seen("host:x", environment, configuration: variant).first == "third")
  }

  @Test("Every variant gets the port its own way, and BatchMode only where it is known")
  func variants() async throws {
    let program = try recorder("program")
    let address = "ssh://host:2202/x"
    let command = "git-upload-pack '/x'"
    for (variant, words) in [
      "ssh": ["-o", "BatchMode=yes", "-p", "2202", "host", command],
      "plink": ["-P", "2202", "host", command], "putty": ["-P", "2202", "host", command],
      "tortoiseplink": ["-batch", "-P", "2202", "host", command], "simple": [],
    ] {
      let found = try await seen(address, ["GIT_SSH": program, "GIT_SSH_VARIANT": variant])
      #expect(Array(found.dropFirst()) == words, "\(variant)")
    }
    #expect(
      try await seen("host:x", ["GIT_SSH": program, "GIT_SSH_VARIANT": "simple"]) == [
        "program", "host", "git-upload-pack 'x'",
      ])
    // By name; and a name that says nothing is asked.
    let plink = try recorder("plink")
    #expect(try await seen(address, ["GIT_SSH": plink]).contains("-P"))
    #expect(
      try await seen("host:x", ["GIT_SSH": program]) == ["program", "host", "git-upload-pack 'x'"])
    let tortoise = try recorder("TortoisePlink")
    #expect(
      try await seen(address, ["GIT_SSH": tortoise]).prefix(3) == ["TortoisePlink", "-batch", "-P"])
    // A setting says more than the name, the environment more than the configuration.
    #expect(
      try await seen(
        "host:x", ["GIT_SSH": plink, "GIT_SSH_VARIANT": "ssh"],
        configuration: ["ssh.variant": "simple"]
      ).contains("BatchMode=yes"))
    #expect(
      try await seen("host:x", ["GIT_SSH": program, "GIT_SSH_VARIANT": "auto"]) == [
        "program", "host", "git-upload-pack 'x'",
      ])
    let wrapper = try recorder("wrapper", understandsG: true)
    #expect(try await seen("host:x", ["GIT_SSH": wrapper]).contains("BatchMode=yes"))
  }

  @Test("Paths are quoted as git does, percent codes are read in URLs only")
  func quoting() async throws {
    let program = ["GIT_SSH": try recorder("program"), "GIT_SSH_VARIANT": "ssh"]
    for (address, command) in [
      ("host:it's!.git", #"git-upload-pack 'it'\''s'\!'.git'"#),
      ("host:a%20b", "git-upload-pack 'a%20b'"), ("ssh://host/a%20b", "git-upload-pack '/a b'"),
      ("ssh://host/~/x", "git-upload-pack '~/x'"),
      ("ssh://host/~ann/x", "git-upload-pack '~ann/x'"),
      ("host:/~/x", "git-upload-pack '~/x'"), ("host:$(id)`id`", "git-upload-pack '$(id)`id`'"),
    ] {
      #expect(try await seen(address, program).last == command)
    }
    for (address, host) in [
      ("ssh://ann:secret@[::1]:22/x", "ann@::1"), ("ann@[::1]:x", "ann@::1"),
      ("[::1]:x", "::1"), ("ssh://a%40b@host/x", "a@b@host"), ("ssh://a@b@host/x", "a@b@host"),
      ("[host:22]:x", "host"),
      ("ann@[host:22]:x", "ann@host"),
    ] {
      #expect(try await seen(address, program).dropLast().last == host, "\(address)")
    }
  }

  @Test(
    "Addresses that a program could take for an option never reach one",
    arguments: [
      "ssh://-oProxyCommand=touch x/y", "ssh://-oProxyCommand=x@host/y", "-oProxyCommand=x:y",
      "host:-x", "ssh://host/%2Dx/../", "ssh://%2Dhost/x", "ssh://host", "ssh://host:99999/x",
      "ssh://host:0/x",
      "ssh://ho%0Ast/x", "host:", "ssh:///x",
    ])
  func options(address: String) async throws {
    let program = ["GIT_SSH": try recorder("program"), "GIT_SSH_VARIANT": "ssh"]
    if address == "ssh://host/%2Dx/../" {
      #expect(try await seen(address, program).last == "git-upload-pack '/-x/../'")
    } else {
      #expect(try await seen(address, program).isEmpty)
    }
  }

  @Test("The program sees what it needs, and nothing that belongs to a repository at hand")
  func childEnvironment() async throws {
    let hidden = [
      "GIT_PROTOCOL", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
      "GIT_PREFIX", "GIT_QUARANTINE_PATH",
    ]
    var environment = ["GIT_SSH": try recorder("program"), "LC_ALL": "C.UTF-8", "OTHER": "x"]
    for name in hidden { environment[name] = "/nonexistent" }
    _ = try await seen("host:x", environment)
    let given = (fixture.folder.read("env") ?? "").split(separator: "\n")
    for name in hidden { #expect(!given.contains { $0.hasPrefix("\(name)=") }, "\(name)") }
    #expect(given.contains("LC_ALL=C.UTF-8") && !given.contains("OTHER=x"))
  }

  @Test("A program that is not there, and secrets in its line, stay out of the message")
  func missingProgram() async throws {
    for environment in [
      ["GIT_SSH": "/nonexistent/ssh", "GIT_SSH_VARIANT": "ssh"],
      ["GIT_SSH_COMMAND": "/nonexistent/sshpass -p hunter2 ssh", "GIT_SSH_VARIANT": "ssh"],
    ] {
      let error = try await fixture.cloneError(
        "ssh://ann:hunter3@host/x", SSHServer.environment(environment))
      #expect(error.description.contains("openssh-client"), "\(error)")
      #expect(!error.description.contains("hunter"), "\(error)")
    }
  }

  @Test("A clone makes one connection, for the branch's name and its commits")
  func oneConnection() async throws {
    let seed = try await fixture.clone("seed", from: fixture.remote, [:])
    _ = try await seed.synchronize([write("tasks/seed-1.md", "one\n")])
    let program = try fixture.script(
      "local",
      "echo x >>'\(fixture.folder("count"))'; for last; do :; done; exec sh -c \"$last\"")
    let desk = try await fixture.clone(
      "desk", from: "host:\(fixture.remote)",
      SSHServer.environment(["GIT_SSH": program, "GIT_SSH_VARIANT": "ssh"]))
    #expect(try await desk.read("tasks/seed-1.md") == Array("one\n".utf8))
    #expect(try fixture.folder.text("count") == "x\n")
  }
}
