extension Digest {
  /// One thing that was said or done, as the digest keeps it.
  struct Entry: Sendable, Equatable {
    enum Kind: Sendable, Equatable, CaseIterable {
      /// A prompt of the person.
      case prompt
      /// An answer of the assistant.
      case answer
      /// A question with its answer, a plan, a refusal: the person's decisions.
      case decision
      /// The report of an agent.
      case report
      /// The result of a search, of a page, or of another program's tool.
      case finding
      /// A command that the person ran.
      case personsCommand
      /// A command that failed, or whose output tells of a failure, and that nothing has mended.
      case failedCommand
      /// Another command.
      case command
      /// Any other tool call.
      case step
      /// The end of a turn by an API failure.
      case failure
      /// The place of a compaction.
      case compaction
    }

    var kind: Kind
    /// Its words, redacted.
    var text: String
    /// The words in front of it.
    var label: String
    /// The kind and state of a decision.
    var decision: Decision.State?
    /// True for the first and the last words of each side, which are cut but never left out.
    var isKept = false

    /// The entry as a part of the timeline.
    var line: String { label + text }

    /// The columns of the line and its end.
    var size: Int { label.columns + text.columns + 1 }
  }

  /// One way to make a digest smaller.
  struct Saving: Sendable, Equatable {
    /// The entries that it is done to, the oldest first.
    var kind: Entry.Kind
    /// The number of characters that stay of each; `nil` where the entries go.
    var characters: Int?
  }

  /// The order in which things give way where a session does not fit.
  ///
  /// A saving is used on as few entries as will do. Words of the person and decisions give way last.
  static let savings: [Saving] = [
    Saving(kind: .step, characters: nil), Saving(kind: .finding, characters: 600),
    Saving(kind: .command, characters: 160),
    Saving(kind: .report, characters: 1_200), Saving(kind: .answer, characters: 600),
    Saving(kind: .personsCommand, characters: 400), Saving(kind: .finding, characters: 200),
    Saving(kind: .command, characters: nil),
    Saving(kind: .answer, characters: 240), Saving(kind: .failedCommand, characters: 400),
    Saving(kind: .report, characters: 300), Saving(kind: .decision, characters: 800),
    Saving(kind: .prompt, characters: 1_200), Saving(kind: .finding, characters: nil),
    Saving(kind: .answer, characters: nil),
    Saving(kind: .report, characters: nil), Saving(kind: .personsCommand, characters: nil),
    Saving(kind: .prompt, characters: 240), Saving(kind: .failedCommand, characters: nil),
    Saving(kind: .decision, characters: 200), Saving(kind: .failure, characters: nil),
    Saving(kind: .decision, characters: nil), Saving(kind: .prompt, characters: nil),
  ]

  /// Makes entries smaller until they fit.
  ///
  /// - Parameters:
  ///   - entries: The entries, oldest first; those that are left out become `nil`.
  ///   - room: The size of all lines together, in columns.
  static func fit(_ entries: inout [Entry?], into room: Int) {
    let kinds = entries.map { $0?.kind }
    var sizes = entries.map { $0?.size ?? 0 }
    var excess = sizes.reduce(0, +) - room
    for saving in savings where excess > 0 {
      for index in entries.indices where excess > 0 && kinds[index] == saving.kind {
        guard var entry = entries[index] else { continue }
        if let characters = saving.characters {
          // The first and the last words tell most.
          let kept = entry.isKept ? characters * 4 : characters
          entry.text = entry.text.cutInTheMiddle(toCharacters: kept)
          entries[index] = entry
        } else if !entry.isKept {
          entries[index] = nil
        }
        let size = entries[index]?.size ?? 0
        excess -= sizes[index] - size
        sizes[index] = size
      }
    }
  }
}

/// A question or a plan that waits for the person, or what the person has decided.
struct Decision: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case question, plan, refusal
  }

  /// Its kind, and if it is one yet.
  struct State: Sendable, Equatable {
    var kind: Kind
    /// True while the person has not decided.
    var isPending: Bool
  }

  var state: State { State(kind: kind, isPending: isPending) }

  var kind: Kind
  /// The question, the plan, or the call that was refused.
  var subject: String
  /// The choices of a question.
  var options: [String] = []
  /// The person's answer or words; `nil` where there are none yet.
  var answer: String?
  var notes: String?
  /// True while the person has not decided.
  var isPending = false

  /// The words in front of it, without which it would not be known what it is.
  var label: String {
    switch kind {
    case .question: isPending ? "asked, no answer yet: " : "decided by the user: "
    case .plan: isPending ? "plan, not accepted yet: " : "plan, accepted: "
    case .refusal: answer?.isEmpty == false ? "refused by the user: " : "stopped by the user: "
    }
  }

  /// The decision in a line or more.
  var text: String {
    let choices = options.isEmpty ? "" : " (choices: \(options.joined(separator: "; ")))"
    let more = notes.map { "; notes: \($0)" } ?? ""
    switch kind {
    case .question:
      return isPending
        ? "\(subject)\(choices)" : "\(subject) → \(answer ?? "no answer")\(more)\(choices)"
    case .plan: return subject
    case .refusal:
      let said = answer ?? ""
      return said.isEmpty ? subject : "\(subject), saying “\(said)”"
    }
  }
}
