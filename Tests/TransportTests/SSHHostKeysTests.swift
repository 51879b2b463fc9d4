import Testing

@testable import SyncRepo

@Suite("What ssh and its lists say of a server")
struct SSHHostKeysTests {
  @Test("The name that the lists have it under")
  func names() {
    func name(_ lines: String...) -> String? { SSHHostKeys.name(SSHHostKeys.settings(lines)) }
    #expect(name("hostname h", "port 22") == "h")
    #expect(name("hostname h", "port 2222") == "[h]:2222")
    #expect(name("hostname h", "port 2222", "hostkeyalias work") == "work")
    #expect(name("HostName h", "hostname other") == "h")
    #expect(name("port 22") == nil && name() == nil)
    #expect(name("hostname -oProxyCommand=x", "port 22") == nil)
  }

  @Test("Kind and fingerprint in the lines of ssh-keygen, and nothing in others")
  func lines() {
    #expect(SSHHostKeys.key("[h]:2 ED25519 SHA256:ab/c+ ") == "ED25519 SHA256:ab/c+")
    #expect(SSHHostKeys.key("|1|x|y RSA SHA256:abc comment") == "RSA SHA256:abc")
    #expect(SSHHostKeys.key("256 SHA256:abc h (ED25519)") == "256 SHA256:abc")
    #expect(SSHHostKeys.key("h RS\u{1B}A SHA256:abc") == "RS?A SHA256:abc")
    for line in ["# Host h found: line 1", "", "SHA256:abc", "h ED25519"] {
      #expect(SSHHostKeys.key(line) == nil, "\(line)")
    }
  }

  @Test("The https address of a repository on the large services, and of no other")
  func knownHosts() {
    func page(_ text: String) -> String? {
      KnownHost.httpsAddress(of: RemoteAddress(text))?.text
    }
    let tasks = "https://github.com/ann/tasks.git"
    #expect(page("git@github.com:ann/tasks.git") == tasks)
    #expect(page("ssh://git@GitHub.com/ann/tasks.git") == tasks)
    #expect(page("ssh://git@ssh.github.com:443/ann/tasks.git") == tasks)
    #expect(page("git@gitlab.com:group/sub/x") == "https://gitlab.com/group/sub/x")
    for text in [
      "git@example.org:ann/tasks.git", "git@github.com.example.org:x", "work:ann/tasks.git",
      "git@github.com:~ann/x", "git@github.com:a?b", "git@github.com:/", "ssh://github.com",
      "git@github.com:a b", "git@github.com:x@y",
    ] {
      #expect(page(text) == nil, "\(text)")
    }
  }

  @Test("An address without its user")
  func withoutUser() {
    func bare(_ text: String) -> String { RemoteAddress(text).withoutUser.text }
    #expect(bare("https://ann:secret@h:8/x@y") == "https://h:8/x@y")
    #expect(bare("https://a@b:c@h/x") == "https://h/x")
    #expect(bare("https://h/x") == "https://h/x")
  }
}
