internal import Essentials

/// A memory of the files that lists have shown, by keys: the names of their contents, and for a sealed
/// one, behind a space, what its text was judged by.
///
/// A list looks there before it reads a file, and hands over what it had to read. All of it is
/// derived: without it lists are right, and slower.
public protocol SnapshotMemory: Sendable {
  /// Returns everything that is remembered, by the keys.
  ///
  /// - Returns: The entries as they were handed over; one that is of another version, or damaged, does
  ///   no harm.
  func entries() -> [String: ArraySlice<UInt8>]

  /// Takes new entries over.
  ///
  /// - Parameters:
  ///   - new: The entries of files that had to be read.
  ///   - shown: The keys of all files of the list; what is remembered of others may be forgotten.
  func keep(_ new: [String: [UInt8]], shown: Set<String>)
}

/// The part of a file that a list shows, as a memory keeps it.
struct SnapshotEntry: Hashable {
  enum Content: Hashable {
    case header(SnapshotHeader)
    case problem(SnapshotFormatError)
  }

  let content: Content
  /// True if the file begins with front matter: others are snapshots only by their names.
  let hasFrontMatter: Bool
  /// The name of a sealed file's text; `nil` for another file.
  let textName: String?

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: Its text.
  ///   - textName: The name of the text, where the file was sealed.
  init(of bytes: [UInt8], textName: String? = nil) {
    self.textName = textName
    hasFrontMatter = FrontMatter.begins(bytes)
    do throws(SnapshotFormatError) {
      content = .header(try SnapshotHeader(parsing: bytes))
    } catch {
      content = .problem(error)
    }
  }

  /// The entry of a file that is not read.
  init(problem: SnapshotFormatError) {
    content = .problem(problem)
    hasFrontMatter = true
    textName = nil
  }
}

// MARK: - The form in a memory

extension SnapshotEntry {
  /// Changes with the table of fields and with the form of an entry.
  private static let version: UInt64 = {
    let names = SnapshotHeader.fields.map { "\($0.name) \($0.kind)" }.joined(separator: ",")
    // FNV-1a.
    return "2,\(names)".utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }()

  private enum Mark {
    static let problem: UInt8 = 0
    static let header: UInt8 = 1
    static let end: UInt8 = 255
  }

  /// The entry as bytes.
  var packed: [UInt8] {
    var writer = PackedWriter()
    writer.add(SnapshotEntry.version)
    writer.add(hasFrontMatter ? 1 : 0 as UInt8)
    writer.add(textName ?? "")
    switch content {
    case .problem(let problem):
      writer.add(Mark.problem)
      writer.add(UInt64(clamping: problem.line ?? 0))
      writer.add(problem.reason)
    case .header(let header):
      writer.add(Mark.header)
      for (index, field) in SnapshotHeader.fields.enumerated() {
        guard let value = field.value(of: header) else { continue }
        writer.add(UInt8(index))
        switch value {
        case .text(let text): writer.add(text)
        case .time(let time): writer.add(time.timeIntervalSinceReferenceDate.bitPattern)
        case .number(let number): writer.add(UInt64(bitPattern: Int64(number)))
        }
      }
      writer.add(Mark.end)
      for field in header.unknownFields {
        writer.add(field.key)
        writer.add(field.yaml)
      }
    }
    return writer.bytes
  }

  /// Reads an entry; `nil` for one of another version, or a damaged one.
  init?(packed bytes: ArraySlice<UInt8>) {
    var reader = PackedReader(bytes)
    guard reader.number() == SnapshotEntry.version, let hasFrontMatter = reader.byte(),
      let name = reader.text(), let mark = reader.byte()
    else { return nil }
    self.hasFrontMatter = hasFrontMatter != 0
    textName = name.isEmpty ? nil : name
    switch mark {
    case Mark.problem:
      guard let line = reader.number(), let reason = reader.text() else { return nil }
      content = .problem(SnapshotFormatError(line: line == 0 ? nil : Int(clamping: line), reason))
    case Mark.header:
      guard let header = SnapshotEntry.header(&reader) else { return nil }
      content = .header(header)
    default: return nil
    }
  }

  private static func header(_ reader: inout PackedReader) -> SnapshotHeader? {
    var header = SnapshotHeader(title: "", updated: .distantPast)
    header.schema = nil
    while let index = reader.byte(), index != Mark.end {
      guard SnapshotHeader.fields.indices.contains(Int(index)) else { return nil }
      let field = SnapshotHeader.fields[Int(index)]
      switch field.property {
      case .text(let path):
        guard let text = reader.text() else { return nil }
        header[keyPath: path] = text
      case .time(let path):
        guard let bits = reader.number() else { return nil }
        header[keyPath: path] = Date(timeIntervalSinceReferenceDate: Double(bitPattern: bits))
      case .number(let path):
        guard let bits = reader.number() else { return nil }
        header[keyPath: path] = Int(Int64(bitPattern: bits))
      }
    }
    while !reader.isAtEnd {
      guard let key = reader.text(), let yaml = reader.text() else { return nil }
      header.unknownFields.append(UnknownField(key: key, yaml: yaml))
    }
    return header
  }
}

/// Writes numbers and texts one behind the other.
private struct PackedWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ byte: UInt8) { bytes.append(byte) }

  mutating func add(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  /// A text is at most as long as a file may be.
  mutating func add(_ text: String) {
    let count = text.utf8.count
    for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: count >> shift)) }
    bytes.append(contentsOf: text.utf8)
  }
}

/// Reads what `PackedWriter` wrote; `nil` where it ends too early.
private struct PackedReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func byte() -> UInt8? { rest.popFirst() }

  mutating func number() -> UInt64? { take(8).map(PackedReader.number) }

  mutating func text() -> String? {
    guard let count = take(4).map(PackedReader.number) else { return nil }
    return take(Int(clamping: count)).map { String(decoding: $0, as: UTF8.self) }
  }

  private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
