internal import Platform

/// The choice of a title: the subject of the task under way, in the language of the conversation.
///
/// The person's own title comes first, then the one that the task was handed down with, until the task has
/// changed; then the newer one of the model's and of Claude Code's, of those that fit; then the first
/// prompt that has a subject, and of an accepted plan its heading.
package struct TitleChoice: Sendable {
  /// The title that the person gave (`custom-title`, `handoff rename`).
  package var custom: String?
  /// The title that the task was handed down with.
  package var inherited: String?
  /// The title of the model's summary.
  package var model: String?
  /// True if Claude Code has given another title since that summary.
  package var hasNewerGenerated = false
  /// The heading of the plan that the person accepted last.
  package var plan: String?
  private let generated: String?
  private let prompts: [String]
  private let project: String?

  /// Begins with what a digest has.
  package init(_ digest: Digest) {
    generated = digest.title
    prompts = [digest.firstPrompt].compactMap { $0 } + digest.prompts
    project = digest.project.name
  }

  /// The title; never empty.
  package var text: String {
    if let title = Self.line(custom) { return title }
    let opening = lastOpening
    if let title = Self.line(inherited), opening.map({ fits(title, $0) }) ?? true { return title }
    var candidates = [model, generated].compactMap { Self.line($0) }
    if hasNewerGenerated { candidates.reverse() }
    let words = prompts.joined(separator: "\n")
    candidates.removeAll { !Self.namesAny($0) || !Language.isOwn($0, of: words) }
    if let title = candidates.first(where: { title in opening.map { fits(title, $0) } ?? true }) {
      return title
    }
    return opening.flatMap { Self.subject(of: prompts[$0]) } ?? Self.line(plan)
      ?? prompts.lazy.compactMap { Self.subject(of: $0) }.first
      ?? Self.line(generated) ?? prompts.lazy.compactMap { Self.line($0) }.first
      ?? project.map { TitleLine.make(from: "Session in \($0)") } ?? "Untitled session"
  }

  private static func line(_ text: String?) -> String? {
    let line = TitleLine.make(from: text ?? "")
    return line.isEmpty ? nil : line
  }

  // MARK: - The task under way

  /// The newest prompt after the first that begins another task; `nil` without one.
  private var lastOpening: Int? {
    prompts.indices.dropFirst().last {
      Self.saysNew(prompts[$0]) && Self.namesSubject(prompts[$0])
    }
  }

  /// Returns true if a title speaks of what was said since a prompt.
  private func fits(_ title: String, _ opening: Int) -> Bool {
    let words = SubjectWords(title)
    return prompts[opening...].contains { SubjectWords($0).touches(words) }
  }

  /// Returns true if one of the first sentences begins with words for another task.
  private static func saysNew(_ prompt: String) -> Bool {
    let start = prompt.cut(toBytes: 200, mark: "")
    let beginning = (start.isASCIIText ? start : String(prompt.prefix(200))).inLowerCase()
    guard changeTexts.isFound(in: beginning) else { return false }
    let sentences = beginning.replacing(/[.!?]\s|[。！？\r\n]/, with: "\n").split(separator: "\n")
    return sentences.contains { sentence in
      var rest = sentence[...]
      while true {
        if changes.contains(where: { rest.hasPrefix($0) }) { return true }
        guard let filler = filler(at: rest) else { return false }
        rest = rest.dropFirst(filler)
      }
    }
  }

  private static let changeTexts = ByteTexts(changes)

  /// Returns the length of what stands in front of the words that matter.
  private static func filler(at text: Substring) -> Int? {
    if let first = text.first, !first.isLetter { return 1 }
    if let wide = wideFillers.first(where: { text.hasPrefix($0) }) { return wide.count }
    let word = text.prefix { $0.isLetter || $0 == "'" || $0 == "’" }
    return fillers.contains(String(word)) ? word.count : nil
  }

  private static let fillers: Set<String> = [
    "a", "actually", "ahora", "alright", "an", "and", "but", "by", "dann", "die", "done", "eine",
    "finally", "for", "good", "great", "here", "here's", "hey", "hi", "is", "it's", "jetzt", "la",
    "let's", "lets", "maintenant", "my", "now", "nun", "ok", "okay", "on", "our", "perfect",
    "please", "so", "start", "switch", "thanks", "the", "then", "this", "time", "to", "una", "une",
    "well", "with", "yes",
  ]
  private static let wideFillers = [
    "好的", "好了", "好", "现在", "接下来", "下面", "那么", "那", "我们", "请", "来", "开始", "有", "是", "做", "一个",
    "それでは", "では", "じゃあ", "今度は", "次は", "이제", "그럼",
  ]

  private static let changes = [
    "new task", "next task", "another task", "different task", "other task", "second task",
    "something else", "something different", "something new", "unrelated", "let's move on",
    "move on to", "moving on", "forget that", "forget about that", "forget about this", "drop that",
    "change of plan", "instead of that, ", "新任务", "新的任务", "下一个任务", "另一个任务", "另外一个任务", "换个任务",
    "换一个任务", "另一件事", "另外一件", "换件事", "先不管这个", "先不管那个", "第二个任务", "次のタスク", "別のタスク", "新しいタスク",
    "別の件", "別件", "次の作業", "다음 작업", "다른 작업", "새 작업", "새로운 작업", "neue aufgabe", "nächste aufgabe",
    "andere aufgabe", "etwas anderes", "nouvelle tâche", "autre tâche", "tâche suivante",
    "autre chose", "nueva tarea", "otra tarea", "siguiente tarea", "otra cosa", "nova tarefa",
    "outra tarefa", "outra coisa", "nuovo compito", "altra cosa", "новая задача", "новую задачу",
    "другая задача", "следующая задача", "кое-что другое",
  ]

  // MARK: - The subject of a prompt

  /// Returns the title that a prompt makes; `nil` for one like “ok, continue”, which names no subject.
  package static func subject(of prompt: String) -> String? {
    lines(of: prompt).first { hasSubject($0) }.map { TitleLine.make(from: $0) }
  }

  /// Returns true if a prompt makes a title.
  package static func namesSubject(_ prompt: String) -> Bool {
    lines(of: prompt).contains { hasSubject($0) }
  }

  private static func lines(of prompt: String) -> [String] {
    withoutTags(planHeading(in: prompt) ?? prompt.cut(toBytes: 16_384)).cut(toBytes: 16_384)
      .split(whereSeparator: \.isNewline).map { String($0) }
  }

  /// Returns a text without the tags that people put around its parts, such as `<goal>…</goal>`.
  private static func withoutTags(_ text: String) -> String {
    guard text.hasBytes(of: "</") else { return text }
    var rest = text
    for name in Set(text.matches(of: /<\/([A-Za-z][A-Za-z0-9_-]*)>/).map(\.output.1)) {
      guard text.hasBytes(of: "<\(name)>") else { continue }
      rest = rest.replacing("<\(name)>", with: "\n").replacing("</\(name)>", with: "\n")
    }
    return rest
  }

  private static func hasSubject(_ line: String) -> Bool {
    var rest = line.inLowerCase()
    // No phrase is of letters that ASCII has.
    let isLatin = rest.isASCIIText
    if !isLatin {
      for phrase in Filler.phrases where rest.hasBytes(of: phrase) {
        rest = rest.replacing(phrase, with: " ")
      }
    }
    let wide =
      isLatin ? 0 : rest.unicodeScalars.count { $0.value >= 0x2E80 && $0.properties.isAlphabetic }
    // `fix it` names none, `fix Token.swift`, `fix the login` and `ship the importer` do.
    let words = SubjectWords(rest).words
    return wide >= 4 || words.count >= (wide > 0 ? 1 : 2)
      || words.contains { $0.count > 4 } && rest.split(whereSeparator: \.isWhitespace).count > 2
  }

  /// Returns false for a title of filler alone.
  private static func namesAny(_ title: String) -> Bool {
    !SubjectWords(title).words.isEmpty && subjectIsPlan(title) == false
  }

  private static func subjectIsPlan(_ title: String) -> Bool {
    let lower = title.lowercased()
    return plans.contains { lower.hasBytes(of: $0) } && !hasSubject(title)
  }

  /// Returns the heading of a plan that a prompt hands over.
  package static func planHeading(in prompt: String) -> String? {
    let whole = prompt.cut(toBytes: 16_384)
    guard anyPlan.isFound(in: whole.inLowerCase()) else { return nil }
    let text = whole.drop(while: \.isNewline)
    let first = text.prefix { !$0.isNewline }
    let lower = first.lowercased()
    guard plans.contains(where: { lower.hasBytes(of: $0) }) else { return nil }
    return heading(of: String(text[first.endIndex...]))
  }

  /// Returns the first heading of a plan, without the word for what it is.
  package static func heading(of plan: String) -> String? {
    let lines = plan.cut(toBytes: 16_384).split(whereSeparator: \.isNewline)
    guard let line = lines.first(where: { $0.hasPrefix("#") }) else { return nil }
    var text = TitleLine.make(from: String(line))
    for word in [
      "plan:", "plan for ", "plan -", "plan –", "plan —", "implementation plan:", "计划：", "计划:",
    ]
    where text.lowercased().hasPrefix(word) {
      text = String(text.dropFirst(word.count)).trimmed()
    }
    return ["", "plan", "context", "overview", "计划"].contains(text.lowercased()) ? nil : text
  }

  private static let anyPlan = ByteTexts(plans)
  private static let plans = [
    "following plan", "this plan", "plan:", "计划", "計画", "plan suivant", "plan um",
  ]
}
