import ClaudeCode
import Testing

@testable import Summarizer

@Suite struct TitleChoiceTests {
  private typealias Samples = ConversationSamples

  private func choice(_ prompts: [String], generated: String? = nil) -> TitleChoice {
    TitleChoice(
      Samples.digest(
        Conversation(title: generated, events: prompts.map { Samples.prompt($0) }),
        project: ProjectFacts(name: "acme/api")))
  }

  @Test(arguments: [
    (["ok", "continue", "Repair the login timeout"], "Repair the login timeout"),
    (["commit this", "brainstorm", "ok do it", "Sort the export"], "Sort the export"),
    (["好的，继续", "提交一下", "修复登录超时"], "修复登录超时"),
    (["はい、お願いします", "ログインを直してください"], "ログインを直してください"),
    (["네, 계속해줘", "로그인 시간 초과를 고쳐줘"], "로그인 시간 초과를 고쳐줘"),
    (["Ja, mach weiter", "Die Anmeldung reparieren"], "Die Anmeldung reparieren"),
    (["oui, continue", "Réparer la connexion"], "Réparer la connexion"),
    (["да, продолжай", "Исправь таймаут входа"], "Исправь таймаут входа"),
    (
      ["brainstorm:\n- automatically generate release notes\n- off by default"],
      "automatically generate release notes"
    ),
    (
      ["Implement the following plan:\n\n# Retry queue for webhooks\n\n## Context\nLost."],
      "Retry queue for webhooks"
    ),
    (["实现下面的计划：\n\n# 计划：Webhook 重试队列\n\n细节"], "Webhook 重试队列"),
    (
      ["<goal>\nShip the importer\n</goal>\n<constraints>no new dependencies</constraints>"],
      "Ship the importer"
    ),
    (["<goal> element in my schema is rejected"], "<goal> element in my schema is rejected"),
    (["ok", "go on"], "ok"), ([], "Session in acme/api"),
  ])
  func `is the first prompt that names a subject`(prompts: [String], title: String) {
    #expect(choice(prompts).text == title)
  }

  @Test func `is the person's before all, then the one that was handed down`() {
    var choice = choice(["Repair the login"], generated: "Login repair")
    choice.model = "The login"
    choice.inherited = "Users are logged out"
    #expect(choice.text == "Users are logged out")
    choice.custom = "My title"
    #expect(choice.text == "My title")
  }

  @Test func `is the newer one of the model's and Claude Code's`() {
    var choice = choice(["Repair the login"], generated: "Login repair")
    #expect(choice.text == "Login repair")
    choice.model = "Token refresh"
    #expect(choice.text == "Token refresh")
    choice.hasNewerGenerated = true
    #expect(choice.text == "Login repair")
  }

  @Test func `leaves a title behind when the task has changed`() {
    var choice = choice(
      ["Repair the login timeout", "commit this", "New task: add pages to the export of invoices"],
      generated: "Login timeout repair")
    choice.inherited = "Users are logged out by the login timeout"
    #expect(choice.text == "New task: add pages to the export of invoices")
    choice.model = "Paging the invoice export"
    #expect(choice.text == "Paging the invoice export")
    let same = self.choice(
      ["Repair the login timeout", "Something else: the login page is slow"],
      generated: "Login timeout repair")
    #expect(same.text == "Login timeout repair")
  }

  @Test(arguments: [
    "Please switch to async/await in the importer", "换一个端口试试，比如 8081",
    "先不管测试，把导入器写完", "The failure is unrelated to the cache, look at the parser",
    "Fix the next task button in the sidebar", "Forget about the retries in the uploader",
  ])
  func `keeps a title where the words for another task mean something else`(prompt: String) {
    var choice = choice(["Repair the login timeout", prompt])
    choice.inherited = "Login timeout repair"
    #expect(choice.text == "Login timeout repair")
  }

  @Test(arguments: [
    "OK, now a new task: add pages to the export", "Thanks! Next task: add pages to the export",
    "好的，换个任务：给导出加分页功能", "Unrelated: the importer loses rows of invoices",
    "现在做另一个任务：给导出加分页功能", "Let's move on to the importer of invoices",
  ])
  func `leaves a title where a sentence begins with another task`(prompt: String) {
    var choice = choice(["Repair the login timeout", prompt])
    choice.inherited = "Login timeout repair"
    #expect(choice.text != "Login timeout repair")
  }

  @Test func `is in the language of the conversation, and names something`() {
    #expect(choice(["修复登录超时"], generated: "Fix the login timeout").text == "修复登录超时")
    #expect(
      choice(["Repair the login"], generated: "Implement the following plan").text
        == "Repair the login")
    var plan = choice(["ok", "do it"])
    plan.plan = "Retry queue"
    #expect(plan.text == "Retry queue")
  }
}
