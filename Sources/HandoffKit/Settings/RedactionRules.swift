internal import ClaudeCode
internal import Phrases
package import Summarizer

/// Rules of the person's own for what is masked, or left alone: `name=pattern` each.
package struct RedactionRules: Sendable, Hashable {
  /// The rules as they were written.
  let texts: [String]
  /// The rules.
  package let rules: [RedactionRule]

  /// Makes a list without any.
  package init() { (texts, rules) = ([], []) }

  /// Reads rules; `nil` where one is none.
  ///
  /// - Parameter texts: `ticket=ACME-[0-9]+` each: a word for the place holder, and a regular
  ///   expression. Without a word the rule is called `own-rule`.
  package init?(_ texts: [String]) {
    self.texts = texts
    var rules: [RedactionRule] = []
    for text in texts {
      guard let rule = Self.rule(text) else { return nil }
      rules.append(rule)
    }
    self.rules = rules
  }

  /// Reads one rule; `nil` where its expression is wrong, or fits the empty text.
  package static func rule(_ text: String) -> RedactionRule? {
    var name = "own-rule"
    var pattern = text[...]
    if let sign = text.firstIndex(of: "="), sign > text.startIndex,
      text[..<sign].utf8.allSatisfy({
        $0 == 0x2D || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
      })
    {
      name = String(text[..<sign])
      pattern = text[text.index(after: sign)...]
    }
    guard !pattern.isEmpty, let rule = try? RedactionRule(name: name, pattern: String(pattern)),
      !rule.fits("")
    else { return nil }
    return rule
  }

  package static func == (one: Self, other: Self) -> Bool { one.texts == other.texts }

  package func hash(into hasher: inout Hasher) { hasher.combine(texts) }
}

extension SettingKind<RedactionRules> {
  /// Regular expressions, each with a word for it.
  static let rules = SettingKind(
    read: { value, _ in
      if case .list(let texts) = value { return RedactionRules(texts) }
      // A comma or a space may be part of an expression: a line each.
      if case .text(let text) = value {
        return RedactionRules(text.split(separator: "\n").map(String.init))
      }
      return nil
    },
    write: { .list($0.texts) }, text: { $0.texts.joined(separator: "\n") },
    rule: { Phrases.settingIsRules(name: $0, value: $1) })
}
