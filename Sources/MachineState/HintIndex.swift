package import Platform

/// The hints for a new session: for each project, the unfinished tasks of other machines.
///
/// Every look at the list writes it, so that a hook needs neither the network nor the clone. What is
/// in it comes from other machines: the writer bounds and cleans it, and so does the reader.
package struct HintIndex: Sendable, Hashable {
  /// The tasks of one project.
  package struct Entry: Sendable, Hashable {
    /// The project: see `ProjectKey`.
    package let key: String
    /// The number of its unfinished tasks on other machines.
    package let count: Int64
    /// The time at which the newest of them was last updated: seconds since 1970.
    package let updated: Int64
    /// The machine of the newest.
    package let machine: String
    /// Its title.
    package let title: String

    /// Makes an entry of its parts.
    package init(key: String, count: Int64, updated: Int64, machine: String, title: String) {
      self.key = key
      self.count = count
      self.updated = updated
      self.machine = machine
      self.title = title
    }
  }

  /// The age in seconds from which on a task is nothing to tell a new session of: 14 days.
  package static let oldAge: Int64 = 14 * 86_400

  let entries: [Entry]

  /// Makes an index.
  package init(_ entries: [Entry]) { self.entries = Array(entries.prefix(500)) }

  /// Writes the index, or removes it where there is nothing to tell.
  package func write(to state: StateFolder) throws(FileError) {
    if entries.isEmpty { return try LocalFile.remove(state.hints) }
    let lines = entries.map { entry in
      let texts = [entry.key, entry.machine, entry.title].map { PlainLine.make($0, limit: 400) }
      return "\(texts[0])\t\(entry.count)\t\(entry.updated)\t\(texts[1])\t\(texts[2])\n"
    }
    try LocalFile.createFolder(state.path)
    try LocalFile.update(Array(lines.joined().utf8), at: state.hints)
  }

  /// Returns the number of tasks of all projects.
  package static func count(in state: StateFolder) -> Int64 {
    guard let bytes = try? LocalFile.read(state.hints, limit: 1 << 20) else { return 0 }
    return bytes.split(separator: 0x0A).reduce(0) { sum, line in
      let parts = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard parts.count == 5, let count = Int64(String(decoding: parts[1], as: UTF8.self)),
        (1...1_000_000).contains(count)
      else { return sum }
      return sum + count
    }
  }

  /// Returns the entry of a project; `nil` where there is none.
  package static func entry(of key: String, in state: StateFolder) -> Entry? {
    guard let bytes = try? LocalFile.read(state.hints, limit: 1 << 20) else { return nil }
    let start = Array((PlainLine.make(key, limit: 400) + "\t").utf8)
    for line in bytes.split(separator: 0x0A) where line.starts(with: start) {
      let parts = String(decoding: line, as: UTF8.self)
        .split(separator: "\t", omittingEmptySubsequences: false)
      guard parts.count == 5, let count = Int64(parts[1]), let updated = Int64(parts[2]), count > 0
      else { return nil }
      return Entry(
        key: key, count: count, updated: updated, machine: String(parts[3]),
        title: String(parts[4]))
    }
    return nil
  }
}
