import Foundation
import TestSupport
import Testing

@Suite("The programs that handoff starts get what they need")
struct ChildVariablesTests {
  let journey: Journey
  /// The variables of a shell that no program of ours has any business with.
  static let secrets = [
    "STRIPE_SECRET": "s", "DATABASE_URL": "s", "HANDOFF_TOKEN": "s", "HANDOFF_OTHER_SECRET": "s",
    "AWS_SECRET_ACCESS_KEY": "s", "GOOGLE_APPLICATION_CREDENTIALS": "s", "AZURE_CLIENT_SECRET": "s",
    "OTEL_EXPORTER_OTLP_HEADERS": "s", "NPM_TOKEN": "s",
    "CLAUDECODE": "1", "CLAUDE_CODE_SESSION_ID": "s", "CLAUDE_CODE_MESSAGING_TOKEN": "s",
    "CLAUDE_ENV_FILE": "/s", "CLAUDE_PID": "7",
    "GIT_DIR": "/s", "GIT_INDEX_FILE": "/s", "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "http.extraHeader", "GIT_CONFIG_VALUE_0": "s",
  ]
  static let common = [
    "USER": "ann", "LOGNAME": "ann", "SHELL": "/bin/sh", "LC_TIME": "C", "TERM": "dumb",
    "XDG_RUNTIME_DIR": "/nowhere", "HTTPS_PROXY": "http://127.0.0.1:1", "no_proxy": "x",
    "SSL_CERT_FILE": "/nowhere/ca.pem",
  ]
  static let ofEveryone = [
    "HOME", "HTTPS_PROXY", "LANG", "LC_TIME", "LOGNAME", "PATH", "SHELL", "SSL_CERT_FILE", "TERM",
    "TZ", "USER", "XDG_RUNTIME_DIR", "no_proxy",
  ]

  init() throws { journey = try Journey() }

  /// Writes a program that notes the names of its variables, sets none of its own, and says no.
  private func program(_ name: String) throws -> String {
    try journey.folder.script(
      name,
      "tr '\\0' '\\n' < /proc/$$/environ | sed 's/=.*//' | sort > '\(journey.folder("env"))'; exit 1"
    )
  }

  /// The names of the variables that the last program got.
  private func given() throws -> [String] {
    let names = try journey.folder.text("env").split(separator: "\n").map(String.init)
    try FileManager.default.removeItem(atPath: journey.folder("env"))
    // A shell in between adds them.
    return names.filter { !["PWD", "OLDPWD", "SHLVL", "_"].contains($0) }.sorted()
  }

  private func machine(_ extra: [String: String]) throws -> JourneyMachine {
    try JourneyMachine(
      "desk", in: journey, Self.common.merging(Self.secrets) { $1 }.merging(extra) { $1 })
  }

  /// Has a model asked for a summary, and returns the names of the variables that it got.
  private func ask(_ desk: JourneyMachine, _ extra: [String: String] = [:]) throws -> [String] {
    let more = [
      "HANDOFF_SUMMARIZER": "claude", "HANDOFF_CLAUDE": try program("model"),
      "HANDOFF_SNAPSHOT_INTERVAL": "0",
    ]
    let result = try desk.handoff(
      "snapshot", "--force", "--session", JourneyMachine.session,
      extra: more.merging(extra) { $1 })
    #expect(result.status == 0, "\(result)")
    return try given()
  }

  @Test("claude -p gets its settings, the ways out, and the cloud that it is set up for")
  func claude() throws {
    let desk = try machine([
      "ANTHROPIC_API_KEY": "k", "CLAUDE_CODE_OAUTH_TOKEN": "k", "NODE_EXTRA_CA_CERTS": "/x",
      "SSH_AUTH_SOCK": "/x", "GITHUB_TOKEN": "x", "GIT_SSH_COMMAND": "x",
    ])
    try desk.succeed("init", "--remote", journey.remote, "--machine", "desk")
    try desk.install()
    let usual =
      Self.ofEveryone + [
        "ANTHROPIC_API_KEY", "CLAUDE_CODE_OAUTH_TOKEN", "NODE_EXTRA_CA_CERTS",
        "HANDOFF_SUMMARIZING", "CLAUDE_CODE_MAX_RETRIES", "CLAUDE_CODE_DISABLE_CLAUDE_MDS",
        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "DISABLE_AUTOUPDATER",
      ]
    #expect(try ask(desk) == usual.sorted())
    #expect(
      try ask(desk, ["CLAUDE_CODE_USE_BEDROCK": "1", "CLAUDE_CODE_USE_VERTEX": "0"])
        == (usual + [
          "AWS_SECRET_ACCESS_KEY", "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX",
        ]).sorted())
    #expect(
      try ask(desk, ["CLAUDE_CODE_USE_VERTEX": "1"])
        == (usual + ["GOOGLE_APPLICATION_CREDENTIALS", "CLAUDE_CODE_USE_VERTEX"]).sorted())
    #expect(
      try ask(desk, ["CLAUDE_CODE_USE_FOUNDRY": "true"])
        == (usual + ["AZURE_CLIENT_SECRET", "CLAUDE_CODE_USE_FOUNDRY"]).sorted())
    // The switch in Claude Code's own settings counts as well.
    try journey.folder.write(
      #"{"env":{"CLAUDE_CODE_USE_BEDROCK":"1"}}"#, to: "desk/.claude/settings.json")
    #expect(try ask(desk) == (usual + ["AWS_SECRET_ACCESS_KEY"]).sorted())
    // The person's own word, by the file and by the environment; some variables stay all the same.
    try journey.folder.write("{}", to: "desk/.claude/settings.json")
    let list = "STRIPE_* NPM_TOKEN HANDOFF_TOKEN HANDOFF_* CLAUDECODE GIT_DIR GIT_CONFIG_* CLAUDE_*"
    try desk.succeed("config", "set", "pass_environment", list)
    #expect(
      try ask(desk) == (usual + ["STRIPE_SECRET", "NPM_TOKEN", "GIT_CONFIG_NOSYSTEM"]).sorted())
    #expect(
      try ask(desk, ["HANDOFF_PASS_ENVIRONMENT": "DATABASE_URL,OTEL_*"])
        == (usual + ["DATABASE_URL", "OTEL_EXPORTER_OTLP_HEADERS"]).sorted())
    #expect(
      try desk.handoff("config", "set", "pass_environment", "*").errors.contains("CORP_*"))
  }

  @Test("ssh gets what it asks agents and persons with")
  func ssh() throws {
    let desk = try machine([
      "SSH_AUTH_SOCK": "/nowhere/agent", "SSH_ASKPASS": "/nowhere/ask", "KRB5CCNAME": "x",
      "DISPLAY": ":0", "WAYLAND_DISPLAY": "w", "XAUTHORITY": "x", "GPG_TTY": "x",
      "DBUS_SESSION_BUS_ADDRESS": "x", "GIT_SSH": try program("ssh"), "GIT_SSH_VARIANT": "simple",
      "GIT_TERMINAL_PROMPT": "0", "ANTHROPIC_API_KEY": "k", "GITHUB_TOKEN": "x", "GCM_X": "x",
    ])
    let usual =
      Self.ofEveryone + [
        "SSH_AUTH_SOCK", "SSH_ASKPASS", "KRB5CCNAME", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY",
        "GPG_TTY", "DBUS_SESSION_BUS_ADDRESS", "GIT_SSH", "GIT_SSH_VARIANT", "GIT_TERMINAL_PROMPT",
      ]
    func reach(_ extra: [String: String] = [:]) throws -> [String] {
      let result = try desk.handoff("init", "--remote", "ann@host.invalid:tasks.git", extra: extra)
      #expect(result.status != 0)
      return try given()
    }
    #expect(try reach() == usual.sorted())
    #expect(
      try reach(["HANDOFF_PASS_ENVIRONMENT": "NPM_TOKEN HANDOFF_TOKEN"])
        == (usual + ["NPM_TOKEN"]).sorted())
  }

  @Test("A credential helper and an askpass program get those of their family, too")
  func helper() throws {
    let server = try RefusingServer()
    let helper = try program("helper")
    let desk = try machine([
      "SSH_AUTH_SOCK": "/x", "DISPLAY": ":0", "GH_TOKEN": "x", "GITHUB_TOKEN": "x",
      "GITLAB_TOKEN": "x", "GCM_PROVIDER": "x", "GIT_AUTHOR_NAME": "x", "ANTHROPIC_API_KEY": "k",
      "HANDOFF_TOKEN": "", "HTTPS_PROXY": "",
    ])
    let usual =
      Self.ofEveryone + [
        "SSH_AUTH_SOCK", "DISPLAY", "GH_TOKEN", "GITHUB_TOKEN", "GITLAB_TOKEN", "GCM_PROVIDER",
        "GCM_INTERACTIVE", "GIT_AUTHOR_NAME", "GIT_CONFIG_NOSYSTEM", "GIT_TERMINAL_PROMPT",
      ]
    func reach(_ extra: [String: String] = [:]) throws -> [String] {
      let result = try desk.handoff(
        "init", "--remote", "http://127.0.0.1:\(server.port)/tasks.git", extra: extra)
      #expect(result.status != 0)
      return try given()
    }
    try journey.folder.write(
      "[credential]\n  helper = !'\(helper)'\n", to: "desk/.gitconfig")
    #expect(try reach() == usual.sorted())
    #expect(
      try reach(["HANDOFF_PASS_ENVIRONMENT": "NPM_*,DATABASE_URL"])
        == (usual + ["NPM_TOKEN", "DATABASE_URL"]).sorted())
    try journey.folder.write("", to: "desk/.gitconfig")
    #expect(try reach(["GIT_ASKPASS": helper]) == (usual + ["GIT_ASKPASS"]).sorted())
  }
}

extension ChildVariablesTests {
  @Test("A pager gets its own, and nothing of networks and keys")
  func pager() throws {
    let desk = try machine([
      "LESSCHARSET": "utf-8", "BAT_THEME": "x", "TERMINFO": "/nowhere", "SSH_AUTH_SOCK": "/x",
      "GITHUB_TOKEN": "x", "ANTHROPIC_API_KEY": "k", "HANDOFF_PASS_ENVIRONMENT": "NPM_*",
      "HANDOFF_PAGER": try program("pager"),
    ])
    let result = try desk.typing([], ["help", "how"], extra: ["CLAUDECODE": ""])
    #expect(result.status == 0, "\(result)")
    let network = ["HTTPS_PROXY", "SSL_CERT_FILE", "no_proxy"]
    let usual = Self.ofEveryone.filter { !network.contains($0) }
    #expect(
      try given()
        == (usual + ["BAT_THEME", "LESS", "LESSCHARSET", "LV", "NPM_TOKEN", "TERMINFO"]).sorted())
  }
}

/// A server over http that asks everybody for a password and takes none.
private final class RefusingServer: Sendable {
  let port: UInt16
  private let listener: Int32

  init() throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isReady = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    try #require(isReady)
    port = UInt16(bigEndian: address.sin_port)
    self.listener = listener
    Thread.detachNewThread {
      let answer =
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
        + "Content-Length: 0\r\nConnection: close\r\n\r\n"
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        _ = read(connection, &bytes, bytes.count)
        _ = answer.withCString { write(connection, $0, strlen($0)) }
        close(connection)
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }
}
