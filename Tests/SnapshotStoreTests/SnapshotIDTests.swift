import SnapshotStore
import SyncRepo
import Testing

@Suite("Names that become paths")
struct SnapshotIDTests {
  @Test("A session id is a UUID and nothing else")
  func sessionIDs() {
    #expect(
      SessionID("5A9095D0-3924-4b4e-8cb1-7aa0c0825b3b")?.rawValue
        == "5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b")
    for text in [
      "", "5a9095d0", "../../../../../../../../../etc/passwd",
      "5a9095d0-3924-4b4e-8cb1-7aa0c0825b3",
      "5a9095d0/3924/4b4e/8cb1/7aa0c0825b3b", "5a9095d0-3924-4b4e-8cb1-7aa0c0825b3g",
      "5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b ", "5a9095d0-3924-4b4e-8cb1-7aa0c082５３b",
    ] {
      #expect(SessionID(text) == nil, "\(text)")
    }
  }

  @Test("A machine's name is one part of a path")
  func machineNames() {
    for text in [
      "", "a/b", "..", "a..b", ".hidden", "-o", "a b", "é", String(repeating: "x", count: 64),
    ] {
      #expect(MachineName(text) == nil, "\(text)")
    }
    for (host, name) in [
      ("Ann’s Mac.local", "Ann-s-Mac"), ("desk", "desk"), ("机器", "machine"), ("", "machine"),
      ("--x--", "x"), ("a_b.example.org", "a_b"),
    ] {
      #expect(MachineName(making: host).rawValue == name)
      #expect(MachineName(name) != nil)
    }
  }

  @Test("A machine never owns the file of one whose name begins like its own")
  func ownership() {
    let session = "5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b"
    let desk = Snapshots.configuration(
      name: "handoff", machine: MachineName(making: "desk"), now: { 0 })
    #expect(desk.owns("tasks/desk-\(session).md"))
    for path in [
      "tasks/desk-two-\(session).md", "tasks/des-\(session).md", "desk-\(session).md",
      "tasks/x/desk-\(session).md", "tasks/desk-\(session).txt", "tasks/\(session).md",
    ] {
      #expect(!desk.owns(path), "\(path)")
    }
    #expect(SnapshotID(path: "tasks/a-b-\(session).md")?.machine.rawValue == "a-b")
  }
}
