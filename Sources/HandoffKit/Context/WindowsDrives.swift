internal import Platform

/// The drives of Windows that are mounted in this distribution of WSL, and the way between the paths of
/// both sides.
///
/// Where a drive lies is read from the table of mounts (proc(5); `automount.root` of wsl.conf moves
/// them); `wslpath` would be a process for each path.
package struct WindowsDrives: Sendable {
  /// The folders of drives, by their letters in upper case.
  private let folders: [Character: String]
  /// The name of this distribution (`WSL_DISTRO_NAME`); `nil` outside of WSL.
  let distribution: String?

  /// The folder of drives that the table does not name.
  private static let usual = "/mnt/"

  /// Reads the table of mounts.
  ///
  /// - Parameters:
  ///   - mounts: The table, as `/proc/self/mounts` has it.
  ///   - distribution: The name of this distribution.
  init(mounts: String, distribution: String?) {
    var folders: [Character: String] = [:]
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ").map { Self.unescaped($0) }
      guard fields.count > 3 else { continue }
      // WSL 1 and 2: `C:\134 /mnt/c 9p …,aname=drvfs;path=C:\134;…`.
      let option = fields[3].split(whereSeparator: { $0 == "," || $0 == ";" })
        .first { $0.hasPrefix("path=") }?.dropFirst(5)
      let letter = Self.letter(of: Substring(fields[0])) ?? option.flatMap(Self.letter)
      if let letter, folders[letter] == nil { folders[letter] = fields[1] }
    }
    self.folders = folders
    self.distribution = distribution
  }

  /// Reads this system's table.
  static func current(distribution: String?) -> WindowsDrives {
    let bytes = (try? LocalFile.read("/proc/self/mounts", limit: 1 << 20)) ?? []
    return WindowsDrives(
      mounts: String(decoding: bytes, as: UTF8.self), distribution: distribution)
  }

  /// Returns whether a path is one of Windows: `C:\a`, `c:/a`, `\\?\C:\a`, `\\wsl$\Debian\home`.
  package static func isWindows(_ path: String) -> Bool {
    path.hasPrefix(#"\\"#) || drive(of: path) != nil
  }

  /// Returns the path here of one of Windows.
  ///
  /// - Parameter path: A path as Windows' programs write it.
  /// - Returns: The path; `nil` for one that is none of Windows, or leads to no drive and no folder of
  ///   this distribution.
  package func linuxPath(_ path: String) -> String? {
    let path = path.hasPrefix(#"\\?\"#) ? String(path.dropFirst(4)) : path
    if let (letter, rest) = Self.drive(of: path) {
      guard let folder = folder(of: letter) else { return nil }
      return Self.joined(folder, rest)
    }
    guard path.hasPrefix(#"\\"#) else { return nil }
    let parts = path.split { $0 == "\\" || $0 == "/" }
    guard parts.count > 1, ["wsl$", "wsl.localhost"].contains(parts[0].lowercased()),
      parts[1].lowercased() == distribution?.lowercased()
    else { return nil }
    return "/" + parts.dropFirst(2).joined(separator: "/")
  }

  /// Returns a path as it is here, where that is known; else as it was.
  func here(_ path: String) -> String { linuxPath(path) ?? path }

  /// Returns the path of Windows that one here has.
  ///
  /// - Parameter path: An absolute path of this distribution.
  /// - Returns: The path with backslashes; `nil` where it is on none of Windows' drives.
  package func windowsPath(_ path: String) -> String? {
    let mount = folders.filter { path == $0.value || path.hasPrefix($0.value + "/") }
      .max { $0.value.utf8.count < $1.value.utf8.count }
    if let (letter, folder) = mount {
      return Self.windows(letter, path.dropFirst(folder.utf8.count))
    }
    guard path.hasPrefix(Self.usual), let letter = path.dropFirst(Self.usual.utf8.count).first,
      folder(of: letter.uppercased().first ?? letter) != nil
    else { return nil }
    let rest = path.dropFirst(Self.usual.utf8.count + 1)
    return rest.isEmpty || rest.hasPrefix("/") ? Self.windows(letter, rest) : nil
  }

  private func folder(of letter: Character) -> String? {
    if let folder = folders[letter] { return folder }
    let usual = Self.usual + letter.lowercased()
    return LocalFile.isFolder(usual) ? usual : nil
  }

  private static func windows(_ letter: Character, _ rest: Substring) -> String {
    let parts = rest.split(separator: "/")
    return letter.uppercased() + #":\"# + parts.joined(separator: #"\"#)
  }

  private static func joined(_ folder: String, _ rest: Substring) -> String {
    let parts = rest.split { $0 == "\\" || $0 == "/" }
    return ([folder == "/" ? "" : folder] + parts.map(String.init)).joined(separator: "/")
  }

  /// The letter that a path begins with, in upper case, and what is behind its colon.
  private static func drive(of path: String) -> (letter: Character, rest: Substring)? {
    let rest = path.dropFirst(2)
    guard let first = path.first, first.isASCII, first.isLetter, path.dropFirst().first == ":",
      let separator = rest.first, separator == "\\" || separator == "/"
    else { return nil }
    return (first.uppercased().first ?? first, rest)
  }

  /// The letter of a drive alone: `C:` or `C:\`.
  private static func letter(of source: Substring) -> Character? {
    guard let first = source.first, first.isASCII, first.isLetter,
      [":", #":\"#, ":/"].contains(source.dropFirst())
    else { return nil }
    return first.uppercased().first
  }

  /// Returns a field of the table, in which blanks and backslashes are octal numbers (proc(5)).
  private static func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), digits.count == 3,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
