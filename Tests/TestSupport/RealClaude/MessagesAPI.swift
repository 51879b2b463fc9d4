package import Foundation

/// The stand-in for the Messages API, on a port of 127.0.0.1.
///
/// Its answers follow the last human prompt, see `Resources/messages_api.py`.
package final class MessagesAPI: Sendable {
  /// The value for `ANTHROPIC_BASE_URL`; valid inside the network that it was started in.
  package let baseURL: String
  private let server: BackgroundProgram
  private let folder: URL

  private init(baseURL: String, server: BackgroundProgram, folder: URL) {
    self.baseURL = baseURL
    self.server = server
    self.folder = folder
  }

  /// Starts the server.
  ///
  /// - Parameters:
  ///   - folder: An existing folder of the test, for the log of requests.
  ///   - network: Where it listens.
  ///   - summary: How it knows and answers summary calls.
  ///   - environment: Of the test's process; finds `python3`.
  /// - Returns: The running server.
  /// - Throws: `HarnessError` if it does not start.
  package static func start(
    in folder: URL, network: LoopbackNetwork, summary: SummaryScript? = nil,
    environment: [String: String]
  ) async throws -> MessagesAPI {
    guard let script = Bundle.module.url(forResource: "Resources/messages_api", withExtension: "py")
    else { throw HarnessError("Resources/messages_api.py is not in the test bundle.") }
    var command = ["python3", script.path]
    command += ["--log", logFile(folder).path]
    command += ["--summary-answer", answerFile(folder).path]
    if let summary { command += ["--summary-marker", summary.marker] }
    try write(summary?.answer ?? "", to: folder)
    let (server, line) = try await BackgroundProgram.start(
      ExternalProgram(network.command(command), environment: environment))
    guard line.hasPrefix("port "), let port = Int(line.dropFirst(5)) else {
      throw HarnessError("The stand-in said \(line).")
    }
    return MessagesAPI(baseURL: "http://127.0.0.1:\(port)", server: server, folder: folder)
  }

  /// Replaces the answer to later summary calls.
  package func answerSummaries(with answer: String) throws {
    try Self.write(answer, to: folder)
  }

  /// All requests so far, oldest first.
  ///
  /// - Throws: An error of the decoder; a line that is still being written is left out.
  package func requests() throws -> [APIRequest] {
    guard let data = FileManager.default.contents(atPath: Self.logFile(folder).path) else {
      return []
    }
    let whole = data[..<(data.lastIndex(of: UInt8(ascii: "\n")) ?? data.startIndex)]
    let decoder = JSONDecoder()
    return try whole.split(separator: UInt8(ascii: "\n")).map {
      try decoder.decode(APIRequest.self, from: $0)
    }
  }

  /// The requests of one kind so far, oldest first.
  package func requests(_ kind: APIRequest.Kind) throws -> [APIRequest] {
    try requests().filter { $0.kind == kind }
  }

  /// Ends the server.
  package func stop() async {
    await server.stop()
  }

  private static func logFile(_ folder: URL) -> URL { folder.appending(path: "requests.jsonl") }

  private static func answerFile(_ folder: URL) -> URL { folder.appending(path: "summary.md") }

  private static func write(_ answer: String, to folder: URL) throws {
    try Data(answer.utf8).write(to: answerFile(folder), options: .atomic)
  }
}

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

/// What the stand-in answers when the tested program asks for a summary.
package struct SummaryScript: Sendable {
  /// A text that occurs in the system prompt of a summary call and of no other.
  ///
  /// Other system prompts name the working folder and the git branch, so neither may hold it.
  package var marker: String
  /// The answer; `@error STATUS`, `@slow SECONDS TEXT` at its start act as in a prompt.
  package var answer: String

  /// Makes a script.
  package init(marker: String, answer: String) {
    self.marker = marker
    self.answer = answer
  }
}
