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
