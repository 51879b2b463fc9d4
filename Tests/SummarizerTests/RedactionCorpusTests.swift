import Foundation
import Testing

@testable import Summarizer

/// The redactor on texts that `scripts/corpus.py` makes: nothing of them is ever committed.
@Suite struct RedactionCorpusTests {
  /// One text of the corpus.
  private struct Sample: Decodable {
    let kind: String
    let shape: String
    let text: String
    let secrets: [String]
  }

  private let redactor = Redactor()
  /// Another one in every run, so that no rule is made for one corpus.
  private let seed = Int.random(in: 1...1_000_000)

  private func corpus(_ kind: String) throws -> [Sample] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let root = folder.appending(path: "../..").standardizedFileURL
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "scripts/corpus.py", "\(seed)", kind]
    process.currentDirectoryURL = root
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try data.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Sample.self, from: $0)
    }
  }

  @Test(arguments: [("tokens", 0.98), ("named", 0.95), ("forms", 0.90)])
  func `masks what a corpus of secrets holds`(kind: String, recall: Double) throws {
    let samples = try corpus(kind)
    try #require(samples.count > 1_000)
    var missed: [String] = []
    for sample in samples {
      let once = redactor.redact(sample.text)
      if sample.secrets.contains(where: { once.contains($0) }) { missed.append(sample.text) }
      #expect(redactor.redact(once) == once, "seed \(seed): \(sample.text)")
    }
    #expect(
      Double(samples.count - missed.count) >= recall * Double(samples.count),
      "seed \(seed): \(missed.prefix(20))")
  }

  @Test func `breaks nothing in code, logs, lock files and diffs`() throws {
    let samples = try corpus("negatives")
    var lines = 0
    var masked: [String] = []
    for sample in samples {
      lines += sample.text.split(separator: "\n").count
      let once = redactor.redact(sample.text)
      guard once != sample.text else { continue }
      // A manual's own example may be masked; what was made for this is none.
      #expect(!sample.shape.hasPrefix("made"), "seed \(seed): \(once)")
      masked += once.split(separator: "\n").filter { $0.contains("[redacted:") }.map(String.init)
    }
    try #require(lines > 15_000)
    #expect(masked.count * 1_000 <= lines, "seed \(seed): \(masked.prefix(20))")
  }
}
