import Platform
import TestSupport
import Testing

@Suite("Small files")
struct LocalFileTests {
  @Test("A write replaces a file whole, keeps its mode private, and leaves nothing beside it")
  func write() throws {
    let folder = try TemporaryFolder()
    try LocalFile.write(Array("one".utf8), to: folder("a"))
    try LocalFile.write(Array("two".utf8), to: folder("a"))
    #expect(try LocalFile.read(folder("a")) == Array("two".utf8))
    #expect(LocalFile.names(in: folder.path) == ["a"])
    #expect(LocalFile.information(folder("a"))?.mode == 0o600)
  }

  @Test("An update leaves a file alone that has its bytes already")
  func update() throws {
    let folder = try TemporaryFolder()
    try LocalFile.update(Array("one".utf8), at: folder("a"))
    let inode = LocalFile.information(folder("a"))?.inode
    try LocalFile.update(Array("one".utf8), at: folder("a"))
    #expect(LocalFile.information(folder("a"))?.inode == inode)
    for text in ["two", "three", ""] {
      try LocalFile.update(Array(text.utf8), at: folder("a"))
      #expect(try LocalFile.read(folder("a")) == Array(text.utf8))
    }
    #expect(LocalFile.names(in: folder.path) == ["a"])
  }

  @Test("A failed write leaves the old file and no temporary one")
  func failedWrite() throws {
    let folder = try TemporaryFolder()
    try LocalFile.createFolder(folder("taken/inside"))
    #expect(throws: FileError.self) { try LocalFile.write([1], to: folder("taken")) }
    #expect(throws: FileError.self) { try LocalFile.write([1], to: folder("none/file")) }
    #expect(LocalFile.names(in: folder.path) == ["taken"])
  }

  @Test("Only regular files within the limit are read; a pipe does not block")
  func read() throws {
    let folder = try TemporaryFolder()
    try LocalFile.write(Array("four".utf8), to: folder("a"))
    #expect(throws: FileError.self) { try LocalFile.read(folder("a"), limit: 3) }
    #expect(throws: FileError.self) { try LocalFile.read(folder.path) }
    #expect(mkfifo(folder("pipe"), 0o600) == 0)
    #expect(throws: FileError.self) { try LocalFile.read(folder("pipe")) }
    #expect(throws: FileError.self) { try LocalFile.read("/dev/zero") }
  }

  @Test("Removing a tree does not follow links")
  func removeTree() throws {
    let folder = try TemporaryFolder()
    try folder.write("kept", to: "outside/file")
    try folder.write("x", to: "tree/a/b")
    #expect(symlink(folder("outside"), folder("tree/link")) == 0)
    LocalFile.removeTree(folder("tree"))
    #expect(LocalFile.names(in: folder.path) == ["outside"])
    #expect(folder.read("outside/file") == "kept")
  }

  @Test("A lock keeps a second holder out until the first lets go, even if its file is removed")
  func lock() throws {
    let folder = try TemporaryFolder()
    let path = folder("lock")
    do {
      guard let first = try FileLock.tryAcquire(path) else {
        Issue.record("The lock is held.")
        return
      }
      #expect(FileLock.isHeld(path))
      #expect(try !isFree(path, within: .milliseconds(12)))
      first.release()
      #expect(try isFree(path))
    }
    #expect(!FileLock.isHeld(path))
    guard let held = try FileLock.acquire(path) else {
      Issue.record("The lock is held.")
      return
    }
    try LocalFile.remove(path)
    // The file of the holder is gone: a new one is another lock, by design of unlink(2).
    #expect(try isFree(path))
    held.release()
  }

  private func isFree(_ path: String, within timeLimit: Duration = .zero) throws -> Bool {
    if let lock = try FileLock.acquire(path, within: timeLimit) {
      lock.release()
      return true
    }
    return false
  }

  @Test("A session id is a UUID in bytes too")
  func sessionIDs() {
    #expect(SessionIDForm.isValid("5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b".utf8))
    for text in [
      "", "x", "5a9095d0-3924-4b4e-8cb1-7aa0c0825b3g", "5a9095d0/3924-4b4e-8cb1-7aa0c0825b3b",
    ] {
      #expect(!SessionIDForm.isValid(text.utf8))
    }
  }
}
