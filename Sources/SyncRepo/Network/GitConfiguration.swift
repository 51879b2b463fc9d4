internal import Git2

/// The values of git's configuration (git-config(1), "Values").
enum GitConfigurationValue {
  /// Reads a boolean.
  ///
  /// - Parameter text: The value; `nil` for a key without `=`, which is true.
  /// - Returns: The boolean; `nil` for a text that is neither true nor false.
  static func boolean(_ text: String?) -> Bool? {
    guard let text else { return true }
    return switch text.lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off", "": false
    default: integer(text).map { $0 != 0 }
    }
  }

  /// Reads a number, with `k`, `m` or `g` for the powers of 1024; `nil` where it is none.
  static func integer(_ text: String) -> Int? {
    let factors: [Character: Int] = ["k": 1 << 10, "m": 1 << 20, "g": 1 << 30]
    let factor = text.lowercased().last.flatMap { factors[$0] }
    guard let number = Int(factor == nil ? text[...] : text.dropLast()) else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor ?? 1)
    return overflow ? nil : product
  }
}

extension NormalizedURL {
  /// Returns, in the order of the configuration, the values of a setting that hold for this URL: each
  /// one that matches at least as well as the best before it (git-config(1), `http.<url>.*`).
  ///
  /// For a setting with one value, the last one counts.
  ///
  /// - Parameters:
  ///   - entries: The lines of the configuration.
  ///   - section: The section, such as `http`.
  ///   - key: The setting, in lower case.
  /// - Returns: The values; `namesURL` is true for one whose line names a URL.
  func values(
    of entries: [ConfigurationEntry], section: String, key: String
  ) -> [(value: String, namesURL: Bool)] {
    var best = NormalizedURL.Rank()
    var values: [(value: String, namesURL: Bool)] = []
    for entry in entries {
      guard entry.name.hasPrefix(section + "."), entry.name.hasSuffix("." + key) else { continue }
      // A key without “=” is true.
      let value = entry.value ?? "true"
      if entry.name.utf8.count == section.utf8.count + key.utf8.count + 1 {
        if best == NormalizedURL.Rank() { values.append((value, false)) }
        continue
      }
      let text = entry.name.dropFirst(section.count + 1).dropLast(key.count + 1)
      guard let pattern = NormalizedURL(String(text), allowsWildcards: true),
        let rank = rank(of: pattern), rank >= best
      else { continue }
      best = rank
      values.append((value, true))
    }
    return values
  }
}
