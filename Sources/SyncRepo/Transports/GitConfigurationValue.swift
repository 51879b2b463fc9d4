/// The values of git's configuration (git-config(1), "Values").
enum GitConfigurationValue {
  /// Reads a boolean.
  ///
  /// - Parameter text: The value; `nil` for a key without `=`, which is true.
  /// - Returns: `nil` for a text that is neither true nor false.
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
