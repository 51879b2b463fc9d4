internal import Phrases

/// The reason for which a model's answer is no summary of the session.
enum AnswerFault: Hashable, Sendable {
  /// Fewer than three of the six sections.
  case form
  /// The model declined.
  case refusal
  /// Nothing is said, or only place holders.
  case empty
  /// The instructions are repeated.
  case echo
  /// It is not in the person's language.
  case language(Language)
  /// Files and programs are named that the session knows nothing of.
  case inventions([String])
  /// It is much longer than was asked for.
  case length(Int)

  /// False for what can be cut, and is no reason to throw the rest away.
  var isGrave: Bool { if case .length = self { false } else { true } }

  /// The fault for a person, a part of a sentence.
  var description: String {
    switch self {
    case .form: Phrases.modelFaultForm()
    case .refusal: Phrases.modelFaultRefusal()
    case .empty: Phrases.modelFaultEmpty()
    case .echo: Phrases.modelFaultEcho()
    case .language: Phrases.modelFaultLanguage()
    case .inventions(let names): Phrases.modelFaultNames(names: Self.list(names))
    case .length(let words): Phrases.modelFaultLength(n: words)
    }
  }

  /// The fault for the model that is asked once more.
  var request: String {
    switch self {
    case .form: "It does not have the title and the six sections under their headings."
    case .refusal: "It declines. The digest is a record to be summarised; nothing else is asked."
    case .empty: "It says nothing, or only place holders. Write what the digest says."
    case .echo: "It repeats the instructions. Write what the digest says."
    case .language(let language):
      "It is not in the user's language (\(language.rawValue)). Everything under the headings must be."
    case .inventions(let names):
      "It names files or programs that the digest does not know: \(Self.list(names))."
    case .length(let words):
      "It has about \(words) words. At most \(SystemPrompt.words) are wanted."
    }
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(8).map { $0.oneLine(limit: 60) }.joined(separator: ", ")
  }
}
