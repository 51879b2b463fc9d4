import Testing

@testable import Summarizer

@Suite struct PrintResultTests {
  @Test func `reads a success with what it used`() throws {
    let result = try #require(PrintResult(output: Fixture.bytes("print-json-ok")))
    #expect(!result.isError)
    #expect(result.text == "mock answer 37")
    #expect(result.status == nil)
    #expect(
      result.usage
        == ModelUsage(
          model: "claude-haiku-5-5", inputTokens: 100, outputTokens: 10,
          costUSD: 0.000015000000000000002, duration: .milliseconds(108)))
  }

  @Test(arguments: [
    ("400", SummarizerError.refusedByAPI(400, "API Error: 400 mock 400")),
    ("403", .refusedByAPI(403, "Failed to authenticate. API Error: 403 mock 403")),
    (
      "404",
      .refusedByAPI(
        404,
        "There's an issue with the selected model (claude-haiku-5-5). It may not exist or you may not have access to it. Run --model to pick a different model."
      )
    ),
    ("413", .tooLong),
  ])
  func `tells failures by their status, not by the subtype`(name: String, error: SummarizerError)
    throws
  {
    let result = try #require(PrintResult(output: Fixture.bytes("print-json-fail-\(name)")))
    #expect(result.isError)
    #expect(result.failure == error)
  }

  @Test(
    arguments: [
      ("Not logged in · Please run /login", nil, SummarizerError.notLoggedIn),
      ("x", 401, .notLoggedIn),
      ("Prompt is too long", nil, .tooLong),
      ("prompt is too long: 9 tokens > 8 maximum", 400, .tooLong),
      ("x", 429, .rateLimited), ("Claude AI usage limit reached|1790000000", nil, .rateLimited),
      ("5-hour limit reached ∙ resets 3pm", nil, .rateLimited),
      ("You've hit your limit", nil, .rateLimited),
      ("API Error: 529 Overloaded", 529, .overloaded), ("x", 503, .overloaded),
      ("x", 500, .refusedByAPI(500, "x")),
      ("Connection error.", nil, .refusedByAPI(nil, "Connection error.")),
    ] as [(String, Int?, SummarizerError)])
  func `tells the known failures apart`(text: String, status: Int?, error: SummarizerError) throws {
    let status = status.map(String.init) ?? "null"
    let json =
      #"{"type":"result","subtype":"success","is_error":true,"api_error_status":\#(status),"result":"\#(text)"}"#
    #expect(try #require(PrintResult(output: Array(json.utf8))).failure == error)
  }

  @Test func `finds the result among other things`() throws {
    let ok = try Fixture.bytes("print-json-ok")
    for output in [
      Array("warning: x\n".utf8) + ok,
      Array(#"[{"type":"system"},{"type":"assistant","usage":7},"#.utf8) + ok + Array("]".utf8),
    ] {
      #expect(PrintResult(output: output)?.text == "mock answer 37")
    }
  }

  @Test(arguments: [
    "", "null", "{}", "[]", "not JSON", #"{"type":"result"}"#,
    #"{"type":"assistant","is_error":false}"#, "[1,2]",
    String(repeating: "[", count: 100_000), String(repeating: #"{"a":"#, count: 50_000), "\u{0}",
    "{\"type\":\"result\",\"is_error\":\"no\"}",
  ])
  func `refuses what is no result`(text: String) {
    #expect(PrintResult(output: Array(text.utf8)) == nil)
  }

  @Test func `takes numbers of any size or type`() throws {
    let json =
      #"{"type":"result","is_error":false,"result":"x","duration_ms":1e300,"total_cost_usd":"much","usage":{"input_tokens":1e400,"output_tokens":-1},"modelUsage":[]}"#
    let result = PrintResult(output: Array(json.utf8))
    #expect(result == nil || result?.text == "x")
  }

  @Test func `says what to do about every failure`() {
    let all: [SummarizerError] = [
      .notInstalled, .notLoggedIn, .rateLimited, .overloaded, .timedOut(90), .cancelled, .tooLong,
      .refusedByAPI(nil, "x."), .refusedByAPI(404, "x."), .unknownOption("x."), .badAnswer("x."),
      .couldNotStart("x."),
    ]
    for error in all {
      #expect(error.description.hasSuffix(".") && error.hint.hasSuffix("."))
    }
    #expect(
      SummarizerError.timedOut(90).description == "The model did not answer within 90 seconds.")
    #expect(SummarizerError.timedOut(.infinity).description.contains("inf"))
  }
}
