package import Platform

/// The projects that addresses mean on this machine, where the plain rule of ``ProjectKey`` cannot tell.
///
/// git may rewrite an address (`url.<base>.insteadOf`), and its host may be a name of ssh's
/// configuration alone. Worker and commands, which can ask git's configuration and ssh, keep the
/// table; a hook only looks there. It is derived: rows that cannot be read are left out.
package struct ProjectTable: Sendable, Hashable {
  /// A row of an address that stands in a project here.
  package struct Address: Sendable, Hashable {
    /// The project: see ``ProjectKey``.
    package let key: String
    /// The address that git reaches, with the host's own name.
    package let resolved: String
    /// The time at which that was found out: seconds since 1970.
    package let found: Int64

    /// Makes a row of its parts.
    package init(key: String, resolved: String, found: Int64) {
      self.key = key
      self.resolved = resolved
      self.found = found
    }
  }

  /// The rows of addresses, by the address as it is written.
  package var addresses: [String: Address] = [:]
  /// The beginnings of addresses that git replaces by others, in the order of its configuration.
  package var prefixes: [Prefix] = []

  /// A beginning of addresses, and what git puts in its place.
  package struct Prefix: Sendable, Hashable {
    package let written: String
    package let replacement: String

    /// Makes a row of its parts.
    package init(written: String, replacement: String) {
      self.written = written
      self.replacement = replacement
    }
  }

  private static let maximumRows = 300
  private static let maximumBytes = 256 << 10

  /// Makes an empty table.
  package init() {}

  /// Reads the table of a machine; one that is not there is empty.
  package init(_ state: StateFolder) {
    guard let bytes = try? LocalFile.read(state.projects, limit: Self.maximumBytes) else { return }
    for line in bytes.split(separator: 0x0A) {
      let fields = String(decoding: line, as: UTF8.self)
        .split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      switch fields.first {
      case "address" where fields.count == 5:
        addresses[fields[1]] = Address(
          key: fields[2], resolved: fields[3], found: Int64(fields[4]) ?? 0)
      case "prefix" where fields.count == 3:
        prefixes.append(Prefix(written: fields[1], replacement: fields[2]))
      default: continue
      }
    }
  }

  /// Returns the key of a project.
  ///
  /// - Parameter address: The address of its remote, as it is written.
  /// - Returns: What the table says, else what the plain rule makes of it.
  package func key(of address: String) -> String {
    addresses[address]?.key ?? ProjectKey.address(rewritten(address))
  }

  /// Returns an address with the longest of the beginnings that fit replaced (git-config(1),
  /// `url.<base>.insteadOf`).
  package func rewritten(_ address: String) -> String {
    var best: Prefix?
    for prefix in prefixes where address.utf8.starts(with: prefix.written.utf8) {
      if prefix.written.utf8.count > best?.written.utf8.count ?? 0 { best = prefix }
    }
    guard let best else { return address }
    let rest = address.utf8.dropFirst(best.written.utf8.count)
    return best.replacement + String(decoding: rest, as: UTF8.self)
  }

  /// Writes the table, if it has changed; the rows found last stay where there are too many.
  package func write(to state: StateFolder) throws(FileError) {
    var lines = prefixes.prefix(Self.maximumRows).map { ["prefix", $0.written, $0.replacement] }
    let newest = addresses.sorted { ($0.value.found, $0.key) > ($1.value.found, $1.key) }
    lines += newest.prefix(Self.maximumRows).map { written, row in
      ["address", written, row.key, row.resolved, "\(row.found)"]
    }
    let text = lines.filter { $0.allSatisfy(Self.isPlain) }
      .map { $0.joined(separator: "\t") + "\n" }.joined()
    if text.isEmpty && !LocalFile.exists(state.projects) { return }
    try LocalFile.createFolder(state.path)
    try LocalFile.update(Array(text.utf8), at: state.projects)
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.count <= 2_000 && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
  }
}
