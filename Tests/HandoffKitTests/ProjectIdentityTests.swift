import Foundation
import MachineState
import SnapshotStore
import TestSupport
import Testing

@testable import HandoffKit

@Suite("The projects of folders")
struct ProjectIdentityTests {
  /// Makes a project with a remote, and returns its folder.
  func project(_ fixture: KitFixture, _ place: String, _ address: String) throws -> String {
    let folder = fixture.folder(place)
    try fixture.folder.write("x", to: place + "/file")
    try Git.run(in: folder, "init", "--quiet")
    try Git.run(in: folder, "remote", "add", "origin", address)
    return folder
  }

  /// A program in the place of OpenSSH that knows one alias.
  func ssh(_ fixture: KitFixture) throws -> [String: String] {
    try fixture.folder.write(
      """
      #!/bin/sh
      echo "$*" >> '\(fixture.folder("ssh-calls"))'
      for last; do :; done
      case "$last" in
        *work) printf 'user git\\nhostname ssh.github.com\\nport 443\\n' ;;
        *) printf 'user ann\\nhostname %s\\nport 22\\n' "${last#*@}" ;;
      esac
      """, to: "bin/ssh")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: fixture.folder("bin/ssh"))
    return ["GIT_SSH": fixture.folder("bin/ssh"), "PATH": "/usr/bin:/bin"]
  }

  func look(_ folder: String, _ context: HandoffContext) -> ProjectIdentity.Place? {
    var identity = ProjectIdentity(context)
    return identity.place(folder)
  }

  @Test("A host of ssh's configuration is the host it names; it is asked once, and hooks are told")
  func alias() throws {
    let fixture = try KitFixture()
    let folder = try project(fixture, "desk/api", "work:acme/api.git")
    let context = fixture.context("desk", try ssh(fixture))
    var identity = ProjectIdentity(context)
    let found = identity.place(folder)
    let place = try #require(found)
    #expect(place.key == "github.com/acme/api" && place.root == folder)
    #expect(place.address == "ssh://git@ssh.github.com:443/acme/api.git")
    identity.save()
    #expect(look(folder, context) == place)
    #expect(fixture.folder.read("ssh-calls")?.split(separator: "\n").count == 1)
    #expect(ProjectTable(try context.state()).key(of: "work:acme/api.git") == place.key)
    fixture.advance(90_000)
    #expect(look(folder, context) == place)
    #expect(fixture.folder.read("ssh-calls")?.split(separator: "\n").count == 2)
  }

  @Test("git's own rewriting counts; a password is kept nowhere")
  func rewriting() throws {
    let fixture = try KitFixture()
    let folder = try project(fixture, "desk/api", "gh:acme/api")
    try Git.run(in: folder, "config", "url.git@github.com:.insteadOf", "gh:")
    try Git.run(in: folder, "config", "url.git@other.example:.pushInsteadOf", "gh:")
    let other = try project(fixture, "desk/web", "https://me:hunter2@h.org/acme/web.git")
    let context = fixture.context("desk", try ssh(fixture))
    var identity = ProjectIdentity(context)
    let places = [folder, other, fixture.folder("desk")].map { identity.place($0) }
    #expect(places.map { $0?.key } == ["github.com/acme/api", "h.org/acme/web", nil])
    #expect(places[0]?.address == "git@github.com:acme/api")
    identity.save()
    let table = try #require(fixture.folder.read("desk/.local/state/handoff/projects"))
    #expect(table.contains("gh:acme/api\tgithub.com/acme/api") && !table.contains("hunter2"))
  }

  @Test("A snapshot names the address that others can reach")
  func snapshot() async throws {
    let fixture = try KitFixture()
    let extra = try ssh(fixture)
    try await fixture.initialize("desk", extra)
    let folder = try project(fixture, "desk/api", "work:group/sub/shop.git")
    try fixture.say("Fix it", "Yes.")
    try fixture.hook("Stop", ["cwd": folder])
    _ = try await fixture.work("desk", extra)
    let list = try await TaskList.open(
      fixture.context(), settings: try await SettingsLoader(fixture.context()).load())
    let header = try #require(try await list.tasks().first?.header)
    #expect(header.project == "group/sub/shop")
    #expect(header.projectURL?.contains("ssh.github.com:443/group/sub/shop.git") == true)
  }
}
