/// Replaces secrets in a text with `[redacted:<kind>]`.
///
/// It knows the token formats of the common providers, key blocks, credentials in URLs and
/// headers, and assignments whose name and value both look like a secret's. It leaves commit ids,
/// UUIDs, paths, and code that merely mentions a password alone.
///
/// A few passes over the bytes with bounded look-ahead: the time grows linearly with the text,
/// whatever is in it. What it has put in place it does not touch again: redacting twice changes
/// nothing.
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

  /// Returns the text with every secret replaced, or `nil` as it was.
  ///
  /// - Parameter text: Any text, of any length.
  /// - Returns: `nil` for `nil`.
  package func redact(_ text: String?) -> String? {
    guard let text else { return nil }
    return redact(text)
  }
}
