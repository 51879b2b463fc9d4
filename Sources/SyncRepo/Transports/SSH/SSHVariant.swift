/// The kinds of ssh programs that git tells apart (git-config(1), `ssh.variant`).
enum SSHVariant: Sendable, Hashable {
  /// OpenSSH: `-p` for the port, `-o` for options.
  case openSSH
  /// A program that takes a host and a command, and nothing else.
  case simple
  /// PuTTY's `plink`: `-P` for the port.
  case plink
  /// PuTTY itself: `-P` for the port.
  case putty
  /// TortoiseGit's `TortoisePlink`: as `plink`, and `-batch` or it opens windows.
  case tortoisePlink
  /// Not known: OpenSSH where the program understands `-G`, else `simple`.
  case automatic

  /// Reads `GIT_SSH_VARIANT` or `ssh.variant`; what git does not know, it takes for OpenSSH.
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

  /// Tells it by the name of the program, which may be a path.
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
