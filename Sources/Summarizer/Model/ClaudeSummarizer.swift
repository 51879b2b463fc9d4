internal import Phrases

/// A summary by Claude Code: one `claude -p` call without tools, hooks, or a transcript.
package struct ClaudeSummarizer: Sendable {
  /// The settings of the call.
  package let configuration: Configuration
  private let redactor: Redactor

  /// Makes a summarizer.
  ///
  /// - Parameters:
  ///   - configuration: The settings of the call.
  ///   - redactor: Replaces secrets in the answer.
  package init(configuration: Configuration, redactor: Redactor = Redactor()) {
    self.configuration = configuration
    self.redactor = redactor
  }

  /// Calls the model and returns its summary.
  ///
  /// Sections that the answer lacks are filled from the digest. When the task is cancelled the
  /// child process and everything it started are ended before this returns.
  ///
  /// - Parameter digest: The digest of the conversation; it is redacted already.
  /// - Returns: The summary, the usage of the call, and the sections that were filled.
  /// - Throws: ``SummarizerError`` if there is no answer, or one that is not a summary.
  package func summarize(_ digest: Digest) async throws(SummarizerError) -> ModelSummary {
    var generator = SystemRandomNumberGenerator()
    let prompt = ModelPrompt(digest, using: &generator)
    let call = ClaudeCall(configuration: configuration)
    let output = try await call.run(input: prompt.text)
    let result = try Self.result(of: output, redactor: redactor)
    return try summary(from: result, digest: digest)
  }

  /// Returns all that a model is told about a digest: the instructions, then the message.
  package static func message(about digest: Digest) -> String {
    var generator = SystemRandomNumberGenerator()
    return "\(SystemPrompt.text)\n\n\(ModelPrompt(digest, using: &generator).text)"
  }

  /// Reads the output of the program.
  static func result(
    of output: ClaudeCall.Output, redactor: Redactor
  ) throws(SummarizerError) -> PrintResult {
    guard var result = PrintResult(output: output.standardOutput) else {
      let message = redactor.redact(output.errorText.cleaned())
        .split(whereSeparator: \.isWhitespace).joined(separator: " ").tail(ofBytes: 300)
      if message.contains("unknown option") { throw .unknownOption(message) }
      let printed = redactor.redact(
        String(decoding: output.standardOutput.prefix(1_200), as: UTF8.self).oneLine(limit: 200))
      let text = [printed, message].filter { !$0.isEmpty }.joined(separator: " | ")
      throw .badAnswer(text.isEmpty ? Phrases.modelNoAnswer(ending: output.ending) : text)
    }
    result.text = redactor.redact(result.text)
    guard !result.isError else { throw result.failure }
    return result
  }

  /// Makes the summary out of the model's answer.
  func summary(from result: PrintResult, digest: Digest) throws(SummarizerError) -> ModelSummary {
    let answer = AnswerParser(result.text)
    // Half of the sections at least; else the model answered something else.
    guard answer.sections.count >= 3 else { throw .badAnswer(result.text.oneLine(limit: 200)) }
    let extract = ExtractSummarizer().summarize(digest)
    var sections = answer.sections
    var filled: [Section] = []
    for section in Section.allCases where sections[section] == nil {
      sections[section] = extract[section]
      filled.append(section)
    }
    let summary = Summary(
      title: digest.title ?? answer.title ?? extract.title, sections: sections,
      author: configuration.model)
    var usage = result.usage
    if usage.model.isEmpty { usage.model = configuration.model }
    return ModelSummary(
      summary: summary.redacted(by: redactor), usage: usage, filled: filled)
  }
}

/// A summary that a model wrote, with the usage of the call.
package struct ModelSummary: Sendable, Equatable {
  /// The summary.
  package var summary: Summary
  /// The usage of the call.
  package var usage: ModelUsage
  /// The sections that the model left out; they are filled from the digest.
  package var filled: [Section]

  /// Makes a record of one answer.
  package init(summary: Summary, usage: ModelUsage, filled: [Section] = []) {
    self.summary = summary
    self.usage = usage
    self.filled = filled
  }
}

/// The usage of one model call, as `claude -p --output-format json` reports it.
package struct ModelUsage: Sendable, Equatable {
  /// The model that answered, such as `claude-haiku-5-5`; else the name that was asked for.
  package var model: String
  /// Tokens of the request that were not in the cache.
  package var inputTokens: Int
  /// Tokens of the answer.
  package var outputTokens: Int
  /// Tokens of the request that were read from the cache.
  package var cacheReadTokens: Int
  /// Tokens of the request that were put into the cache.
  package var cacheCreationTokens: Int
  /// The cost of the call in US dollars by the list price; `nil` if it is not said.
  package var costUSD: Double?
  /// The time that the call took by its own account.
  package var duration: Duration

  /// Makes a record of one call.
  package init(
    model: String, inputTokens: Int = 0, outputTokens: Int = 0, cacheReadTokens: Int = 0,
    cacheCreationTokens: Int = 0, costUSD: Double? = nil, duration: Duration = .zero
  ) {
    self.model = model
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
    self.cacheReadTokens = cacheReadTokens
    self.cacheCreationTokens = cacheCreationTokens
    self.costUSD = costUSD
    self.duration = duration
  }
}
