extension ExtractSummarizer {
  /// Returns the person's words: block quotes of the first order, what came after it, and the last order.
  ///
  /// - Parameter digest: The digest of the conversation.
  /// - Returns: Markdown; empty where nobody has said anything.
  func words(_ digest: Digest) -> String {
    var parts = [digest.firstPrompt].compactMap(\.self).map { MarkdownText.quote($0, limit: 3_000) }
    if digest.omittedPrompts > 0 {
      parts.append("(\(digest.omittedPrompts) prompts are left out here.)")
    }
    parts += digest.prompts.map { MarkdownText.quote($0, limit: 1_800) }
    return parts.joined(separator: "\n\n")
  }

  /// Returns what waits for an answer; these entries stand first under “Next steps”.
  ///
  /// - Parameter digest: The digest of the conversation.
  /// - Returns: The entries, without the mark of a list.
  func pending(_ digest: Digest) -> [String] {
    guard digest.awaitsAnswer, let last = digest.prompts.last ?? digest.firstPrompt else {
      return []
    }
    return ["Answer the last prompt: “\(last.oneLine(limit: 240))”"]
  }
}
