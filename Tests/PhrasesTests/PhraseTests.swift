import Phrases
import Testing

struct PhraseTests {
  @Test func `arguments are filled in by their names`() {
    let phrase = Phrase(
      "{title} on {machine}: {n} answers", one: "{title} on {machine}: {n} answer")
    #expect(phrase(title: "Fix {n}", machine: "desk", n: 2) == "Fix {n} on desk: 2 answers")
    #expect(phrase(title: "Fix", machine: "desk", n: 1) == "Fix on desk: 1 answer")
    #expect(phrase.arguments == ["title", "machine", "n"])
  }

  @Test func `other braces stay as they are`() {
    #expect(Phrase("a {} {1} { b {c")() == "a {} {1} { b {c")
  }
}
