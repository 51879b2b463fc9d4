import AgeFormat
import CSodium
import Foundation
import TestSupport
import Testing

/// The public vectors for age, C2SP's CCTV: data that lie beside this project.
@Suite("CCTV", .enabled(if: AgeVector.all != nil, "needs the vectors in ../shared/vectors/age"))
struct AgeVectorTests {
  @Test("Each vector gives what it expects", arguments: AgeVector.all ?? [])
  func outcome(_ vector: AgeVector) throws {
    guard !vector.isArmored else {
      // These begin with other words, or with anything before them.
      let unnamed = [
        "armor_garbage_leading", "armor_lowercase", "armor_whitespace_begin", "armor_wrong_type",
      ]
      let error: AgeError = unnamed.contains(vector.name) ? .notAge : .armored
      #expect(throws: error) {
        try AgeFile.decrypt(vector.file, with: [.generate()], limit: 1_000)
      }
      #expect(throws: error) { try AgeFile.decrypt(vector.file, passphrase: "a") }
      return
    }
    var identities: [AgeIdentity] = []
    for text in vector.identities {
      if text.hasPrefix("AGE-SECRET-KEY-PQ-") {
        #expect(throws: AgeKeyError.hybrid) { try AgeIdentity(text) }
      } else {
        identities.append(try AgeIdentity(text))
      }
    }
    var expected = vector.expect
    if identities.isEmpty && !vector.identities.isEmpty {
      identities = [.generate()]
      // The one has a stanza that means nothing, the other one none that is well formed.
      let unnamed = ["hybrid_not_canonical_body", "hybrid_uppercase"]
      expected = unnamed.contains(vector.name) ? vector.expect : "hybrid"
    }
    var outcomes: [String] = []
    if !identities.isEmpty || vector.passphrases.isEmpty {
      outcomes.append(
        vector.outcome { () throws(AgeError) in
          try AgeFile.decrypt(vector.file, with: identities, limit: 1 << 25)
        })
    }
    for passphrase in vector.passphrases {
      outcomes.append(
        vector.outcome { () throws(AgeError) in
          try AgeFile.decrypt(vector.file, passphrase: passphrase)
        })
    }
    #expect(outcomes.contains(expected), "\(vector.name): \(outcomes), not \(expected)")
    #expect(expected == "success" || !outcomes.contains("success"))
  }

  @Test("All of them are there") func number() { #expect(AgeVector.all?.count == 143) }
}

/// A vector: a file, the keys to it, and what comes of reading it.
struct AgeVector: Sendable, CustomTestStringConvertible {
  let name: String
  var (expect, payload, isArmored) = ("", "", false)
  var (identities, passphrases): ([String], [String]) = ([], [])
  var file: [UInt8] = []
  private var isCompressed = false

  var testDescription: String { name }

  /// All vectors; `nil` where the folder is not there.
  static let all: [AgeVector]? = {
    let root = (0..<3).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
      url.deletingLastPathComponent()
    }
    let folder = root.deletingLastPathComponent().path + "/shared/vectors/age"
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return names?.sorted().compactMap { try? AgeVector("\(folder)/\($0)", name: $0) }
  }()

  private init(_ path: String, name: String) throws {
    self.name = name
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 10) {
      let line = String(decoding: rest[..<end], as: UTF8.self)
      rest = rest[(end + 1)...]
      guard let colon = line.firstRange(of: ": ") else { break }
      let value = String(line[colon.upperBound...])
      switch line[..<colon.lowerBound] {
      case "expect": expect = value
      case "payload": payload = value
      case "identity": identities.append(value)
      case "passphrase": passphrases.append(value)
      case "armored": isArmored = true
      case "compressed": isCompressed = true
      default: break
      }
    }
    file = Array(rest)
    if isCompressed { file = try Self.inflated(file) }
  }

  private static func inflated(_ bytes: [UInt8]) throws -> [UInt8] {
    let folder = try TemporaryFolder("handoff-vector")
    let program =
      "import sys, zlib; "
      + "open(sys.argv[1], 'wb').write(zlib.decompress(sys.stdin.buffer.read()))"
    _ = try Program.run(
      "/usr/bin/env", ["python3", "-c", program, folder("file")],
      environment: ["PATH": "/usr/local/bin:/opt/homebrew/bin:/usr/bin:/bin"], input: Data(bytes))
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder("file"))))
  }

  /// The vectors' word for what came of reading.
  func outcome(_ read: () throws(AgeError) -> [UInt8]) -> String {
    do throws(AgeError) {
      return Self.digest(try read()) == payload ? "success" : "wrong content"
    } catch {
      switch error {
      case .noIdentityMatches, .needsPassphrase, .wrongPassphrase: return "no match"
      case .wrongHeaderCode: return "HMAC failure"
      case .notAge, .unsupportedVersion, .malformedHeader, .headerTooLarge, .workFactorTooHigh:
        return "header failure"
      case .damagedPayload: return "payload failure"
      default: return "\(error)"
      }
    }
  }

  private static func digest(_ bytes: [UInt8]) -> String {
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    _ = crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
    return digest.hexadecimal
  }
}
