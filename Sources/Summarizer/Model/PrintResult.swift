internal import Essentials

/// The result object that `claude -p --output-format json` prints (versions 2.0.72 to 2.1.330).
///
/// `subtype` says `success` even for failures; only `is_error` counts.
struct PrintResult: Equatable {
  /// The answer, or the text of the failure.
  var text: String
  /// True if the call failed.
  var isError: Bool
  /// The API's HTTP status, if it answered with an error.
  var status: Int?
  /// The usage of the call; the model's name is empty if it is not said.
  var usage: ModelUsage

  /// Finds the result in the output; `nil` if there is none.
  ///
  /// - Parameter output: Standard output: one object; with the user's verbose setting an array of
  ///   messages; possibly lines of text before it.
  init?(output: [UInt8]) {
    let data = Data(output)
    if let result = Self.decoded(data) {
      self = result
      return
    }
    // A warning may stand on the lines before; the result is the last line.
    let lines = output.split(separator: UInt8(ascii: "\n")).suffix(20).reversed()
    for line in lines where line.first == UInt8(ascii: "{") || line.first == UInt8(ascii: "[") {
      if let result = Self.decoded(Data(line)) {
        self = result
        return
      }
    }
    return nil
  }

  private init?(_ object: Object) {
    guard object.type == "result", let isError = object.isError else { return nil }
    text = object.result ?? ""
    self.isError = isError
    status = object.status
    usage = ModelUsage(
      model: object.model ?? "", inputTokens: object.usage?.input ?? 0,
      outputTokens: object.usage?.output ?? 0, cacheReadTokens: object.usage?.cacheRead ?? 0,
      cacheCreationTokens: object.usage?.cacheCreation ?? 0, costUSD: object.cost,
      duration: .milliseconds(object.milliseconds ?? 0))
  }

  private static func decoded(_ data: Data) -> PrintResult? {
    let decoder = JSONDecoder()
    if let object = try? decoder.decode(Object.self, from: data) { return PrintResult(object) }
    guard let list = try? decoder.decode([Object].self, from: data) else { return nil }
    return list.last { $0.type == "result" }.flatMap { PrintResult($0) }
  }
}

extension PrintResult {
  /// The reason the call failed; meaningful only if `isError` is set.
  ///
  /// The status decides. Only a failure without one is told by Claude Code's own words, which are
  /// all there is: `Not logged in`, `Prompt is too long`, `limit reached` (2.0.72 to 2.1.330).
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

extension PrintResult {
  /// The object as it is printed; a field of an unexpected type counts as missing.
  struct Object: Decodable {
    var type: String?
    var isError: Bool?
    var status: Int?
    var result: String?
    var cost: Double?
    var milliseconds: Int64?
    var usage: Usage?
    /// The model with the largest share of the cost.
    var model: String?

    private enum Keys: String, CodingKey {
      case type, result, usage, modelUsage
      case isError = "is_error"
      case status = "api_error_status"
      case cost = "total_cost_usd"
      case milliseconds = "duration_ms"
    }

    init(from decoder: any Decoder) throws {
      let object = try decoder.container(keyedBy: Keys.self)
      type = try? object.decode(String.self, forKey: .type)
      isError = try? object.decode(Bool.self, forKey: .isError)
      status = try? object.decode(Int.self, forKey: .status)
      result = try? object.decode(String.self, forKey: .result)
      cost = try? object.decode(Double.self, forKey: .cost)
      milliseconds = (try? object.decode(Double.self, forKey: .milliseconds)).flatMap {
        $0 >= 0 && $0 < 1e12 ? Int64($0) : nil
      }
      usage = try? object.decode(Usage.self, forKey: .usage)
      let models = try? object.decode([String: Share].self, forKey: .modelUsage)
      model = models?.max { ($0.value.cost ?? 0, $1.key) < ($1.value.cost ?? 0, $0.key) }?.key
    }
  }

  /// The tokens of a call.
  struct Usage: Decodable {
    var input: Int?
    var output: Int?
    var cacheRead: Int?
    var cacheCreation: Int?

    private enum CodingKeys: String, CodingKey {
      case input = "input_tokens"
      case output = "output_tokens"
      case cacheRead = "cache_read_input_tokens"
      case cacheCreation = "cache_creation_input_tokens"
    }
  }

  /// One model's share of a call.
  struct Share: Decodable {
    var cost: Double?

    private enum CodingKeys: String, CodingKey {
      case cost = "costUSD"
    }
  }
}
