internal import Processes

/// The interpretation of a failed ssh.
///
/// ssh has one status for all failures of its own (255) and passes on that of the command on the
/// server; everything else is text. OpenSSH is not translated, so its words can be looked for, here and
/// nowhere else; without a match the failure is `other`, with those words. Nothing is retried because
/// of them.
enum SSHDiagnosis {
  /// Finds the reason.
  ///
  /// - Parameters:
  ///   - end: The end of the program.
  ///   - lines: Its words on standard error.
  /// - Returns: The reason, with its words.
  static func failure(_ end: ProgramEnd, _ lines: [String]) -> ConnectionFailure {
    let text = lines.joined(separator: "\n").lowercased()
    return ConnectionFailure(reason(end, text), message(end, lines))
  }

  private static func reason(_ end: ProgramEnd, _ text: String) -> ConnectionFailure.Reason {
    func found(_ signs: [(String, ConnectionFailure.Reason)]) -> ConnectionFailure.Reason? {
      signs.first { text.contains($0.0) }?.1
    }
    switch end {
    case .exited(255): return found(signsOfClient) ?? .connectionLost
    case .exited(126), .exited(127):
      // A shell's status: of the server's if it names git's program, otherwise of one here.
      return text.contains("git-upload-pack") || text.contains("git-receive-pack")
        ? .other : .programMissing
    case .exited(0): return .connectionLost
    case .exited: return found(signsOfServer) ?? .other
    case .signalled: return .connectionLost
    }
  }

  /// OpenSSH's own words, in the order in which they decide.
  private static let signsOfClient: [(String, ConnectionFailure.Reason)] = [
    ("remote host identification has changed", .hostKeyChanged),
    ("revoked host key", .hostKeyRevoked),
    ("host key verification failed", .hostKeyUnknown),
    ("could not resolve hostname", .nameNotFound),
    ("too many authentication failures", .tooManyKeys),
    ("permission denied (", .authenticationFailed),
    ("connection refused", .refused),
    ("no route to host", .refused),
    ("network is unreachable", .refused),
    ("timed out", .timedOut),
    ("bad configuration option", .other),
    ("can't open user config file", .other),
  ]

  /// The words of git and of the large hosting services, after the connection was made.
  private static let signsOfServer: [(String, ConnectionFailure.Reason)] = [
    ("does not appear to be a git repository", .repositoryMissing),
    ("repository not found", .repositoryMissing),
    ("could not be found", .repositoryMissing),
    ("read only", .notAllowed),
    ("read-only", .notAllowed),
    ("not allowed", .notAllowed),
    ("not authorized", .notAllowed),
    ("permission denied", .notAllowed),
    ("access denied", .notAllowed),
    ("denied to ", .notAllowed),
  ]

  /// Returns the last lines that say something.
  private static func message(_ end: ProgramEnd, _ lines: [String]) -> String {
    let telling = lines.filter { line in
      !line.hasPrefix("@@@") && !line.hasPrefix("debug") && !line.hasPrefix("Warning: Permanently")
    }
    let text = telling.suffix(4).joined(separator: " / ").prefix(600)
    if !text.isEmpty { return String(text.hasSuffix(".") ? text.dropLast() : text) }
    switch end {
    case .exited(0): return "ssh ended without an answer"
    case .exited(let status): return "ssh ended with status \(status)"
    case .signalled(let signal): return "ssh was ended by signal \(signal)"
    }
  }
}
