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
  /// The program could not be started, or its folder not be made; the reason.
  case couldNotStart(String)
}

extension SummarizerError: CustomStringConvertible {
  /// The event, as one sentence.
  package var description: String {
    switch self {
    case .notInstalled: "The program claude was not found."
    case .notLoggedIn: "Claude Code is not logged in."
    case .rateLimited: "Claude's usage limit has been reached."
    case .overloaded: "The Claude API is overloaded or unavailable."
    case .timedOut(let seconds): "The model did not answer within \(Self.number(seconds)) seconds."
    case .cancelled: "The model call was cancelled."
    case .tooLong: "The conversation's digest is too long for the model."
    case .refusedByAPI(let status, let text):
      "The Claude API refused the call\(status.map { " with status \($0)" } ?? ""): \(text)"
    case .unknownOption(let text): "This version of Claude Code is too old: \(text)"
    case .badAnswer(let text): "The model's answer is not a summary: \(text)"
    case .couldNotStart(let text): "Claude Code could not be started: \(text)"
    }
  }

  /// The way out for the user, as one sentence.
  package var hint: String {
    switch self {
    case .notInstalled: "Install Claude Code, or add its folder to PATH."
    case .notLoggedIn, .refusedByAPI(403, _): "Run claude and log in with /login."
    case .rateLimited:
      "Wait until the limit is reset; until then summaries are written without a model."
    case .overloaded, .timedOut, .cancelled: "Try again later; nothing is lost."
    case .tooLong: "Choose a model with a larger context."
    case .refusedByAPI(404, _): "Check the name of the model in the settings."
    case .refusedByAPI: "Run claude -p hello to see if calls work at all."
    case .unknownOption: "Update Claude Code with claude update."
    case .badAnswer: "Try again, or choose another model."
    case .couldNotStart: "Check the configured path and the permissions of the folder."
    }
  }

  private static func number(_ seconds: Double) -> String {
    seconds.rounded() == seconds && abs(seconds) < 1e15 ? String(Int(seconds)) : String(seconds)
  }
}
