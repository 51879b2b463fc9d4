/// A summary that a model wrote, with what the call used.
package struct ModelSummary: Sendable, Equatable {
  /// The summary.
  package var summary: Summary
  /// What the call used.
  package var usage: ModelUsage
  /// The sections that the model left out and the digest's own summary filled.
  package var filled: [Section]

  /// Makes a record of one answer.
  package init(summary: Summary, usage: ModelUsage, filled: [Section] = []) {
    self.summary = summary
    self.usage = usage
    self.filled = filled
  }
}
