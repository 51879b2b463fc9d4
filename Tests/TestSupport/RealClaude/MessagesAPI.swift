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
  ///   - folder: an existing folder of the test, for the log of requests.
  ///   - network: where it listens.
  ///   - summary: how it knows and answers summary calls.
  ///   - environment: of the test's process; finds `python3`.
  /// - Returns: the running server.
  /// - Throws: `HarnessError` if it does not start.
  package static func start(
    in folder: URL, network: LoopbackNetwork, summary: SummaryScript? = nil,
    environment: [String: String],
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
  /// - Throws: an error of the decoder; a line that is still being written is left out.
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
