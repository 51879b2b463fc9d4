internal import Phrases

/// The reason a model wrote no summary; the snapshot is then written from the digest alone.
package enum SummarizerError: Error, Sendable, Equatable {
  /// There is no such program.
  case notInstalled
  /// Claude Code has no valid login, or the API refused it (401).
  case notLoggedIn
  /// A limit of the account or of the API was reached (429).
  case rateLimited
  /// The API is overloaded or not available (502, 503, 504, 529).
  case overloaded
  /// There was no answer within the time limit, in seconds.
  case timedOut(Double)
  /// The task was cancelled.
  case cancelled
  /// The digest is too long for the model (413, `Prompt is too long`).
  case tooLong
  /// The API refused for another reason: its status, if it is known, and its text.
  case refusedByAPI(Int?, String)
  /// This version of Claude Code does not know an option; its text.
  case unknownOption(String)
  /// There was an answer that is no summary; its beginning.
  case badAnswer(String)
  /// The answer, and the one to the question that named its faults, is no summary; its faults.
  case noSummary(String)
  /// The program could not be started, or its folder not be made; the reason.
  case couldNotStart(String)
}

extension SummarizerError: CustomStringConvertible {
  /// The event, as one sentence.
  package var description: String {
    switch self {
    case .notInstalled: Phrases.modelNotInstalled()
    case .notLoggedIn: Phrases.modelNotLoggedIn()
    case .rateLimited: Phrases.modelLimited()
    case .overloaded: Phrases.modelOverloaded()
    case .timedOut(let seconds): Phrases.modelTimedOut(seconds: Self.number(seconds))
    case .cancelled: Phrases.modelCancelled()
    case .tooLong: Phrases.modelTooLong()
    case .refusedByAPI(let status?, let text):
      Phrases.modelRefusedWithStatus(status: status, text: text)
    case .refusedByAPI(nil, let text): Phrases.modelRefused(text: text)
    case .unknownOption(let text): Phrases.modelOldVersion(text: text)
    case .badAnswer(let text), .noSummary(let text): Phrases.modelBadAnswer(text: text)
    case .couldNotStart(let text): Phrases.modelNotStarted(text: text)
    }
  }

  /// The way out for the user, as one sentence.
  package var hint: String {
    switch self {
    case .notInstalled: Phrases.modelInstallHint()
    case .notLoggedIn, .refusedByAPI(403, _): Phrases.modelLoginHint()
    case .rateLimited: Phrases.modelLimitedHint()
    case .overloaded, .timedOut, .cancelled: Phrases.modelLaterHint()
    case .tooLong: Phrases.modelContextHint()
    case .refusedByAPI(404, _): Phrases.modelNameHint()
    case .refusedByAPI: Phrases.modelRefusedHint()
    case .unknownOption: Phrases.modelUpdateHint()
    case .badAnswer, .noSummary: Phrases.modelAnswerHint()
    case .couldNotStart: Phrases.modelStartHint()
    }
  }

  private static func number(_ seconds: Double) -> String {
    seconds.rounded() == seconds && abs(seconds) < 1e15 ? String(Int(seconds)) : String(seconds)
  }
}
