internal import Git2
internal import Platform
internal import Processes

/// The settings and known keys that OpenSSH has for a server (ssh_config(5), ssh-keygen(1)).
struct SSHHostKeys: Sendable, Hashable {
  /// The known keys, as `ED25519 SHA256:…`.
  var keys: [String] = []
  /// True if unknown and changed keys are accepted (`StrictHostKeyChecking no`).
  var isCheckingOff = false
  /// The user that ssh logs in as.
  var user: String?

  /// Asks the programs; both only read.
  ///
  /// - Parameters:
  ///   - program: The ssh program; one that is not OpenSSH is not asked.
  ///   - address: The server.
  ///   - context: The programs' environment, and their cancellation.
  /// - Returns: What they say; `nil` without an answer.
  static func of(
    _ program: SSHProgram, _ address: SSHAddress, in context: NetworkContext
  ) -> SSHHostKeys? {
    guard program.variant == .openSSH else { return nil }
    func answer(_ command: [String]) -> [String]? {
      let answer = ProgramAnswer.of(
        command, environment: context.connectionEnvironment, within: .seconds(5),
        cancellation: context.cancellation)
      return answer.flatMap { $0.isSuccess ? $0.lines : nil }
    }
    let command = program.command(
      to: address, as: .openSSH, isInteractive: false, options: ["-G"])
    guard let lines = answer(command) else { return nil }
    let settings = SSHHostKeys.settings(lines)
    var found = SSHHostKeys()
    found.user = settings["user"].map { VisibleText.of($0) }
    found.isCheckingOff = ["false", "no", "off"].contains(settings["stricthostkeychecking"])
    guard let name = SSHHostKeys.name(settings) else { return found }
    let files = ["userknownhostsfile", "globalknownhostsfile"].flatMap { key in
      (settings[key] ?? "").split(separator: " ").map(String.init)
    }
    for file in files where file.hasPrefix("/") && LocalFile.kind(file) == .regular {
      for line in answer(["ssh-keygen", "-l", "-F", name, "-f", file]) ?? [] {
        guard let key = SSHHostKeys.key(line), !found.keys.contains(key) else { continue }
        found.keys.append(key)
      }
    }
    return found
  }

  /// The options that `ssh -G` prints; of several with one name, the first counts.
  static func settings(_ lines: [String]) -> [String: String] {
    var settings: [String: String] = [:]
    for line in lines {
      guard let space = line.firstIndex(of: " ") else { continue }
      let name = line[..<space].lowercased()
      settings[name] = settings[name] ?? String(line[line.index(after: space)...])
    }
    return settings
  }

  /// The name that the lists have the server under; `nil` for one that could be taken for an option.
  static func name(_ settings: [String: String]) -> String? {
    let host = settings["hostname"] ?? ""
    let port = settings["port"] ?? "22"
    let name = settings["hostkeyalias"] ?? (port == "22" ? host : "[\(host)]:\(port)")
    return name.isEmpty || name.hasPrefix("-") ? nil : name
  }

  /// The kind and fingerprint in a line such as `[h]:2222 ED25519 SHA256:… comment`.
  static func key(_ line: String) -> String? {
    guard !line.hasPrefix("#") else { return nil }
    let words = line.split(separator: " ")
    guard let position = words.firstIndex(where: { $0.hasPrefix("SHA256:") }), position > 0
    else { return nil }
    return VisibleText.of("\(words[position - 1]) \(words[position])")
  }
}
