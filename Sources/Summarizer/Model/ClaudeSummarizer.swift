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
  /// The answer is held against the digest. One that is no summary is asked for once more, with what is
  /// wrong with it, as far as the time reaches. When the task is cancelled the child process and
  /// everything it started are ended before this returns.
  ///
  /// - Parameter digest: The digest of the conversation; it is redacted already.
  /// - Returns: The summary, and the usage of all calls. Sections that the model has nothing for say so.
  /// - Throws: ``SummarizerError`` if there is no answer, or none that is a summary.
  package func summarize(_ digest: Digest) async throws(SummarizerError) -> ModelSummary {
    let clock = ContinuousClock()
    let end = clock.now + configuration.timeout
    var generator = SystemRandomNumberGenerator()
    let prompt = ModelPrompt(digest, using: &generator)
    let sources = AnswerSources(digest)
    var result = try await answer(to: prompt.text, within: configuration.timeout)
    var review = AnswerReview(result.text, from: sources)
    let rest = end - clock.now
    if !review.faults.isEmpty, configuration.repairs, rest > .zero {
      let first = result.usage
      do throws(SummarizerError) {
        var second = try await answer(
          to: prompt.repairing(result.text, review.faults), within: rest)
        second.usage.add(first)
        let repaired = AnswerReview(second.text, from: sources)
        // What is only too long is better than what is no summary.
        let isWorse = repaired.faults.contains(where: \.isGrave)
        if isWorse && !review.faults.contains(where: \.isGrave) {
          result.usage = second.usage
        } else {
          (result, review) = (second, repaired)
        }
      } catch {
        // The answer that there is may do all the same; if not, it says what went wrong.
        if error == .cancelled { throw error }
      }
    }
    return try summary(from: result, review, digest: digest)
  }

  /// Makes one call.
  private func answer(
    to message: String, within limit: Duration
  ) async throws(SummarizerError) -> PrintResult {
    var configuration = configuration
    configuration.timeout = limit
    let output = try await ClaudeCall(configuration: configuration).run(input: message)
    return try Self.result(of: output, redactor: redactor)
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

  /// Makes the summary out of what is left of the model's answer.
  private func summary(
    from result: PrintResult, _ review: AnswerReview, digest: Digest
  ) throws(SummarizerError) -> ModelSummary {
    if review.faults == [.form] { throw .noSummary(result.text.oneLine(limit: 200)) }
    let faults = review.faults.filter(\.isGrave)
    guard faults.isEmpty else {
      throw .noSummary(faults.map(\.description).joined(separator: "; "))
    }
    var sections = review.sections
    if !review.missing.isEmpty {
      let subjects = review.missing.map(\.subject).joined(separator: ", ")
      let prompt = sections[.handoffPrompt].map { "\($0.trimmed())\n\n" } ?? ""
      sections[.handoffPrompt] = "\(prompt)Not told by the summary: \(subjects)."
    }
    let summary = Summary(
      title: review.title ?? ExtractSummarizer().title(digest), sections: sections,
      author: configuration.model)
    var usage = result.usage
    if usage.model.isEmpty { usage.model = configuration.model }
    return ModelSummary(summary: summary.redacted(by: redactor), usage: usage)
  }
}

/// A summary that a model wrote, with the usage of the call.
package struct ModelSummary: Sendable, Equatable {
  /// The summary.
  package var summary: Summary
  /// The usage of the call.
  package var usage: ModelUsage
  /// Makes a record of one answer.
  package init(summary: Summary, usage: ModelUsage) {
    self.summary = summary
    self.usage = usage
  }
}

/// The usage of one model call, or of two, as `claude -p --output-format json` reports it.
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

  /// The number of calls.
  package private(set) var calls = 1

  /// Adds the usage of a call before.
  mutating func add(_ other: ModelUsage) {
    calls += other.calls
    inputTokens += other.inputTokens
    outputTokens += other.outputTokens
    cacheReadTokens += other.cacheReadTokens
    cacheCreationTokens += other.cacheCreationTokens
    if let cost = other.costUSD { costUSD = (costUSD ?? 0) + cost }
    duration += other.duration
  }
}
