import Foundation
import Platform
import Testing

@testable import ClaudeCode

@Suite struct TranscriptFileTests {
  static func error(_ path: String) -> TranscriptError? {
    do {
      _ = try TranscriptReader().read(path: path)
      return nil
    } catch {
      return error
    }
  }

  @Test func whatIsNoReadableFileIsNamed() throws {
    let folder = try ScratchFolder()
    #expect(Self.error(folder("none")) == .notFound(path: folder("none")))
    let file = try folder.write("", to: "file")
    #expect(Self.error(file + "/below") == .notFound(path: file + "/below"))
    #expect(Self.error("") == .notFound(path: ""))
    #expect(Self.error(file + "\0x") == .notFound(path: file + "\0x"))
    #expect(Self.error(folder.path) == .notAFile(path: folder.path, kind: "folder"))
    #expect(mkfifo(folder("fifo"), 0o600) == 0)
    #expect(Self.error(folder("fifo")) == .notAFile(path: folder("fifo"), kind: "FIFO"))
    #expect(Self.error("/dev/zero") == .notAFile(path: "/dev/zero", kind: "device"))
    let long = folder(String(repeating: "x", count: 5000))
    guard case .unreadable(long, let reason) = Self.error(long) else {
      Issue.record("A name that is too long is unreadable.")
      return
    }
    #expect(!reason.isEmpty)
    #expect(Self.error(long)?.description.contains(reason) == true)
  }

  @Test(.enabled(if: geteuid() != 0, "root may do it")) func permissions() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("{}", to: "secret")
    chmod(path, 0)
    guard case .unreadable = Self.error(path) else {
      Issue.record("A file without permission is unreadable.")
      return
    }
  }

  @Test func anEmptyFileIsAnEmptyConversation() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("", to: "a")
    #expect(try TranscriptReader().read(path: path) == Conversation())
  }

  @Test func aSymlinkIsFollowed() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("\n", to: "a")
    try FileManager.default.createSymbolicLink(atPath: folder("b"), withDestinationPath: path)
    #expect(try TranscriptReader().read(path: folder("b")).reading.bytes == 1)
  }
}
