/// Replaces secrets in a text with `[redacted:<kind>]`.
///
/// It knows the token formats of the common providers, key blocks, credentials in URLs and
/// headers, and assignments whose name and value both look like a secret's. It leaves commit ids,
/// UUIDs, paths, and code that merely mentions a password alone.
///
/// A few passes over the bytes with bounded look-ahead: the time grows linearly with the text,
/// whatever is in it. It leaves its own place holders alone: redacting twice changes nothing.
package struct Redactor: Sendable {
  /// Makes a redactor; it has no state.
  package init() {}

  /// Returns the text with every secret replaced.
  ///
  /// - Parameter text: Any text, of any length.
  /// - Returns: The text itself when there is no secret in it.
  package func redact(_ text: String) -> String {
    var bytes = Array(text.utf8)
    var passes = 0
    // A replacement can separate what stood close together, and so uncover the next secret.
    while passes < 5 {
      var scanner = RedactionScanner(text: bytes)
      guard let redacted = scanner.redacted() else { break }
      bytes = redacted
      passes += 1
    }
    return passes == 0 ? text : String(decoding: bytes, as: UTF8.self)
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
  /// Checks the redactor on known texts; nothing may be pushed if it fails.
  ///
  /// - Returns: True if every made-up secret was replaced, every harmless text left alone, and a
  ///   second pass changed nothing.
  package func selfTest() -> Bool {
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
      let once = redact(sample.text)
      return !once.contains(sample.secret) && once.contains("[redacted:") && redact(once) == once
    } && harmless.allSatisfy { redact($0) == $0 }
  }
}
