import Essentials

/// The result object that `claude -p --output-format json` prints (versions 2.0.72 to 2.1.330).
///
/// `subtype` says `success` even for failures; only `is_error` counts.
struct PrintResult: Equatable {
  /// The answer, or the text of the failure.
  var text: String
  /// Whether the call failed.
  var isError: Bool
  /// The API's HTTP status, when it answered with an error.
  var status: Int?
  /// What the call used; the model's name is empty when it is not said.
  var usage: ModelUsage

  /// Finds the result in what was printed; gives `nil` when there is none.
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
