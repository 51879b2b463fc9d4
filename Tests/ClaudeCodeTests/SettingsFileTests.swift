import Foundation
import Testing

@testable import ClaudeCode

@Suite struct SettingsFileTests {
  static func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func writingKeepsLinkAndMode() throws {
    let folder = try ScratchFolder()
    let target = try folder.write("{}", to: "dotfiles/claude.json")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: target)
    let links = [("a", "b"), ("b", "dotfiles/claude.json")]
    for (link, destination) in links {
      try FileManager.default.createSymbolicLink(
        atPath: folder(link), withDestinationPath: destination)
    }
    let file = try SettingsFile.read(folder("a"))
    #expect(file.bytes == Array("{}".utf8))
    #expect(file.path == target)
    let written = try file.write(Array("{ }".utf8))
    #expect(try SettingsFile.read(folder("a")) == written)
    #expect(try folder.read("dotfiles/claude.json") == Array("{ }".utf8))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder("a")) == "b")
    #expect(try Self.mode(target) == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("dotfiles")).count == 1)
  }

  @Test func aFileThatDoesNotExistIsMade() throws {
    let folder = try ScratchFolder()
    let file = try SettingsFile.read(folder("new/.claude/settings.json"))
    #expect(file.bytes == nil)
    try file.write([1, 2])
    #expect(try folder.read("new/.claude/settings.json") == [1, 2])
    #expect(try Self.mode(folder("new/.claude/settings.json")) == 0o600)
    #expect(try Self.mode(folder("new/.claude")) == 0o700)
  }

  @Test func aLinkToNothingIsFilled() throws {
    let folder = try ScratchFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder("link"), withDestinationPath: folder("target"))
    try SettingsFile.read(folder("link")).write([7])
    #expect(try folder.read("target") == [7])
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: folder("link"))) != nil)
  }

  @Test func whatIsNoFileIsRefused() throws {
    let folder = try ScratchFolder()
    #expect(throws: SettingsError.notAFile(path: folder.path, kind: "folder")) {
      try SettingsFile.read(folder.path)
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder("loop"), withDestinationPath: folder("loop"))
    #expect(throws: SettingsError.self) { try SettingsFile.read(folder("loop")) }
    let big = try folder.write([UInt8](repeating: 0x20, count: (4 << 20) + 1), to: "big")
    #expect(throws: SettingsError.tooLarge(path: big)) { try SettingsFile.read(big) }
  }

  @Test func aFileThatChangedMeanwhileIsLeftAlone() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("old", to: "settings.json")
    let file = try SettingsFile.read(path)
    try folder.write("theirs", to: "settings.json")
    #expect(throws: SettingsError.changedMeanwhile(path: path)) { try file.write([1]) }
    #expect(try folder.read("settings.json") == Array("theirs".utf8))
    let none = try SettingsFile.read(folder("none"))
    try folder.write("theirs", to: "none")
    #expect(throws: SettingsError.changedMeanwhile(path: folder("none"))) { try none.write([1]) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
  }

  @Test func equalBytesAreNotWritten() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("same", to: "settings.json")
    let number = {
      try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
    }
    let before = try number()
    try SettingsFile.read(path).write(Array("same".utf8))
    #expect(try number() == before)
  }
}
