/// What one model call used, as `claude -p --output-format json` reports it.
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
  /// What the call cost in US dollars by the list price; `nil` when it is not said.
  package var costUSD: Double?
  /// How long the call took by its own account.
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
