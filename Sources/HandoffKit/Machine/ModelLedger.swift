internal import Essentials
package import MachineState
internal import Platform

/// The ledger of model calls: two lines of JSON for each, one before and one after it.
///
/// A call that was killed has its first line, and counts.
package struct ModelLedger: Sendable {
  /// One line.
  package struct Line: Sendable, Codable, Hashable {
    /// The call that it belongs to.
    package var call: String
    /// Seconds since 1970.
    package var time: Int64
    /// `started`, `ok`, or a word for what went wrong.
    package var outcome: String
    package var session: String?
    package var model: String?
    package var inputTokens: Int?
    package var outputTokens: Int?
    package var cacheReadTokens: Int?
    package var cacheCreationTokens: Int?
    /// US dollars by the list price.
    package var costUSD: Double?
    package var seconds: Double?

    package init(call: String, time: Int64, outcome: String) {
      self.call = call
      self.time = time
      self.outcome = outcome
    }
  }

  /// The sums of the calls of a time.
  package struct Total: Sendable, Hashable {
    package var calls = 0
    /// Calls that gave no summary, those included that never came to an end.
    package var failed = 0
    package var inputTokens = 0
    package var outputTokens = 0
    package var costUSD = 0.0

    package init() {}
  }

  /// The word of a line that is written before a call.
  static let started = "started"
  /// The words for what never was a call, since no program could be started.
  static let neverStarted: Set<String> = ["not_installed", "could_not_start"]
  /// The file is cut to its newer half beyond this size.
  static let sizeLimit: Int64 = 1 << 18

  private let path: String

  package init(_ state: StateFolder) { path = state.path + "/model-calls.jsonl" }

  /// Adds a line.
  ///
  /// - Throws: `FileError` where the file cannot be written.
  func add(_ line: Line) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try LocalFile.append(Array(try encoder.encode(line)) + [0x0A], to: path)
    guard let size = LocalFile.information(path)?.size, size > Self.sizeLimit else { return }
    let bytes = try LocalFile.read(path)
    let half = bytes[(bytes.count / 2)...]
    guard let end = half.firstIndex(of: 0x0A) else { return }
    try LocalFile.write(Array(half[(end + 1)...]), to: path, durable: false)
  }

  /// The lines from a time on, oldest first; lines that cannot be read are skipped.
  ///
  /// - Parameters:
  ///   - start: Seconds since 1970.
  ///   - end: Later ones are left out: the clock was set back since.
  /// - Returns: The lines.
  package func lines(from start: Int64, to end: Int64) -> [Line] {
    guard let bytes = try? LocalFile.read(path, limit: Int(Self.sizeLimit) * 4) else { return [] }
    let decoder = JSONDecoder()
    return bytes.split(separator: 0x0A).compactMap { line in
      guard let line = try? decoder.decode(Line.self, from: Data(line)), line.time >= start,
        line.time <= end
      else { return nil }
      return line
    }
  }

  /// Sums up the calls from a time on.
  ///
  /// - Parameters:
  ///   - start: Seconds since 1970.
  ///   - end: The time now.
  /// - Returns: The sums.
  package func total(from start: Int64, to end: Int64) -> Total {
    let lines = lines(from: start, to: end)
    let starts = Self.starts(lines)
    var total = Total()
    total.calls = starts.count
    total.failed = total.calls - min(total.calls, lines.count { $0.outcome == "ok" })
    for line in lines {
      total.inputTokens += clamped(line.inputTokens) + clamped(line.cacheReadTokens)
      total.inputTokens += clamped(line.cacheCreationTokens)
      total.outputTokens += clamped(line.outputTokens)
      if let cost = line.costUSD, cost.isFinite, cost > 0 { total.costUSD += cost }
    }
    return total
  }

  /// The first lines of the calls that really were made.
  static func starts(_ lines: [Line]) -> [Line] {
    let none = Set(lines.filter { neverStarted.contains($0.outcome) }.map(\.call))
    return lines.filter { $0.outcome == started && !none.contains($0.call) }
  }

  /// A number of tokens as far as it can be one: the file may hold anything.
  private func clamped(_ tokens: Int?) -> Int { max(0, min(tokens ?? 0, 1_000_000_000)) }
}
