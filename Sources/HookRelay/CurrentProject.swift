package import MachineState
internal import Platform

extension ProjectKey {
  /// The key of the project that a session begins in.
  ///
  /// - Parameters:
  ///   - folder: The session's working folder.
  ///   - home: The user's home folder.
  ///   - state: The folder with the table of what addresses mean here.
  /// - Returns: The key of its remote, else of the repository's top folder, else of the folder.
  package static func current(folder: String, home: String?, state: StateFolder) -> String {
    let (root, url) = GitConfiguration.project(containing: folder)
    if let url { return ProjectTable(state).key(of: url) }
    let place = root ?? folder
    guard let home, home.utf8.count > 1 else { return self.folder(place) }
    if place == home { return self.folder("~") }
    return self.folder(place.hasPrefix(home + "/") ? "~" + place.dropFirst(home.count) : place)
  }
}

/// The one thing that a hook wants to know of a git repository, read without libgit2: the address of
/// its remote.
///
/// It knows the repository's own configuration only: no includes, and no `url.*.insteadOf`, for which
/// there is `ProjectTable`.
package enum GitConfiguration {
  /// Finds the repository that a folder is in (gitrepository-layout(5)).
  ///
  /// - Parameter folder: An absolute path.
  /// - Returns: The top folder of the working tree, and the address of `origin`, else of the first
  ///   remote; `nil` where there is none.
  package static func project(containing folder: String) -> (root: String?, url: String?) {
    guard folder.utf8.first == UInt8(ascii: "/") else { return (nil, nil) }
    var place = folder
    for _ in 0..<64 {
      let entry = place == "/" ? "/.git" : place + "/.git"
      switch LocalFile.kind(entry) {
      case .folder, .symbolicLink: return (place, remote(in: entry + "/config"))
      case .regular: return (place, linked(by: entry, in: place))
      case .missing, .other: break
      }
      let parent = LocalFile.folder(of: place)
      if parent == place { break }
      place = parent
    }
    return (nil, nil)
  }

  /// Returns the main folder of a repository, for the top folder of a linked working tree of it
  /// (git-worktree(1)); any other folder is its own.
  package static func mainFolder(of root: String) -> String {
    guard LocalFile.kind(root + "/.git") == .regular, let text = line(of: root + "/.git"),
      text.hasPrefix("gitdir: ")
    else { return root }
    let own = absolute(String(text.dropFirst(8)), in: root)
    guard let common = line(of: own + "/commondir").map({ absolute($0, in: own) }),
      let folder = LocalFile.resolved(common), folder.hasSuffix("/.git")
    else { return root }
    return LocalFile.folder(of: folder)
  }

  /// The address in a linked working tree or a submodule, whose `.git` is a file.
  private static func linked(by file: String, in folder: String) -> String? {
    guard let text = line(of: file), text.hasPrefix("gitdir: ") else { return nil }
    let own = absolute(String(text.dropFirst(8)), in: folder)
    // A submodule has a configuration of its own, a linked working tree shares one.
    let shared = line(of: own + "/commondir").map { absolute($0, in: own) }
    return remote(in: (shared ?? own) + "/config")
  }

  private static func line(of file: String) -> String? {
    guard let bytes = try? LocalFile.read(file, limit: 8_192) else { return nil }
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
  }

  private static func absolute(_ path: String, in folder: String) -> String {
    path.utf8.first == UInt8(ascii: "/") ? path : folder + "/" + path
  }

  /// Reads the address out of a configuration file (git-config(1), "Syntax").
  static func remote(in file: String) -> String? {
    guard let bytes = try? LocalFile.read(file, limit: 1 << 20) else { return nil }
    var first: String?
    var section: String?
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let line = line.drop { $0 == " " || $0 == "\t" }
      if line.first == "[" {
        section = remoteName(line)
        continue
      }
      guard let section, let equals = line.firstIndex(of: "="),
        line[..<equals].lowercased().filter({ $0 != " " && $0 != "\t" }) == "url"
      else { continue }
      let value = value(line[line.index(after: equals)...])
      if value.isEmpty { continue }
      if section == "origin" { return value }
      first = first ?? value
    }
    return first
  }

  /// The name in `[remote "name"]`.
  private static func remoteName(_ line: Substring) -> String? {
    let parts = line.dropFirst().split(separator: "\"", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[0].lowercased().filter({ $0 != " " && $0 != "\t" }) == "remote"
    else { return nil }
    return String(parts[1])
  }

  /// A value without white space, quotes, and a comment behind it.
  private static func value(_ text: Substring) -> String {
    var result = ""
    var isQuoted = false
    var isEscaped = false
    for character in text.drop(while: { $0 == " " || $0 == "\t" }) {
      if isEscaped {
        result.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if !isQuoted && (character == "#" || character == ";") {
        break
      } else {
        result.append(character)
      }
    }
    while let last = result.last, last == " " || last == "\t" { result.removeLast() }
    return result
  }
}
