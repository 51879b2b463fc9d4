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
}
