internal import Essentials
internal import Platform

/// The system of this machine in a few words.
enum SystemName {
  /// Such as `Debian GNU/Linux 12, x86_64` or `Darwin 24.1.0, arm64`.
  ///
  /// By os-release(5), else by uname(3).
  static var current: String {
    var names = utsname()
    guard unsafe uname(&names) == 0 else { return "unknown" }
    let machine = text(&names.machine)
    let system = distribution ?? "\(text(&names.sysname)) \(text(&names.release))"
    return "\(system), \(machine)"
  }

  private static var distribution: String? {
    for path in ["/etc/os-release", "/usr/lib/os-release"] {
      guard let bytes = try? LocalFile.read(path, limit: 1 << 16) else { continue }
      var values: [Substring: String] = [:]
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        guard let equals = line.firstIndex(of: "=") else { continue }
        values[line[..<equals]] = line[line.index(after: equals)...].filter {
          $0 != "\"" && $0 != "'"
        }
      }
      guard let name = values["NAME"] else { continue }
      return [name, values["VERSION_ID"]].compactMap(\.self).joined(separator: " ")
    }
    return nil
  }

  private static func text<Field>(_ field: inout Field) -> String {
    unsafe withUnsafeBytes(of: &field) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
