import Foundation
import TestSupport
import Testing

@testable import Git2

@Suite("The author of commits is the one that git would name")
struct IdentityTests {
  @Test(
    "Brackets and punctuation are left out as git leaves them out",
    arguments: [
      "Ann", "Ann <ann@example.org>", "<Ann>", " Ann, B. ", "\"Ann\"", "Ann\\", "'Ann' O'Neil",
      "安 ，", "J. R. <>", "Ann; <a@b>; c:",
    ])
  func asGit(name: String) throws {
    GitLibrary.ignoreUserConfiguration()
    let folder = try TemporaryFolder()
    try Git.run(in: folder.path, "init", "-q")
    for (key, value) in [("user.name", name), ("user.email", "<\(name)@example.org>,")] {
      try Git.run(in: folder.path, "config", key, value)
    }
    // The variables that name an author come before the configuration.
    let environment = Git.environment.filter { !$0.key.hasPrefix("GIT_AUTHOR_") }
    let theirs = try Program.run(
      "/usr/bin/env", ["git", "var", "GIT_AUTHOR_IDENT"], environment: environment,
      folder: folder.path
    ).output
    let ours = try #require(try Repository(opening: folder.path).configuredIdentity())
    #expect(theirs.hasPrefix("\(ours.name) <\(ours.email)> "))
  }

  @Test("A name of which nothing is left is none", arguments: ["<>", ".", " , "])
  func nothingLeft(name: String) throws {
    GitLibrary.ignoreUserConfiguration()
    let folder = try TemporaryFolder()
    try Git.run(in: folder.path, "init", "-q")
    try Git.run(in: folder.path, "config", "user.name", name)
    try Git.run(in: folder.path, "config", "user.email", "ann@example.org")
    #expect(try Repository(opening: folder.path).configuredIdentity() == nil)
  }
}
