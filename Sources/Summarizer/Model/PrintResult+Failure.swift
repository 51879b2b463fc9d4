extension PrintResult {
  /// Why the call failed; meaningful only when `isError` is set.
  ///
  /// The status decides. Only what has none is told by Claude Code's own words, which are all
  /// there is: `Not logged in`, `Prompt is too long`, `limit reached` (2.0.72 to 2.1.330).
  var failure: SummarizerError {
    let text = text.oneLine(limit: 300)
    let words = text.lowercased()
    switch status {
    case 401: return .notLoggedIn
    case 413: return .tooLong
    case 429: return .rateLimited
    case 502, 503, 504, 529: return .overloaded
    case 400 where words.contains("too long"): return .tooLong
    case let status?: return .refusedByAPI(status, text)
    case nil: break
    }
    if words.contains("not logged in") || words.contains("/login")
      || words.contains("invalid api key")
    {
      return .notLoggedIn
    }
    if words.contains("too long") { return .tooLong }
    if words.contains("limit reached") || words.contains("hit your limit")
      || words.contains("usage limit")
    {
      return .rateLimited
    }
    if words.contains("overloaded") { return .overloaded }
    return .refusedByAPI(nil, text)
  }
}
