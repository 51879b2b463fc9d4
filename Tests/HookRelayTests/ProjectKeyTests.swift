import MachineState
import Platform
import TestSupport
import Testing

@testable import HookRelay

@Suite("Projects by their addresses")
struct ProjectKeyTests {
  @Test(
    "However it is reached, a project has one key",
    arguments: [
      "git@github.com:acme/api.git", "git@GitHub.com:Acme/API", "git@github.com:/acme/api/",
      "github.com:acme/api.git/", "https://github.com/acme/api", "https://github.com/acme/api.git/",
      "https://me:secret@github.com:443/acme/api.git", "http://github.com/acme/api",
      "ssh://git@github.com/acme/api.git", "ssh://git@ssh.github.com:443/acme/api.git",
      "ssh://git@github.com:22/acme/api", "git+ssh://git@github.com/acme/api",
      "git://github.com:9418/acme/api.git", "[git@ssh.github.com:443]:acme/api.git",
      "git@github.com.:acme/api",
    ])
  func one(address: String) {
    #expect(ProjectKey.address(address) == "github.com/acme/api")
  }

  @Test("Other hosts, groups and paths are other projects")
  func others() {
    for (address, key) in [
      ("git@gitlab.com:group/sub/shop.git", "gitlab.com/group/sub/shop"),
      ("ssh://git@altssh.gitlab.com:443/group/sub/shop.git", "gitlab.com/group/sub/shop"),
      ("git@gitlab.com:sub/shop.git", "gitlab.com/sub/shop"),
      ("ssh://me@[2001:db8::1]:2222/srv/api.git", "2001:db8::1/srv/api"),
      ("[2001:db8::1]:srv/api.git", "2001:db8::1/srv/api"),
      ("h:api", "h/api"), ("ssh://h/~/api.git", "h/api"), ("h:~/api", "h/api"),
      ("/srv/Git/api.git", "/srv/Git/api"), ("file:///srv/Git/api/", "/srv/Git/api"),
      ("../api.git", "../api"), ("./a:b", "./a:b"),
      ("https://bits.example.org/scm/shop/api.git", "bits.example.org/shop/api"),
      ("ssh://git@bits.example.org:7999/shop/api.git", "bits.example.org/shop/api"),
      ("https://me@dev.azure.com/org/shop/_git/api", "dev.azure.com/org/shop/api"),
      ("git@ssh.dev.azure.com:v3/org/shop/api", "dev.azure.com/org/shop/api"), ("", ""),
    ] {
      #expect(ProjectKey.address(address) == key, "\(address)")
    }
  }

  @Test(
    "The table knows what git and ssh make of an address; a row that cannot be read is left out")
  func table() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(path: folder("state"))
    #expect(ProjectTable(state).key(of: "gh:acme/api") == "gh/acme/api")
    var table = ProjectTable()
    try table.write(to: state)
    #expect(!LocalFile.exists(state.projects))
    table.prefixes = [
      .init(written: "gh:", replacement: "git@github.com:"),
      .init(written: "gh:acme/", replacement: "https://mirror.example/"),
      .init(written: "a\nb", replacement: "x"),
    ]
    table.addresses["work:api"] = .init(
      key: "git.example.net/api", resolved: "git@git.example.net:api", found: 5)
    try table.write(to: state)
    let text = try #require(folder.read("state/projects"))
    try folder.write("address\tx\nnonsense\n\t\t\n" + text, to: "state/projects")
    let read = ProjectTable(state)
    #expect(read.key(of: "gh:me/web.git") == "github.com/me/web")
    #expect(read.key(of: "gh:acme/api") == "mirror.example/api")
    #expect(read.key(of: "work:api") == "git.example.net/api")
    #expect(read.key(of: "work:web") == "work/web")
    #expect(read.prefixes.count == 2 && read.addresses == table.addresses)
  }

  @Test("A new session hears of a task whose address is written otherwise here")
  func hint() throws {
    let folder = try TemporaryFolder()
    let state = StateFolder(path: folder("state"))
    try state.create()
    try folder.write("[remote \"origin\"]\nurl = gh:acme/api\n", to: "api/.git/config")
    try HintIndex([
      .init(
        key: ProjectKey.address("git@github.com:acme/api.git"), count: 1, updated: 1,
        machine: "desk", title: "Fix")
    ]).write(to: state)
    func line() -> String? {
      SessionGreeting(
        state: state, source: Array("startup".utf8), folder: Array(folder("api").utf8)
      ).line(now: 1) { _ in nil }
    }
    #expect(line() == nil)
    var table = ProjectTable()
    table.prefixes = [.init(written: "gh:", replacement: "git@github.com:")]
    try table.write(to: state)
    #expect(line()?.contains("Fix") == true)
  }
}
