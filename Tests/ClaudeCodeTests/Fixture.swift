import Foundation
import Testing

/// The recorded files under `Fixtures`.
enum Fixture {
  static func path(_ name: String) throws -> String {
    let url = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    return url.appendingPathComponent(name).path
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// Every file below a folder of the fixtures, as names for `bytes`.
  static func names(under folder: String) -> [String] {
    guard let root = try? path(folder),
      let files = FileManager.default.enumerator(atPath: root)
    else { return [] }
    return files.compactMap { $0 as? String }
      .filter { $0.hasSuffix(".json") || $0.hasSuffix(".jsonl") }
      .map { folder + "/" + $0 }.sorted()
  }

  static let hookInputs = names(under: "hook-stdin")
  static let transcripts = names(under: "transcripts")
}
