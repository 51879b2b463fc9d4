extension ExtractSummarizer {
  /// Returns the person's words: block quotes of the first order, what came after it, and the last order.
  ///
  /// - Parameter digest: The digest of the conversation.
  /// - Returns: Markdown; empty where nobody has said anything.
  func words(_ digest: Digest) -> String {
    (digest.allPrompts.map { MarkdownText.quote($0, limit: 4_000) } + [request(digest)])
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// Returns the task as the last compaction has it, which is no quote of the person.
  ///
  /// - Parameter digest: The digest of the conversation.
  /// - Returns: Markdown; empty without one.
  package func request(_ digest: Digest) -> String {
    guard let request = Self.compactions(of: digest).first?.task, !request.isEmpty else {
      return ""
    }
    return "The task at the last compaction:\n\n\(request)"
  }

  /// Returns what waits for the person or for an answer; these entries stand first under “Next steps”.
  ///
  /// - Parameter digest: The digest of the conversation.
  /// - Returns: The entries, without the mark of a list.
  func pending(_ digest: Digest) -> [String] {
    let waiting = digest.decisions.filter(\.isPending).map { decision in
      switch decision.kind {
      case .plan:
        "\(Self.waiting) accept this plan, or not?\n\(MarkdownText.plain(decision.subject))"
      default: "\(Self.waiting) \(decision.text)"
      }
    }
    guard !digest.awaitsAnswer else {
      guard waiting.isEmpty, let last = digest.prompts.last ?? digest.firstPrompt else {
        return waiting
      }
      return ["Answer the last prompt: “\(last.oneLine(limit: 240))”"]
    }
    guard waiting.isEmpty,
      let question = digest.lastAnswer.flatMap({ OutcomeWords.closingQuestion(of: $0) })
    else { return waiting }
    return ["\(Self.waiting) \(question)"]
  }

  private static let waiting = "**Waiting for you:**"

  /// Returns what was said and decided on the way, each thing as far as there is room.
  func happened(_ digest: Digest) -> [String] {
    let kinds: Set<Digest.Entry.Kind> = [.answer, .decision, .report, .finding, .personsCommand]
    // What is said again is said once.
    var seen: Set = [digest.lastAnswer ?? ""]
    var entries: [Digest.Entry?] = Self.withReplies(digest.entries).filter {
      kinds.contains($0.kind) && seen.insert($0.text).inserted
    }
    Digest.fit(&entries, into: 20_000)
    return entries.compactMap { entry -> String? in
      guard let entry else { return nil }
      let text = MarkdownText.plain(entry.text)
      switch entry.kind {
      case .personsCommand:
        let lines = text.split(separator: "\n", maxSplits: 1)
        let output = lines.count > 1 ? "\n" + MarkdownText.block(String(lines[1]), indent: "") : ""
        return "You ran \(MarkdownText.code(String(lines.first ?? "")))\(output)"
      // What waits stands under “Next steps”.
      case .decision where entry.decision?.isPending == true: return nil
      case .decision where entry.decision?.kind == .question: return "Decided: \(text)"
      case .decision where digest.firstPrompt?.contains(entry.text) == true: return nil
      case .decision, .report, .finding:
        return entry.label.prefix(1).uppercased() + entry.label.dropFirst() + text
      default: return text
      }
    }
  }

  /// Puts a reply that means nothing alone, such as “yes” or “b”, behind the answer that it was given to.
  private static func withReplies(_ entries: [Digest.Entry]) -> [Digest.Entry] {
    var all = entries
    for (place, reply) in entries.enumerated().dropFirst() {
      guard reply.kind == .prompt, reply.text.columns <= 40, all[place - 1].kind == .answer,
        !TitleChoice.namesSubject(reply.text)
      else { continue }
      all[place - 1].text += " (You: “\(reply.text.oneLine(limit: 40))”)"
    }
    return all
  }

  /// Returns one line that says what there was no room for.
  func leftOut(_ digest: Digest) -> String? {
    let names: [(Digest.Entry.Kind, String)] = [
      (.prompt, "prompts"), (.answer, "answers on the way"), (.decision, "decisions"),
      (.report, "reports of agents"), (.finding, "results of searches"),
      (.personsCommand, "commands of the person"),
      (.failedCommand, "failed commands"), (.command, "commands"), (.step, "other steps"),
    ]
    var counts = names.compactMap { kind, name in
      digest.omittedEntries[kind].map { "\($0) \(name)" }
    }
    if digest.omittedLines > 0 {
      counts.append("the oldest \(digest.omittedLines) lines of the transcript")
    }
    guard !counts.isEmpty else { return nil }
    return "Left out, as there was no room: \(counts.joined(separator: ", "))."
  }

  /// The words of a compaction's summary, by section.
  struct Compaction {
    var task = ""
    var done = ""
    var inProgress = ""
    var nextSteps = ""
  }

  /// Returns what the compactions' summaries say, the newest first; of older ones all stands in `done`.
  static func compactions(of digest: Digest) -> [Compaction] {
    let texts = [digest.compactSummary].compactMap(\.self) + digest.earlierCompactions
    return texts.enumerated().map { number, text in
      let parts = CompactPart.split(text).compactMap { $0.without(quotesOf: digest.allPrompts) }
      guard number == 0, parts.count >= 2 else {
        return Compaction(done: MarkdownText.plain(text, limit: 5_000))
      }
      func section(_ section: Section) -> String {
        parts.filter { $0.kind.section == section }.sorted { $0.kind < $1.kind }
          .map(\.markdown).joined(separator: "\n\n")
      }
      return Compaction(
        task: section(.task), done: section(.done), inProgress: section(.inProgress),
        nextSteps: section(.nextSteps))
    }
  }
}
