import Testing

@testable import SnapshotStore

@Suite("Copies that the sync of a folder has made")
struct ConflictCopyTests {
  static let name = "tasks/desk-5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b"

  @Test(
    "They are no snapshots",
    arguments: [
      " (ann's conflicted copy 2026-11-27).md", ".sync-conflict-20261127-101010-ABCDEFG.md",
      " (1).md", " 2.md", "-LAPTOP.md",
    ])
  func copy(_ end: String) {
    #expect(SnapshotID(path: Self.name + end) == nil)
    #expect(StoredSnapshot.refusal(ofName: Self.name + end)?.reason.contains("copy") == true)
  }

  @Test(
    "Other names are as before", arguments: ["tasks/note.md", "tasks/a (1).md", "tasks/b-c.md"])
  func other(_ path: String) {
    #expect(StoredSnapshot.refusal(ofName: path) == nil)
  }
}
