internal import Platform

/// Replaces secrets in a text with `[redacted:<kind>]`.
///
/// It knows the token formats of the common providers, private keys, credentials in URLs, headers,
/// command lines, statements and files of their own kind, and names whose value looks like a
/// secret. It leaves commit ids, UUIDs, paths, and code that merely mentions a password alone.
///
/// A look over the bytes with bounded look-ahead: the time grows linearly with the text, whatever is
/// in it. It leaves its own place holders alone: redacting twice changes nothing.
package struct Redactor: Sendable {
  private let exact: ExactValues
  private let rules: [RedactionRule]
  private let allowed: [RedactionRule]

  /// Makes a redactor.
  ///
  /// - Parameters:
  ///   - values: Secrets of this machine that are masked wherever they are; short and ordinary ones
  ///     are left out.
  ///   - rules: Rules of the person's own.
  ///   - allowed: Rules for values that look like secrets and are none.
  package init(
    values: some Sequence<String> = [], rules: [RedactionRule] = [], allowed: [RedactionRule] = []
  ) {
    exact = ExactValues(values)
    self.rules = rules
    self.allowed = allowed
  }

  /// Returns the text with every secret replaced.
  ///
  /// - Parameter text: Any text, of any length.
  /// - Returns: The text itself when there is no secret in it.
  package func redact(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let matches = matches(in: bytes)
    return matches.isEmpty ? text : replacing(matches, in: bytes, emitting: 0..<bytes.count)
  }

  /// Returns a part of the bytes as text, with every secret in it replaced; what stands around the
  /// part helps to know them.
  func redact(_ bytes: [UInt8], emitting part: Range<Int>) -> String {
    replacing(matches(in: bytes), in: bytes, emitting: part)
  }

  /// Returns the places of all secrets, in order.
  func matches(in bytes: [UInt8]) -> [RedactionMatch] {
    let scanner = RedactionScanner(text: bytes, exact: exact, rules: rules)
    return scanner.scan().filter { match in
      RedactionMatch.placeholderEnd(at: match.secret.lowerBound, in: bytes)
        != match.secret.upperBound && !isAllowed(bytes[match.secret])
    }
  }

  private func isAllowed(_ secret: ArraySlice<UInt8>) -> Bool {
    guard !allowed.isEmpty else { return false }
    let text = String(decoding: secret, as: UTF8.self)
    return allowed.contains { $0.fits(text) }
  }

  /// Returns the secrets in a text, as they stand there.
  package func secrets(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    return matches(in: bytes).map { String(decoding: bytes[$0.secret], as: UTF8.self) }
  }

  /// Counts the place holders of a text, by the rule that put them there.
  package static func masks(in text: String) -> [(rule: String, count: Int)] {
    let bytes = Array(text.utf8)
    var counts: [String: Int] = [:]
    for index in bytes.indices where bytes[index] == UInt8(ascii: "[") {
      guard let end = RedactionMatch.placeholderEnd(at: index, in: bytes) else { continue }
      counts[String(decoding: bytes[index + 10..<end - 1], as: UTF8.self), default: 0] += 1
    }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func replacing(
    _ matches: [RedactionMatch], in bytes: [UInt8], emitting part: Range<Int>
  ) -> String {
    var (output, places) = Self.replaced(matches, in: bytes, emitting: part)
    // A place holder can separate what stood close together, and so uncover the next secret.
    for _ in 0..<4 {
      let more = Self.surroundings(of: places, in: output).flatMap { uncovered(in: output, $0) }
      guard !more.isEmpty else { break }
      (output, places) = Self.replaced(more, in: output, emitting: 0..<output.count)
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The bytes that are looked at again on either side of a place holder.
  ///
  /// In the outer quarter nothing is masked: the beginning of what stands there was cut off.
  private static let surrounding = 4_096

  /// Returns the parts of a redacted text that lie around place holders.
  private static func surroundings(of places: [Range<Int>], in output: [UInt8]) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    for place in places {
      let part =
        max(0, place.lowerBound - surrounding)..<min(output.count, place.upperBound + surrounding)
      if let last = parts.last, last.upperBound >= part.lowerBound {
        parts[parts.count - 1] = last.lowerBound..<part.upperBound
      } else {
        parts.append(part)
      }
    }
    return parts
  }

  /// Returns the secrets in a part of a redacted text.
  private func uncovered(in output: [UInt8], _ part: Range<Int>) -> [RedactionMatch] {
    if part == output.indices { return matches(in: output) }
    let edge = Self.surrounding / 4
    let from = part.lowerBound == 0 ? 0 : part.lowerBound + edge
    let to = part.upperBound == output.count ? output.count : part.upperBound - edge
    return matches(in: Array(output[part])).compactMap { match in
      let start = match.secret.lowerBound + part.lowerBound
      let secret = start..<start + match.secret.count
      guard from <= start, secret.upperBound <= to else { return nil }
      return RedactionMatch(secret: secret, kind: match.kind)
    }
  }

  /// Returns a part of the bytes with place holders for the secrets, and the places of those.
  private static func replaced(
    _ matches: [RedactionMatch], in bytes: [UInt8], emitting part: Range<Int>
  ) -> (output: [UInt8], places: [Range<Int>]) {
    var output: [UInt8] = []
    output.reserveCapacity(part.count)
    var places: [Range<Int>] = []
    var position = part.lowerBound
    for match in matches where match.secret.upperBound > position {
      guard match.secret.lowerBound < part.upperBound else { break }
      if match.secret.lowerBound > position {
        output.append(contentsOf: bytes[position..<match.secret.lowerBound])
      }
      let start = output.count
      output.append(contentsOf: "[redacted:".utf8)
      output.append(contentsOf: match.kind.utf8)
      output.append(UInt8(ascii: "]"))
      places.append(start..<output.count)
      position = match.secret.upperBound
    }
    if position < part.upperBound { output.append(contentsOf: bytes[position..<part.upperBound]) }
    return (output, places)
  }

  /// Returns the text with every secret replaced; `nil` for `nil`.
  ///
  /// - Parameter text: Any text, of any length.
  /// - Returns: The text itself when there is no secret in it.
  package func redact(_ text: String?) -> String? {
    guard let text else { return nil }
    return redact(text)
  }
}

extension Redactor {
  /// Checks the built-in rules on known texts; nothing may be pushed if they fail.
  ///
  /// A person's own rules may mask, or leave alone, any of these texts.
  ///
  /// - Returns: True if every made-up secret was replaced, every harmless text left alone, and a
  ///   second pass changed nothing.
  package static func selfTest() -> Bool {
    let redactor = Redactor()
    // Put together at run time, so that no scanner takes this file for a leak.
    let random = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
    let samples: [(text: String, secret: String)] = [
      ("push with gh" + "p_\(random) now", random),
      ("key sk-" + "ant-api03-\(random)", random),
      ("id AK" + "IAIOSFODNN7EXAMPLE.", "IOSFODNN7"),
      ("Authorization: Bearer \(random)", random),
      ("https://me:\(random)@example.org/x.git", random),
      ("DB_PASSWORD=\(random)", random),
      ("{\"api_key\": \"\(random)\"}", random),
      ("-----BEGIN PRIV" + "ATE KEY-----\n\(random)\n-----END PRIV" + "ATE KEY-----", random),
      ("密码：\(random)。", random),
    ]
    let harmless = [
      "commit 1f2e3d4c5b6a79880716253443526170aabbccdd",
      "session 5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b", "let token: String? = nil",
      "git@github.com:acme/api.git", "~/src/api/Sources/Auth/Token.swift", "忘记密码的页面 🙂",
    ]
    return samples.allSatisfy { sample in
      let once = redactor.redact(sample.text)
      return !once.contains(sample.secret) && once.contains("[redacted:")
        && redactor.redact(once) == once
    } && harmless.allSatisfy { redactor.redact($0) == $0 }
  }
}
