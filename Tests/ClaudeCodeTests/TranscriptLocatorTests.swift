import Foundation
import Testing

@testable import ClaudeCode

@Suite struct TranscriptLocatorTests {
  static let id = TranscriptScript.sessionID

  @Test(arguments: [
    ("/tmp/a_b/c.d", "-tmp-a-b-c-d"), (#"C:\Users\me\x"#, "C--Users-me-x"), ("/😀/é", "-----"),
    ("/e\u{301}", "-e-"), ("", ""),
  ])
  func folderNames(path: String, name: String) {
    #expect(TranscriptLocator.folderName(for: path) == name)
  }

  @Test func longNamesAreCutAndHashed() {
    let exact = "/" + String(repeating: "a", count: 199)
    #expect(TranscriptLocator.folderName(for: exact).utf8.count == 200)
    // The value of the SDK's `_simple_hash` for this path.
    let name = TranscriptLocator.folderName(for: exact + "b")
    #expect(name == "-" + String(repeating: "a", count: 199) + "-b6ymvk")
  }

  @Test func theReportedPathComesFirst() throws {
    let folder = try ScratchFolder()
    let locator = TranscriptLocator(configurationFolder: folder.path)
    let reported = try folder.write("", to: "elsewhere.jsonl")
    try folder.write("", to: "projects/-home-dev/\(Self.id).jsonl")
    #expect(
      locator.path(sessionID: Self.id, workingFolder: "/home/dev", reportedPath: reported)
        == reported)
  }

  @Test func thenTheWorkingFolderThenAnyFolder() throws {
    let folder = try ScratchFolder()
    let locator = TranscriptLocator(configurationFolder: folder.path)
    let gone = folder("gone.jsonl")
    #expect(locator.path(sessionID: Self.id, workingFolder: "/x", reportedPath: gone) == nil)
    let old = try folder.write("", to: "projects/-old/\(Self.id).jsonl")
    #expect(locator.path(sessionID: Self.id, workingFolder: "/x", reportedPath: gone) == old)
    let own = try folder.write("", to: "projects/-x/\(Self.id).jsonl")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 0)], ofItemAtPath: own)
    #expect(locator.path(sessionID: Self.id, workingFolder: "/x") == own)
    #expect(locator.path(sessionID: Self.id) == old)
  }

  @Test func symlinksInTheWorkingFolderAreResolved() throws {
    let folder = try ScratchFolder()
    try folder.write("", to: "real/file")
    try FileManager.default.createSymbolicLink(
      atPath: folder("link"), withDestinationPath: folder("real"))
    let name = TranscriptLocator.folderName(for: folder("real"))
    let path = try folder.write("", to: "projects/\(name)/\(Self.id).jsonl")
    let locator = TranscriptLocator(configurationFolder: folder.path)
    try folder.write("", to: "projects/zzz/\(Self.id).jsonl")
    #expect(locator.path(sessionID: Self.id, workingFolder: folder("link")) == path)
  }

  @Test func longNamesMatchByTheirBeginning() throws {
    let folder = try ScratchFolder()
    let long = "/" + String(repeating: "a", count: 300)
    let prefix = TranscriptLocator.folderName(for: long).prefix(200)
    let path = try folder.write("", to: "projects/\(prefix)-otherhash/\(Self.id).jsonl")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 0)], ofItemAtPath: path)
    try folder.write("", to: "projects/other/\(Self.id).jsonl")
    let locator = TranscriptLocator(configurationFolder: folder.path)
    #expect(locator.path(sessionID: Self.id, workingFolder: long) == path)
  }

  @Test func onlyUUIDsAndFilesAreFound() throws {
    let folder = try ScratchFolder()
    try folder.write("", to: "projects/-x/evil.jsonl")
    try folder.write("", to: "projects/-x/\(Self.id).jsonl/file")
    let locator = TranscriptLocator(configurationFolder: folder.path)
    #expect(locator.path(sessionID: "evil", workingFolder: "/x") == nil)
    #expect(locator.path(sessionID: "../-x/evil", workingFolder: "/x") == nil)
    #expect(locator.path(sessionID: Self.id, workingFolder: "/x", reportedPath: "/") == nil)
  }
}
