extension PrintResult {
  /// The object as it is written; a field of an unexpected type counts as missing.
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
