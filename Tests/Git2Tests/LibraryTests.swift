import Foundation
import Git2
import TestSupport
import Testing

@Suite("The libgit2 that is linked")
struct LibraryTests {
  @Test("It is one of the supported versions")
  func version() {
    let parts = GitLibrary.version.split(separator: ".").compactMap { Int($0) }
    #expect(parts.count == 3 && parts[0] == 1 && (5...9).contains(parts[1]))
  }

  @Test(
    "Headers of another version stop the build with a sentence that says what to do",
    arguments: [(1, 4, "1.5 or newer"), (1, 5, nil), (1, 9, nil), (2, 0, "Install libgit2 1.9")])
  func headers(major: Int, minor: Int, sentence: String?) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "#define LIBGIT2_VER_MAJOR \(major)\n#define LIBGIT2_VER_MINOR \(minor)\n", to: "git2.h")
    let shim = URL(fileURLWithPath: #filePath)
      .appending(path: "../../../Modules/CGit2/shim.h").standardized.path
    let text = try String(contentsOfFile: shim, encoding: .utf8)
    for line in text.split(separator: "\n") where line.hasPrefix("#include <git2/") {
      try folder.write("", to: String(line.dropFirst("#include <".count).dropLast()))
    }
    try folder.write(
      "typedef int git_smart_subtransport;\ntypedef int git_smart_subtransport_stream;\n",
      to: "git2/sys/transport.h")
    let result = try Program.run(
      "/usr/bin/env", ["cc", "-fsyntax-only", "-I", folder.path, "-x", "c", shim],
      environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"])
    #expect((result.status == 0) == (sentence == nil), "\(result)")
    if let sentence { #expect(result.errors.contains(sentence)) }
  }

  @Test("An object's name survives the way to libgit2 and back")
  func objectIDs() throws {
    let hex = "0123456789abcdef0123456789abcdef01234567"
    #expect(ObjectID(hex: hex)?.hex == hex)
    #expect(ObjectID(hex: "x" + hex.dropFirst()) == nil && ObjectID(hex: "01") == nil)
    let folder = try TemporaryFolder()
    GitLibrary.ignoreUserConfiguration()
    let repository = try Repository(creating: folder("r"), bare: true, branch: "main")
    // The names that git gives to the empty blob and the empty tree.
    #expect(
      try repository.blobID(of: []).hex == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
    #expect(try repository.writeBlob([]).hex == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
    #expect(try repository.emptyTree().hex == "4b825dc642cb6eb9a060e54bf8d69288fbee4904")
  }
}
