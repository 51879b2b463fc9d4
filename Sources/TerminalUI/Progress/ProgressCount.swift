/// How far a phase has come.
package struct ProgressCount: Hashable, Sendable {
  /// What is counted.
  package enum Unit: Hashable, Sendable {
    /// Things: objects, files, snapshots.
    case items
    /// Bytes, shown in decimal multiples.
    case bytes
  }

  /// How much is there already.
  package var received: Int

  /// How much there will be, or nil where that is unknown.
  package var total: Int?

  /// What is counted.
  package var unit: Unit

  /// Creates a count; negative numbers count as 0, a total of 0 as unknown.
  ///
  /// - Parameters:
  ///   - received: how much is there already.
  ///   - total: how much there will be, nil if unknown.
  ///   - unit: what is counted.
  package init(received: Int, total: Int? = nil, unit: Unit = .items) {
    self.received = max(0, received)
    self.total = total.flatMap { $0 > 0 ? $0 : nil }
    self.unit = unit
  }

  /// The count in words: `45% (450/1000)`, `1.2 MB`.
  package var text: String {
    guard let total else { return amount(received) }
    // A server may announce less than it sends.
    let part = min(received, total)
    let percent = Int(Double(part) / Double(total) * 100)
    return "\(percent)% (\(amount(part))/\(amount(total)))"
  }

  private func amount(_ number: Int) -> String {
    guard unit == .bytes else { return String(number) }
    var value = Double(number)
    var suffix = "B"
    for larger in ["kB", "MB", "GB", "TB"] where value >= 1_000 {
      value /= 1_000
      suffix = larger
    }
    guard suffix != "B" else { return "\(number) B" }
    let tenths = Int(value * 10)
    return "\(tenths / 10).\(tenths % 10) \(suffix)"
  }
}
