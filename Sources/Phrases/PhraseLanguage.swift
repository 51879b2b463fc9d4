internal import Platform

/// The language of the texts for a person.
package enum PhraseLanguage: String, Sendable {
  case english = "en"
  case chinese = "zh"

  /// The language of all texts that are asked for from here on; a task hands it on to its own.
  @TaskLocal package static var current = ofProcess

  /// The language that the environment asks for.
  package static let ofProcess = PhraseLanguage { name in
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Chooses the language.
  ///
  /// - Parameter variable: Returns the value of an environment variable. `HANDOFF_LANGUAGE` decides
  ///   if it names a language of the table; else the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is
  ///   set and not empty, as in POSIX.
  init(variable: (String) -> String?) {
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
