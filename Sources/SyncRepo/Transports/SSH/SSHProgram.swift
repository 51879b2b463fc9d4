/// The ssh program to run, chosen as git chooses it.
struct SSHProgram: Sendable, Hashable {
  /// The words before our own.
  let words: [String]
  /// The kind of its command line.
  let variant: SSHVariant
  /// The program without its arguments, which may hold a password.
  let name: String

  /// Chooses the program: `GIT_SSH_COMMAND` and `core.sshCommand` are lines for a shell,
  /// `GIT_SSH` is a program (git(1), git-config(1)).
  ///
  /// - Parameters:
  ///   - environment: The variables.
  ///   - command: `core.sshCommand`.
  ///   - variant: `ssh.variant`, which `GIT_SSH_VARIANT` overrides.
  init(environment: [String: String], command: String?, variant: String?) {
    func set(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    let program: String
    if let line = set(environment["GIT_SSH_COMMAND"]) ?? set(command) {
      // The last word becomes `$0`: it must not show the line, which may hold a password.
      words = ["/bin/sh", "-c", "\(line) \"$@\"", "ssh"]
      program = ShellQuoting.firstWord(line)
    } else {
      program = set(environment["GIT_SSH"]) ?? "ssh"
      words = [program]
    }
    // A line may begin with assignments of variables, passwords among them.
    name = program.contains("=") ? "GIT_SSH_COMMAND" : VisibleText.of(program)
    let setting = set(environment["GIT_SSH_VARIANT"]) ?? set(variant)
    self.variant = setting.map(SSHVariant.init(setting:)) ?? SSHVariant(program: program)
  }

  /// Returns the words that reach a server, to be followed by the command for it.
  ///
  /// - Parameters:
  ///   - address: The server.
  ///   - variant: The kind of the program's command line.
  ///   - isInteractive: True if it may ask a person.
  ///   - options: Words before the destination.
  /// - Returns: The words of the command line.
  func command(
    to address: SSHAddress, as variant: SSHVariant, isInteractive: Bool, options: [String] = []
  ) -> [String] {
    var result = words + options
    if variant == .openSSH, !isInteractive { result += ["-o", "BatchMode=yes"] }
    if variant == .tortoisePlink { result.append("-batch") }
    if let port = address.port {
      switch variant {
      case .plink, .putty, .tortoisePlink: result += ["-P", "\(port)"]
      case .openSSH, .automatic: result += ["-p", "\(port)"]
      case .simple: break
      }
    }
    return result + [address.destination]
  }
}

/// The kinds of ssh programs that git distinguishes (git-config(1), `ssh.variant`).
enum SSHVariant: Sendable, Hashable {
  /// OpenSSH: `-p` for the port, `-o` for options.
  case openSSH
  /// A program that takes a host and a command, and nothing else.
  case simple
  /// PuTTY's `plink`: `-P` for the port.
  case plink
  /// PuTTY itself: `-P` for the port.
  case putty
  /// TortoiseGit's `TortoisePlink`: like `plink`, with `-batch`, or it opens windows.
  case tortoisePlink
  /// Unknown: OpenSSH if the program understands `-G`, otherwise `simple`.
  case automatic

  /// Reads `GIT_SSH_VARIANT` or `ssh.variant`; like git, it takes an unknown word for OpenSSH.
  init(setting: String) {
    switch setting {
    case "auto": self = .automatic
    case "plink": self = .plink
    case "putty": self = .putty
    case "tortoiseplink": self = .tortoisePlink
    case "simple": self = .simple
    default: self = .openSSH
    }
  }

  /// Recognises the variant by the name of the program, which may be a path.
  init(program: String) {
    let name = program.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) }
    switch name?.lowercased() {
    case "ssh", "ssh.exe": self = .openSSH
    case "plink", "plink.exe": self = .plink
    case "tortoiseplink", "tortoiseplink.exe": self = .tortoisePlink
    default: self = .automatic
    }
  }
}
