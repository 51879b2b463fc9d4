import ClaudeCode
import Foundation
import Testing

@testable import Summarizer

/// What is open, what was mended, and what was seen rather than said.
@Suite struct OutcomeTests {
  private typealias Samples = ConversationSamples

  private func bash(
    _ command: String, _ result: String = "ok", failed: Bool = false
  ) -> Conversation.Event {
    Samples.tool("Bash", ["command": command], result: result, failed: failed)
  }

  private func summary(_ events: [Conversation.Event]) -> Summary {
    ExtractSummarizer().summarize(
      Samples.digest(
        Conversation(events: [Samples.prompt("Repair it.")] + events), project: ProjectFacts()))
  }

  @Test(arguments: [
    "git checkout main", "git commit -m 'add tests'", "cp a.txt tests/b.txt", "touch test.txt",
    "rm -r tests", "vim spec.md", "test -f a", "ls build", "make clean", "chmod +x test.sh",
  ])
  func `takes no command for a check that is none`(command: String) {
    #expect(!CommandIdentity(command).isCheck)
  }

  @Test(arguments: [
    "npm test", "npm run test:unit", "cd api && swift test --filter X", "npx tsc --noEmit", "make",
    "./run-tests.sh", "python3 -m pytest tests/a.py", "node tests/all.js",
    "CI=1 timeout 60 cargo clippy", "yarn lint", "go vet ./...", "make check", "docker build .",
  ])
  func `knows checks, however they are written`(command: String) {
    #expect(CommandIdentity(command).isCheck)
  }

  @Test(arguments: [
    ("npm test", true), ("cd api && npm test", true), ("cd api; npm test", true),
    ("npm test && git push", true), ("npm test 2>&1", true), ("npm test;", true),
    ("npm test | tail -5", false), ("npm test || true", false), ("npm test; echo done", false),
    ("npm test &", false), ("npm test & sleep 5", false), ("npm test\ngit status", false),
  ])
  func `knows if the exit status is that of the check`(command: String, isSeen: Bool) {
    #expect(CommandIdentity(command).showsStatus == isSeen)
  }

  @Test(arguments: [
    ("Tests: 10 failed, 2 passed", true), ("20 failures", true), ("0 passed, 3 failed", true),
    ("Failures: 0, Errors: 2", true), ("0 errors, 3 failed", true), ("FAIL src/a.test.ts", true),
    ("error: no such module", true), ("✗ rejects failed login", true),
    ("test_exception FAILED", true), ("✓ rejects failed login", false),
    ("  ✔ shows the error: not found (3ms)", false), ("--- PASS: TestFailover (0.00s)", false),
    ("=== RUN   TestFailover", false), ("ok  \tacme/failover\t0.1s", false),
    ("tests/a.py::test_exception PASSED   [ 50%]", false), ("test fails_late ... ok", false),
    ("PASS src/failure.test.ts", false), ("test_exception PASSED", false),
    ("Test Case 'ATests.testFailure' passed (0.001 seconds)", false),
    ("12 passed, 0 failed", false),
    ("Failures: 0 Errors: 0", false),
    ("failed=0 ok=3", false), ("no errors", false), ("0 tests failed", false), ("all green", false),
  ])
  func `reads the counts in an output`(line: String, isFailure: Bool) {
    #expect(OutcomeWords.tellsFailure("begin\n\(line)\nend") == isFailure)
  }

  @Test(arguments: [
    ("All tests pass.", true), ("Fixed. The build is green.", true), ("测试全部通过。", true),
    ("The password is wrong.", false), ("That is unresolved.", false),
    ("The frameworks differ.", false),
    ("测试没通过。", false), ("无法修复。", false), ("It cannot be fixed.", false),
    ("Do the tests pass?", false), ("The tests should pass.", false),
  ])
  func `takes only plain words for good news`(sentence: String, isGood: Bool) {
    #expect(OutcomeWords.news(in: sentence).contains { $0.isGood } == isGood)
  }

  @Test func `names what failed and stands, and not what was mended`() {
    let failing = bash("npm test", "2 failed", failed: true)
    let open = summary([failing, Samples.answer("I look into it.")])
    #expect(open.nextSteps.contains("This command failed: `npm test`"))

    let mended = summary([failing, bash("npm test -- --silent", "5 passed")])
    #expect(!mended.nextSteps.contains("npm test"))
    #expect(mended.done.contains("`npm test` failed, then mended"))
    #expect(!mended.done.contains("said, not seen"))

    let said = summary([failing, Samples.answer("The tests are fixed now.")])
    #expect(!said.nextSteps.contains("npm test"))
    #expect(said.done.contains("`npm test` failed, then mended (said, not seen)"))

    let other = summary([failing, bash("npm run lint"), Samples.answer("Lint passes.")])
    #expect(other.nextSteps.contains("This command failed: `npm test`"))
    let doubted = summary([failing, Samples.answer("The tests are still not fixed.")])
    #expect(doubted.nextSteps.contains("This command failed: `npm test`"))
  }

  @Test func `believes what was said last of a failure`() {
    let failing = bash("make test", "1 of 88 failed", failed: true)
    for answer in [
      "The soak test is clean. `test_pool_reuse` fails now.", "Test 1 is fixed. 还有一个测试仍然失败。",
    ] {
      let open = summary([failing, Samples.answer(answer)])
      #expect(open.nextSteps.contains("This command failed: `make test`"), "\(answer)")
    }
    let later = summary([
      failing, Samples.answer("One test is failing."), Samples.answer("The tests pass now."),
    ])
    #expect(!later.nextSteps.contains("make test"))
  }

  @Test func `sees a failure behind a pipe`() {
    let piped = summary([bash("npm test | tail -3", "Tests: 10 failed, 2 passed")])
    #expect(piped.nextSteps.contains("The output of this command tells a failure"))
    #expect(piped.nextSteps.contains("10 failed"))
  }

  @Test func `says what was checked after the last change, and what was not`() {
    let edit = Samples.tool("Edit", ["file_path": "/p/a.swift"])
    func line(_ events: [Conversation.Event]) -> String {
      summary(events).inProgress
    }
    #expect(line([edit, bash("swift test")]).contains("`swift test` ended well (exit 0)."))
    #expect(line([edit, bash("swift test | tail")]).contains("its exit status is hidden"))
    #expect(
      line([edit, bash("swift test", failed: true)]).contains("Not verified: the last check"))
    #expect(
      line([bash("swift test"), edit]).contains(
        "Not verified: `/p/a.swift` changed after the last check, `swift test`."))
    #expect(line([edit, bash("git checkout main")]).contains("no check was run"))
    #expect(line([edit, Samples.answer("Done, it works.")]).contains("was said, not seen"))
    #expect(!line([bash("ls")]).contains("erified"))
    var timed = bash("swift test")
    timed.time = Date(timeIntervalSince1970: 1_764_067_200)
    #expect(line([edit, timed]).contains("(exit 0, 2025-11-25T10:40Z)."))
  }

  @Test func `gives way in the order of the table`() {
    func entry(_ kind: Digest.Entry.Kind) -> Digest.Entry {
      Digest.Entry(kind: kind, text: String(repeating: "x", count: 2_000), label: "")
    }
    let kinds: [Digest.Entry.Kind] = [
      .prompt, .decision, .answer, .report, .finding, .command, .step,
    ]
    var gone: [Digest.Entry.Kind] = []
    for room in stride(from: 12_000, through: 0, by: -50) {
      var entries: [Digest.Entry?] = kinds.map(entry)
      Digest.fit(&entries, into: room)
      let size = entries.reduce(0) { $0 + ($1.map { $0.line.utf8.count + 1 } ?? 0) }
      #expect(size <= room)
      for (kind, kept) in zip(kinds, entries) where kept == nil && !gone.contains(kind) {
        gone.append(kind)
      }
    }
    #expect(gone == [.step, .command, .finding, .answer, .report, .decision, .prompt])
  }

  @Test func `keeps what the person decided in a session of any length`() {
    var question = ToolUse(id: "q", name: "AskUserQuestion", result: "answered")
    question.questions = [.init(text: "Which store?", answer: "Postgres")]
    var events = (0..<7_000).map { bash("cat \($0)") }
    events.insert(Conversation.Event(kind: .tool(question)), at: 1_000)
    let digest = Samples.digest(Conversation(events: [Samples.prompt("Begin.")] + events))
    #expect(digest.timeline.contains { $0.contains("Which store? → Postgres") })
    #expect(digest.omittedEntries[.step, default: 0] > 900)
  }

  @Test func `keeps compactions apart, whatever their words`() {
    let newest = "1. Primary Request and Intent: A\n[an earlier compaction]\n2. Current Work: B"
    var conversation = Conversation(events: [Samples.prompt("Go on.")], compactSummary: newest)
    conversation.earlierSummaries = ["The first hours."]
    let digest = Samples.digest(conversation)
    #expect(digest.earlierCompactions == ["The first hours."])
    #expect(digest.compactSummary?.contains("Current Work: B") == true)
    #expect(digest.withoutCompaction.earlierCompactions.isEmpty)
  }

  @Test func `mends a command whose other parts only look`() {
    let failing = bash("npm test 2>&1 | tail -3; echo done", "2 failed", failed: true)
    let mended = summary([failing, bash("npm test")])
    #expect(!mended.nextSteps.contains("npm test"), "\(mended.nextSteps)")
    let chain = bash("cat a.json && npm run build || echo failed", "x", failed: true)
    #expect(!summary([chain, bash("npm run build")]).nextSteps.contains("npm run build"))
  }

  private func ended(
    _ command: String, _ background: ToolUse.Background, failed: Bool = false
  ) -> Conversation.Event {
    var use = ToolUse(
      id: command, name: "Bash", input: ["command": command], result: "exit code 1", failed: failed)
    use.background = background
    return .init(kind: .tool(use))
  }

  @Test func `takes a check that was stopped for neither good nor bad`() {
    let edit = Samples.tool("Edit", ["file_path": "/p/a.swift"])
    let stopped = ended("npm test", .stopped)
    let text = summary([bash("npm test", failed: true), edit, stopped])
    #expect(text.inProgress.contains("no check was run"), "\(text.inProgress)")
    #expect(!text.done.contains("- `npm test`"), "\(text.done)")
    let digest = Samples.digest(Conversation(events: [stopped])).text
    #expect(digest.contains("npm test → stopped"), "\(digest)")
    let failed = summary([edit, ended("npm test", .ended("x"), failed: true)])
    #expect(failed.inProgress.contains("the last check, `npm test`, failed"))
  }

  @Test(arguments: [
    "sed -i 's/a/b/' a.swift", "cat > a.swift <<'EOF'\nlet a = 1\nEOF", "echo x >> a.swift",
    "echo x | tee -a a.swift", "git checkout HEAD~1 -- a.swift", "git stash", "git pull --rebase",
    "patch -p1 < fix.diff", "mv a.swift b.swift", "cp ../x.swift a.swift", "rm a.swift",
    "git apply fix.diff", "git restore a.swift", "cd api && sed -E -i.bak s/a/b/ a.swift",
  ])
  func `knows the commands that change files`(command: String) {
    #expect(!CommandIdentity.changes(in: command).isEmpty)
    let text = summary([bash("swift test"), bash(command)]).inProgress
    #expect(text.contains("changed after the last check, `swift test`."), "\(text)")
  }

  @Test(arguments: [
    "git checkout -b fix", "git status > /dev/null", "npm test > out.txt", "npm test | tee log.txt",
    "ls 2>&1 | head", "echo 'a > b'", "rm -rf node_modules", "cat a > /tmp/b", "git stash list",
    "sed -n 5p a.swift", "grep -i x a.swift", "git commit -m x", "git apply --check fix.diff",
    "cat <<'EOF'\nrm a.swift\nEOF",
  ])
  func `knows the commands that change no files`(command: String) {
    #expect(CommandIdentity.changes(in: command) == [])
  }

  @Test func `takes no entry of a list for a heading of a compaction`() {
    let text = """
      1. Primary Request and Intent:
         Build the wizard.
      7. Pending Tasks:
         1. Write the page
         2. Add a next step button
         3. Next step: colours
      8. Why the current work matters: it is late
      9. Optional Next Step:
         Run the tests.
      """
    let parts = CompactPart.split(text)
    #expect(parts.map(\.kind) == [.request, .pending, .nextStep])
    #expect(parts[1].text.contains("next step button") && parts[1].text.contains("colours"))
    #expect(parts[2].text == "Run the tests.")
  }
}
