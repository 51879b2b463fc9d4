internal import Platform
internal import Processes

/// One login for all connections to a server that are open at the same time: the first is the master of
/// those beside it (ssh_config(5), `ControlMaster`).
///
/// The socket between them is in a folder of its own that goes with the login. Where it cannot be made,
/// or a server allows one session a login (`MaxSessions 1`), OpenSSH logs in once more.
final class SSHLogin {
  /// The file that keeps the answer of `ssh -G`.
  private let memory: String
  private let name: String
  private var folder: String?

  /// Begins without a login.
  ///
  /// - Parameters:
  ///   - gitFolder: The `.git` folder, with a slash at its end.
  ///   - name: The name of the program.
  init(in gitFolder: String, name: String) {
    memory = gitFolder + name + ".ssh"
    self.name = name
  }

  deinit { end() }

  /// Removes the socket; a connection that is open goes on.
  func end() {
    guard let folder else { return }
    try? LocalFile.remove(Self.socket(in: folder))
    _ = LocalFile.removeEmptyFolder(folder)
    self.folder = nil
  }

  /// Returns the options of a connection.
  ///
  /// - Parameter context: The surroundings of the operation.
  /// - Returns: The words for OpenSSH; none where there is no place for a socket.
  func options(in context: NetworkContext) -> [String] {
    if folder == nil { folder = makeFolder(context) }
    guard let folder else { return [] }
    // A master that the person's configuration lets live on would hold our folder.
    return ["ControlMaster=auto", "ControlPath=\(Self.socket(in: folder))", "ControlPersist=no"]
      .flatMap { ["-o", $0] }
  }

  private static func socket(in folder: String) -> String { folder + "/s" }

  /// Makes a folder that a socket can be in; OpenSSH would end with an error where it cannot.
  private func makeFolder(_ context: NetworkContext) -> String? {
    for parent in [context.variable("XDG_RUNTIME_DIR"), context.variable("TMPDIR"), "/tmp"] {
      guard let parent, parent.hasPrefix("/"), !parent.utf8.contains(UInt8(ascii: "%")),
        let folder = LocalFile.makeTemporaryFolder("\(parent)/\(name)-")
      else { continue }
      // OpenSSH adds 17 characters at first, and macOS takes 103 in all.
      let path = Self.socket(in: folder)
      if path.utf8.count <= 80, LocalSocket.canListen(at: path) { return folder }
      _ = LocalFile.removeEmptyFolder(folder)
    }
    return nil
  }

  // MARK: - The outlook

  /// Returns what ssh has said of a connection, if that was said today and its configuration is the same.
  ///
  /// - Parameters:
  ///   - command: The words that ask it.
  ///   - context: The surroundings of the operation.
  /// - Returns: What it said; `nil` where it must be asked.
  func known(_ command: [String], in context: NetworkContext) -> SSHOutlook? {
    guard let bytes = LocalFile.beginning(memory) else { return nil }
    let words = String(decoding: bytes, as: UTF8.self).split { $0 == " " || $0 == "\n" }
    guard words.count == 3, words[0] == Self.key(command, context), let time = Int64(words[1]),
      (0..<86_400).contains(context.now() - time)
    else { return nil }
    return SSHOutlook(rawValue: String(words[2]))
  }

  /// Keeps what ssh has said; one that cannot be kept is asked for again.
  func keep(_ outlook: SSHOutlook, of command: [String], in context: NetworkContext) {
    let line = "\(Self.key(command, context)) \(context.now()) \(outlook.rawValue)\n"
    try? LocalFile.write(Array(line.utf8), to: memory, durable: false)
  }

  /// The command and the state of the files that decide; a line for a shell may name one.
  private static func key(_ command: [String], _ context: NetworkContext) -> String {
    let named = command.flatMap { $0.split { " '\"=".contains($0) } }.filter { $0.hasPrefix("/") }
    let files =
      [context.expanded("~/.ssh/config"), "/etc/ssh/ssh_config", "/etc/ssh/ssh_config.d"]
      + named.map(String.init)
    let states = files.map { file in
      LocalFile.resolved(file).flatMap(LocalFile.information).map { facts in
        "\(facts.modified.seconds).\(facts.modified.nanoseconds) \(facts.size)"
      } ?? "-"
    }
    return Fingerprint.of((command + states).joined(separator: "\0"))
  }
}

/// The answer of an ssh program to `-G`: how it would connect to a server.
enum SSHOutlook: String {
  /// It is not OpenSSH.
  case other
  /// It makes a connection of its own.
  case single
  /// Its configuration names a socket for connections that are shared.
  case shared

  /// Reads the answer; only OpenSSH has one.
  init(_ answer: ProgramAnswer?) {
    guard let answer, answer.isSuccess else {
      self = .other
      return
    }
    let isShared = answer.lines.contains { line in
      let words = line.lowercased().split(separator: " ")
      return words.first == "controlpath" && words.dropFirst() != ["none"]
    }
    self = isShared ? .shared : .single
  }
}
