/// A language that this program's texts are written in.
package enum ReaderLanguage: String, Sendable {
  case english = "en"
  case chinese = "zh"

  /// The language that the environment of this process asks for.
  package static let ofProcess = ReaderLanguage { name in
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Chooses the language.
  ///
  /// - Parameter variable: Returns the value of an environment variable. `HANDOFF_LANGUAGE` decides
  ///   if it names a language of the texts; else the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is
  ///   set and not empty, as in POSIX.
  package init(variable: (String) -> String?) {
    if let own = variable("HANDOFF_LANGUAGE").flatMap(Self.init(tag:)) {
      self = own
    } else {
      let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first {
        !$0.isEmpty
      }
      self = locale.flatMap(Self.init(tag:)) ?? .english
    }
  }

  /// Reads the beginning of a tag: `zh`, `zh_CN.UTF-8`, `zh-Hans`.
  private init?(tag: String) {
    self.init(rawValue: tag.prefix { $0.isLetter }.lowercased())
  }
}
