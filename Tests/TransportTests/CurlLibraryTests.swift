import Curl
import Testing

@Suite("libcurl is loaded when it is first needed")
struct CurlLibraryTests {
  @Test("The one of this machine tells what it is")
  func present() throws {
    let library = try CurlLibrary.shared()
    #expect(!library.version.isEmpty && library.tlsLibrary != nil)
  }

  @Test("One that is missing, and a library that is another one")
  func missing() throws {
    let none = #expect(throws: CurlFailure.self) { try CurlLibrary(names: ["libnothing.so.0"]) }
    #expect(none?.code == .libraryMissing)
    #expect(none?.message.contains("libnothing.so.0") == true)
    let nothing = #expect(throws: CurlFailure.self) { try CurlLibrary(names: []) }
    #expect(nothing?.message.contains("not installed") == true)
    #if os(Linux)
    let other = #expect(throws: CurlFailure.self) { try CurlLibrary(names: ["libc.so.6"]) }
    #expect(other?.message.contains("older than 7.68") == true)
    #endif
  }
}
