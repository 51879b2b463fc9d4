/// The words for yes and no in git's configuration (git-config(1), VALUES).
enum GitBoolean {
  /// Reads a value.
  ///
  /// - Parameter text: The value; `nil` for a key without `=`, which is true.
  /// - Returns: `nil` for a text that is neither.
  static func value(_ text: String?) -> Bool? {
    guard let text else { return true }
    switch text.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off", "": return false
    default: return Int(text).map { $0 != 0 }
    }
  }
}
