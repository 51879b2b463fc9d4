internal import Yams

/// The YAML at the head of a snapshot file.
struct FrontMatter {
  private var values: [(key: String, node: Node)] = []

  /// Reads a YAML mapping; the first of two equal keys counts.
  init(yaml: String) throws(SnapshotFormatError) {
    let node: Node?
    do {
      node = try Yams.compose(yaml: yaml)
    } catch let error as YamlError {
      throw FrontMatter.formatError(error)
    } catch {
      throw SnapshotFormatError("its front matter is not YAML")
    }
    guard let node else { return }
    guard case .mapping(let mapping) = node else {
      throw SnapshotFormatError(line: 2, "its front matter is not a list of “key: value”")
    }
    for (key, value) in mapping {
      guard let key = key.string, self.node(key) == nil else { continue }
      values.append((key, value))
    }
  }

  /// The text of a scalar value; `nil` where the key is missing, null or not a scalar.
  subscript(key: String) -> String? {
    guard let node = node(key), case .scalar(let scalar) = node, node.null == nil else {
      return nil
    }
    return scalar.string
  }

  /// The line of the file that a key stands on.
  func line(of key: String) -> Int? {
    // The mark counts within the YAML, which begins on the file's second line.
    node(key)?.mark.map { $0.line + 1 }
  }

  /// The fields with other keys, as YAML.
  func unknown(besides known: Set<String>) -> [Snapshot.UnknownField] {
    values.compactMap { key, node in
      guard !known.contains(key), let yaml = try? Yams.serialize(node: node, allowUnicode: true)
      else { return nil }
      return Snapshot.UnknownField(key: key, yaml: yaml.trimmedOfBlankLines)
    }
  }

  private func node(_ key: String) -> Node? { values.first { $0.key == key }?.node }

  private static func formatError(_ error: YamlError) -> SnapshotFormatError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      SnapshotFormatError(line: mark.line + 1, "its front matter is not YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, _):
      SnapshotFormatError(
        "its front matter has a key twice: \(duplicates.prefix(3).joined(separator: ", "))"
      )
    default: SnapshotFormatError("its front matter is not YAML")
    }
  }
}
