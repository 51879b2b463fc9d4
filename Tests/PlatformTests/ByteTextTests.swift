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
}
