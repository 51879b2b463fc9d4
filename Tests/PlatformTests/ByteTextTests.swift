import Platform
import Testing

@Suite("Texts as bytes")
struct ByteTextTests {
  @Test("A text has the bytes of another one wherever they stand")
  func hasBytes() {
    #expect("aab".hasBytes(of: "ab") && "aab".hasBytes(of: "aab") && "aab".hasBytes(of: "b"))
    #expect("ab".hasBytes(of: "") && "".hasBytes(of: "") && !"".hasBytes(of: "a"))
    #expect(!"aab".hasBytes(of: "aabb") && !"aab".hasBytes(of: "ba") && !"aaab".hasBytes(of: "aac"))
    #expect("特别，不要动".hasBytes(of: "不要") && !"不".hasBytes(of: "不要"))
  }

  @Test("One of several texts is found wherever it stands")
  func findsOneOfSeveral() {
    let texts = ByteTexts(["never ", "nevertheless", "不要", "no"])
    #expect(texts.isFound(in: "never ") && texts.isFound(in: "it is nevertheless"))
    #expect(texts.isFound(in: "特别，不要动") && texts.isFound(in: "不要"))
    #expect(!texts.isFound(in: "never") && !texts.isFound(in: "") && !texts.isFound(in: "不"))
    #expect(!texts.isFound(in: "no") && !texts.isFound(in: "nevertheles"))
    #expect(!ByteTexts([]).isFound(in: "never "))
  }
}
