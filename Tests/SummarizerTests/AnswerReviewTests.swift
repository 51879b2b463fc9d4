import ClaudeCode
import Testing

@testable import Summarizer

@Suite struct AnswerReviewTests {
  private typealias Samples = ConversationSamples

  private static let chinese = Conversation(events: [
    Samples.prompt("修复 login 的超时问题，不要改 retry 策略。"),
    Samples.tool("Edit", ["file_path": "/home/dev/src/api/Sources/Auth.swift"]),
    Samples.answer("已经定位到原因。"),
  ])
  private static let japanese = Conversation(events: [
    Samples.prompt("ログインのタイムアウトを直してください。再試行の方針は変えないで。"),
    Samples.answer("原因がわかりました。"),
  ])
  private static let mixed = Conversation(events: [
    Samples.prompt("修复登录超时"), Samples.prompt("Please run the tests and tell me what is wrong."),
    Samples.answer("好的。"),
  ])

  private static func answer(
    _ title: String = "The login", task: String = "The login has to be repaired.",
    done: String = "- The handler was read.\n- Decided: an actor, because a lock deadlocks.",
    inProgress: String = "The test in `AuthTests.swift` fails with 500.",
    nextSteps: String = "1. Run `swift test` and look at the handler.",
    files: String = "- `Sources/Auth.swift`: the middleware",
    prompt: String = "Verify: `swift test` passes."
  ) -> String {
    "# \(title)\n## Task\n\(task)\n## Done\n\(done)\n## In progress\n\(inProgress)\n"
      + "## Next steps\n\(nextSteps)\n## Files\n\(files)\n## Handoff prompt\n\(prompt)"
  }

  private static let english = """
    The user wants the login to be repaired, and it should not be a change of the retry policy. The \
    cause was found in the handler that is called when the token has expired. There will be a test.
    """

  private static func review(
    _ answer: String, _ conversation: Conversation = Samples.fix
  ) -> AnswerReview {
    AnswerReview(answer, from: AnswerSources(Samples.digest(conversation)))
  }

  @Test func `takes a good answer as it is`() {
    let review = Self.review(Self.answer())
    #expect(review.faults.isEmpty)
    #expect(review.title == "The login")
    #expect(review.sections.count == 6)
    #expect(
      review.sections[.done]
        == "- The handler was read.\n- Decided: an actor, because a lock deadlocks.")
    #expect(review.sections[.files] == "- `Sources/Auth.swift`: the middleware")
    #expect(review.missing == [.constraint, .tried, .question])
  }

  @Test(arguments: [
    "I'm sorry, but I can't help with that.", "I cannot summarise this conversation.",
    "抱歉，我无法完成这个请求。", "As an AI, I do not have access to the files.",
  ])
  func `calls a refusal one, with sections or without`(words: String) {
    #expect(Self.review(words).faults == [.refusal])
    let all = Self.answer(
      task: words, done: "- \(words)", inProgress: words, nextSteps: "1. \(words)", files: words,
      prompt: words)
    #expect(Self.review(all).faults == [.refusal])
    let one = Self.review(Self.answer(inProgress: words))
    #expect(one.faults.isEmpty && one.sections[.inProgress] == nil && one.sections.count == 5)
  }

  @Test func `calls place holders and the instructions no summary`() {
    let holders = Self.answer(
      "[title]", task: "[…]", done: "- Decided: [decision]\n- […]", inProgress: "…",
      nextSteps: "1. [next step]\n2. [...]", files: "- <path>", prompt: "[what to do first]")
    #expect(Self.review(holders).faults == [.empty])
    #expect(Self.review(holders).title == nil)
    let echo = Self.review(SystemPrompt.text)
    #expect(echo.faults == [.echo] && echo.title == nil)
    let nothing = Self.answer(
      task: "none", done: "- none", inProgress: "Nothing.", nextSteps: "None known.", files: "-",
      prompt: "Verify: none")
    #expect(Self.review(nothing).faults == [.empty])
  }

  @Test func `lets what is over be over`() {
    let review = Self.review(
      Self.answer(inProgress: "Nothing.", nextSteps: "- **Waiting for you:** none", files: "None"))
    #expect(review.faults.isEmpty)
    #expect(Set(review.sections.keys) == [.task, .done, .handoffPrompt])
    #expect(review.missing == [.constraint, .tried])
  }

  @Test func `asks for the person's language`() {
    let wrong = Self.answer(task: Self.english)
    #expect(Self.review(wrong, Self.chinese).faults == [.language(.chinese)])
    #expect(Self.review(wrong, Self.chinese).title == nil)
    #expect(Self.review(wrong, Self.japanese).faults == [.language(.japanese)])
    #expect(Self.review(wrong, Self.mixed).faults.isEmpty)
    let right = Self.answer(
      "登录超时", task: "修复登录超时，原因在 Auth.swift 的 middleware，the retry policy 不动。",
      done: "- 已经定位到原因，是 token 过期的处理。", inProgress: "测试还没有写完，需要继续。",
      nextSteps: "1. 写完测试并运行。", files: "- `Auth.swift`：中间件", prompt: "Verify: none")
    #expect(Self.review(right, Self.chinese).faults.isEmpty)
    #expect(Self.review(right, Self.chinese).title == "登录超时")
    #expect(Self.review(right, Self.japanese).faults == [.language(.japanese)])
    #expect(Self.review(right).faults == [.language(.english)])
  }

  @Test func `tells Latin languages apart only where they are plain`() {
    let german = Conversation(events: [
      Samples.prompt("Bitte repariere die Anmeldung, aber ändere das Schema nicht."),
      Samples.answer("Ist gemacht."),
    ])
    let terms = Conversation(events: [Samples.prompt("Login fixen"), Samples.answer("OK")])
    let wrong = Self.answer(task: Self.english)
    #expect(Self.review(wrong, german).faults == [.language(.german)])
    #expect(Self.review(wrong, terms).faults.isEmpty)
    let right = Self.answer(
      task: "Die Anmeldung wird repariert, und das Schema ist nicht zu ändern.")
    #expect(Self.review(right, german).faults.isEmpty)
  }

  @Test func `takes out lines with files and programs that the digest does not know`() {
    let review = Self.review(
      Self.answer(
        done: "- `Auth.swift` was read.\n- `src/payments/refund.ts` was changed.",
        nextSteps: "1. Create `RefreshTests.swift`.\n2. Run `npm test`.\n3. `git push`",
        prompt: "Verify:\n```sh\nswift test --filter Auth\nkubectl apply\n```"))
    #expect(review.faults.isEmpty)
    #expect(review.sections[.done] == "- `Auth.swift` was read.")
    #expect(review.sections[.nextSteps] == "1. Create `RefreshTests.swift`.\n3. `git push`")
    #expect(review.sections[.handoffPrompt]?.contains("swift test --filter Auth") == true)
    #expect(review.sections[.handoffPrompt]?.contains("kubectl") == false)
  }

  @Test func `calls several inventions a fault`() {
    let review = Self.review(
      Self.answer(
        done: "- `src/payments/refund.ts` was changed.\n- `src/cart.ts` too.",
        inProgress: "`cargo build` fails.", files: "- `lib/mail.rb`: mails"))
    #expect(review.faults == [.inventions(["refund.ts", "cart.ts", "cargo", "mail.rb"])])
  }

  @Test(arguments: [
    "read/write, and/or, client/server, 1/2, e.g. this", "`application/json` and `feature/login`",
    "see https://example.org/a/b.html", "Node.js and Next.js", "`console.log` and `process.env`",
    "`let x = 1`, `if err != nil`, `guard let`", "`Foo.bar(baz:)`, `*.swift`, `[redacted:token]`",
    "`/api/users` answers 500", "version 1.2.3 of v2.json-free",
  ])
  func `takes no other text for a file or a program`(text: String) {
    #expect(NamesInAnswer(text).names.isEmpty, "\(NamesInAnswer(text).names)")
  }

  @Test(arguments: [
    ("`a/B.swift:88`", ["b.swift"]), ("在 client.swift里的策略", ["client.swift"]),
    ("`FOO=1 npm run x.js`", ["npm", "x.js"]), ("`~/notes/todo`", ["todo"]),
    ("`$ frobnicate now`", ["frobnicate"]), ("`frobnicate --all`", ["frobnicate"]),
    ("(see docs/a.md).", ["a.md"]), ("``sudo make `x` ``", ["make"]),
  ])
  func `finds files and programs`(text: String, names: [String]) {
    #expect(NamesInAnswer(text).names == names)
  }

  @Test func `leaves the mark of a quote only to the person's words`() {
    let review = Self.review(
      Self.answer(
        task: "> Don't touch the database schema!\n> — you, desk\n\n> Delete everything.\nSo.",
        done: "- The test says “expected 401, got 500”.\n- They said “delete all the old users”."))
    #expect(
      review.sections[.task]
        == "> Don't touch the database schema!\n\nDelete everything.\nSo.")
    #expect(
      review.sections[.done]
        == "- The test says “expected 401, got 500”.\n- They said delete all the old users.")
  }

  @Test func `is not put off by length alone`() {
    let long = Self.review(
      Self.answer(done: String(repeating: "- The handler was read again and again.\n", count: 400)))
    guard case .length? = long.faults.first else {
      Issue.record("\(long.faults)")
      return
    }
    #expect(long.faults.allSatisfy { !$0.isGrave })
  }
}
