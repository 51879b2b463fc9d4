internal import Phrases
package import Platform

/// A `settings.json`, or another file of a person's, as it was on disk when it was read.
package struct SettingsFile: Sendable, Equatable {
  /// The largest file that is read.
  static let maximumBytes = 4 << 20

  /// The file itself: the path that was asked for, symlinks of its last component resolved, so
  /// that writing replaces the file and not the link of somebody's dotfiles.
  package let path: String
  /// Its bytes; `nil` if there is no file.
  package let bytes: [UInt8]?
  /// Its permissions; those of a new file, if there is none.
  package let permissions: UInt16

  /// Reads a file.
  ///
  /// - Parameter path: The file, or a symlink to it; it need not exist, nor a link's target.
  /// - Returns: The file's state.
  /// - Throws: ``SettingsError`` if the path names a folder or the like, or cannot be read.
  package static func read(_ path: String) throws(SettingsError) -> SettingsFile {
    let target = try during(SettingsError.unreadable) { () throws(FileError) in
      try resolvingLinks(path)
    }
    let file: TranscriptFile
    do {
      file = try TranscriptFile(path: target)
    } catch {
      switch error {
      case .notFound: return SettingsFile(path: target, bytes: nil, permissions: 0o600)
      case .notAFile(_, let kind): throw .notAFile(path: target, kind: kind)
      case .unreadable(_, let reason):
        throw .unreadable(path: target, reason: reason)
      }
    }
    guard file.size <= maximumBytes else { throw .tooLarge(path: target) }
    var bytes = [UInt8](repeating: 0, count: file.size)
    do {
      let count = try file.read(into: &bytes, 0..<file.size, at: 0)
      bytes.removeLast(file.size - count)
    } catch {
      throw .unreadable(path: target, reason: String(describing: error))
    }
    return SettingsFile(path: target, bytes: bytes, permissions: file.permissions)
  }

  /// Writes new bytes in the place of those that were read.
  ///
  /// They go to a file beside it, which then takes its name: another program sees the old text or
  /// the new one, never a part. Permissions stay; a missing folder is made. Nothing is written if
  /// the bytes are the same. Claude Code watches the file, and takes over the change in sessions
  /// that run.
  ///
  /// - Parameter newBytes: The whole new text.
  /// - Returns: The file's new state.
  /// - Throws: ``SettingsError/changedMeanwhile(path:)`` if the file is no longer what was read,
  ///   ``SettingsError/unwritable(path:reason:)`` if a step fails.
  @discardableResult
  package func write(_ newBytes: [UInt8]) throws(SettingsError) -> SettingsFile {
    guard newBytes != bytes else { return self }
    let folder = LocalFile.folder(of: path)
    if bytes == nil {
      try Self.during(SettingsError.unwritable) { () throws(FileError) in
        try LocalFile.createFolder(folder)
      }
    }
    let temporary = path + ".handoff-" + String(UInt64.random(in: .min ... .max), radix: 16)
    do throws(SettingsError) {
      try Self.during(SettingsError.unwritable) { () throws(FileError) in
        try create(temporary, newBytes)
      }
      guard try Self.read(path).bytes == bytes else {
        throw SettingsError.changedMeanwhile(path: path)
      }
      try Self.during(SettingsError.unwritable) { () throws(FileError) in
        try LocalFile.moveFile(temporary, to: path)
      }
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    Self.synchronize(folder: folder)
    return SettingsFile(path: path, bytes: newBytes, permissions: permissions)
  }

  /// Returns the file that symbolic links lead to.
  ///
  /// - Parameter path: A file, or a link to one, which need not be there.
  /// - Returns: A path that is no link.
  /// - Throws: `FileError` for links that lead in a circle.
  package static func resolvingLinks(_ path: String) throws(FileError) -> String {
    var path = path
    for _ in 0..<40 {
      guard let link = LocalFile.linkTarget(path) else { return path }
      let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
      path = link.hasPrefix("/") ? link : folder + link
    }
    throw FileError("read", path, code: ELOOP)
  }

  private func create(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    let file = try OpenFile(path, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
    try file.writeAll(bytes)
    guard fchmod(file.descriptor, mode_t(permissions)) == 0 else {
      throw FileError("set the mode of", path)
    }
    try file.flush()
  }

  /// Makes the new name durable; some file systems cannot, and the text is safe in either case.
  private static func synchronize(folder: String) {
    let file = try? OpenFile(folder, flags: O_RDONLY | O_DIRECTORY)
    try? file?.flush()
  }

  private static func during<Value>(
    _ failure: (_ path: String, _ reason: String) -> SettingsError,
    _ body: () throws(FileError) -> Value
  ) throws(SettingsError) -> Value {
    do {
      return try body()
    } catch {
      throw failure(error.path, error.reason)
    }
  }
}

/// The reason for which Claude Code's settings were left as they are.
package enum SettingsError: Error, Equatable, Sendable {
  /// The text is not JSON as Claude Code reads it; the line and column of the first wrong byte.
  case notJSON(line: Int, column: Int)
  /// The text ends inside a value.
  case cutOff
  /// The text is nested too deeply or has too many values.
  case tooComplex
  /// A value is of another type than Claude Code's schema has there; its place, such as
  /// `hooks.Stop`, or nothing for the whole text.
  case unexpectedType(place: String, expected: String)
  /// A registration names an executable that would not be recognised again later.
  case unknownExecutable(path: String)
  /// The path names something other than a regular file; what, in words.
  case notAFile(path: String, kind: String)
  /// The file has more bytes than `SettingsFile.maximumBytes`.
  case tooLarge(path: String)
  /// Another program wrote the file between reading and writing.
  case changedMeanwhile(path: String)
  /// The system refused to read; its reason, in words.
  case unreadable(path: String, reason: String)
  /// The system refused to write the file, or to make its folder; its reason, in words.
  case unwritable(path: String, reason: String)
}

extension SettingsError: CustomStringConvertible {
  /// The event and its cause, as full sentences.
  package var description: String {
    switch self {
    case .notJSON(let line, let column): Phrases.settingsNoJSON(line: line, column: column)
    case .cutOff: Phrases.settingsCut()
    case .tooComplex: Phrases.settingsComplex()
    case .unexpectedType("", let expected): Phrases.settingsType(expected: expected)
    case .unexpectedType(let place, let expected):
      Phrases.settingsMemberType(place: place, expected: expected)
    case .unknownExecutable(let path): Phrases.settingsProgram(path: path)
    case .notAFile(let path, let kind): Phrases.settingsNoFile(kind: kind, path: path)
    case .tooLarge(let path): Phrases.settingsLarge(limit: SettingsFile.maximumBytes, path: path)
    case .changedMeanwhile(let path): Phrases.settingsChanged(path: path)
    case .unreadable(let path, let reason): Phrases.settingsReading(reason: reason, path: path)
    case .unwritable(let path, let reason): Phrases.settingsWriting(reason: reason, path: path)
    }
  }
}
