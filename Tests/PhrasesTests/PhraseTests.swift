import Platform
import Testing

@testable import Phrases

struct PhraseTests {
  @Test func `arguments are filled in by their names`() {
    let phrase = Phrase(
      "{title} on {machine}: {n} answers", one: "{title} on {machine}: {n} answer")
    #expect(phrase(title: "Fix {n}", machine: "desk", n: 2) == "Fix {n} on desk: 2 answers")
    #expect(phrase(title: "Fix", machine: "desk", n: 1) == "Fix on desk: 1 answer")
    #expect(phrase.arguments == ["title", "machine", "n"])
  }

  @Test func `a further count has its forms inside`() {
    let phrase = Phrase(
      "{n} checks, {bad} {bad:failure|failures}", one: "{n} check, {bad} {bad:failure|failures}")
    #expect(phrase(n: 3, bad: 1) == "3 checks, 1 failure")
    #expect(phrase(n: 1, bad: 0) == "1 check, 0 failures")
    #expect(phrase.arguments == ["n", "bad"])
  }

  @Test func `other braces stay as they are`() {
    #expect(Phrase("a {} {1} { b {c {d:e} {d:e|f|g}")() == "a {} {1} { b {c {d:e} {d:e|f|g}")
    #expect(Phrase("{} {x} 任{y}务 {z")(y: "é") == "{} {x} 任é务 {z")
    #expect(Phrase("").arguments.isEmpty && Phrase("")() == "")
  }

  @Test func `the language is that of the run`() {
    let phrase = Phrase("{n} tasks", one: "{n} task", zh: "{n} 个任务")
    #expect(phrase(n: 1) == "1 task")
    PhraseLanguage.$current.withValue(.chinese) {
      #expect(phrase(n: 1) == "1 个任务")
      #expect(Phrase("now", zh: "刚刚")() == "刚刚" && Phrase(always: "ID")() == "ID")
    }
  }

  @Test func `Chinese and Latin have a space between them`() {
    let phrase = Phrase("{a} {b}", zh: "从{a}起，在 {b} 上（{a}）")
    PhraseLanguage.$current.withValue(.chinese) {
      #expect(phrase(a: "昨天 18:02", b: "desk") == "从昨天 18:02 起，在 desk 上（昨天 18:02）")
      #expect(phrase(a: "4 分钟前", b: "本机") == "从 4 分钟前起，在本机上（4 分钟前）")
      #expect(phrase(a: "", b: "“x”") == "从起，在 “x” 上（）")
    }
  }
}
