/// One request that the stand-in for the Messages API received.
package struct APIRequest: Sendable, Decodable {
  /// What the stand-in took a request for.
  package enum Kind: String, Sendable, Decodable {
    /// A turn of a conversation.
    case main
    /// A call whose system prompt holds the summary marker.
    case summary
    /// The program's own question for a title and the like.
    case side
    /// The program's own question what might be typed next.
    case suggestion
    /// The program's own `/compact`.
    case compact
    /// A trial of one token.
    case probe
    /// `count_tokens`.
    case count
    /// Anything that is not a POST to one of the two known paths.
    case other
  }

  /// When it came, in seconds since 1970.
  package let time: Double
  /// `POST`, `GET`, `HEAD`.
  package let method: String
  /// The path with its query.
  package let path: String
  /// All headers but those that hold a key, with names in lower case.
  package let headers: [String: String]
  /// What it was taken for.
  package let kind: Kind
  /// The HTTP status of the answer.
  package let status: Int
  /// The body's size.
  package let bytes: Int?
  /// The model that was asked for.
  package let model: String?
  /// Whether a stream of events was asked for.
  package let stream: Bool?
  /// The names of the tools on offer.
  package let tools: [String]?
  /// The system prompt's size in UTF-8.
  package let systemBytes: Int?
  /// The last text that a person typed, or that stands in their place in a `-p` run.
  package let prompt: String?
  /// All text of the last message of the user's role, the program's own remarks included.
  package let lastUser: String?
  /// All messages as JSON: what the model is told besides the system prompt, skills included.
  package let conversation: String?
  /// The text of the answer; empty if it was a tool call.
  package let answer: String?
  /// The tool that the answer called.
  package let tool: String?
}
