import Foundation
import TestSupport
import Testing

@testable import HandoffKit

#if os(Linux)
@Suite("The signs of a machine that goes down")
struct MachineSignsTests {
  let folder: TemporaryFolder
  let now = Date(timeIntervalSince1970: 1_800_000_000)

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("0f0e0d0c-1111-2222-3333-444455556666\n", to: "proc/sys/kernel/random/boot_id")
  }

  var signs: MachineSigns { MachineSigns.read(root: folder.path, user: 1_000, now: now) }

  @Test("A machine without any mark runs, and says nothing of logins")
  func plain() {
    #expect(
      signs
        == MachineSigns(boot: "0f0e0d0c-1111-2222-3333-444455556666", isShuttingDown: false))
    #expect(!signs.isLoginClosed("2") && !signs.isLoginClosed(""))
  }

  @Test("Each mark of a shutdown counts", arguments: ["run/nologin", "etc/nologin"])
  func marks(path: String) throws {
    try folder.write("", to: path)
    #expect(signs.isShuttingDown)
  }

  @Test("A shutdown that is planned for later is none yet")
  func planned() throws {
    func plan(_ text: String) throws -> Bool {
      try folder.write(text, to: "run/systemd/shutdown/scheduled")
      return signs.isShuttingDown
    }
    #expect(try plan("USEC=1800000240000000\nWARN_WALL=1\nMODE=poweroff\n"))
    #expect(try plan("USEC=1799999990000000\nMODE=reboot\n"))
    #expect(try !plan("USEC=1800003600000000\nWARN_WALL=1\nMODE=poweroff\n"))
    #expect(try plan("nonsense") && plan("USEC=soon\n") && plan(""))
  }

  @Test("OpenRC tells by its run level")
  func openRC() throws {
    try folder.write("default\n", to: "run/openrc/softlevel")
    #expect(!signs.isShuttingDown)
    for level in ["shutdown", "reboot"] {
      try folder.write(level + "\n", to: "run/openrc/softlevel")
      #expect(signs.isShuttingDown)
    }
  }

  @Test("The logins are those that systemd-logind keeps account of")
  func logins() throws {
    let text = "# This is private data. Do not parse.\nUID=1000\nACTIVE=1\nSTATE="
    try folder.write(text + "active\nREMOTE=0\n", to: "run/systemd/sessions/2")
    try folder.write(text + "closing\nREMOTE=0\n", to: "run/systemd/sessions/c3")
    try folder.write(text + "active\nREMOTE=1\n", to: "run/systemd/sessions/4")
    try folder.write("", to: "run/systemd/sessions/2.ref")
    #expect(
      signs.logins == [
        "2": .init(), "c3": .init(isClosing: true), "4": .init(isRemote: true),
      ])
    #expect(!signs.isLoginClosed("2") && signs.isLoginClosed("c3") && signs.isLoginClosed("9"))
    #expect(signs.isUserLeaving == nil)
    try folder.write("NAME=ann\nSTATE=active\n", to: "run/systemd/users/1000")
    #expect(signs.isUserLeaving == false)
    try folder.write("NAME=ann\nSTATE=closing\n", to: "run/systemd/users/1000")
    #expect(signs.isLoginClosed("2"))
  }
}
#endif
