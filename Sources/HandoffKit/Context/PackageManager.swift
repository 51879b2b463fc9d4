internal import Platform

/// The package manager of this system, for the commands that remedies name.
enum PackageManager: String, CaseIterable {
  case apt = "apt-get"
  case dnf, apk, pacman, zypper, brew

  /// Something that handoff may miss.
  enum Package {
    case libcurl, ssh
  }

  /// Returns the command that installs something here.
  ///
  /// - Parameters:
  ///   - package: The thing that is missing.
  ///   - folders: The folders in which package managers are looked for.
  /// - Returns: The command; that of Debian where no package manager is known.
  static func command(
    for package: Package,
    in folders: [String] = ["/usr/bin", "/bin", "/sbin", "/opt/homebrew/bin", "/usr/local/bin"]
  ) -> String {
    let found = allCases.first { manager in
      folders.contains { LocalFile.isExecutable("\($0)/\(manager.rawValue)") }
    }
    let manager = found ?? .apt
    return [manager.rawValue, manager.verb, manager.name(of: package)].joined(separator: " ")
  }

  private var verb: String {
    switch self {
    case .apt, .dnf, .zypper, .brew: "install"
    case .apk: "add"
    case .pacman: "-S"
    }
  }

  private func name(of package: Package) -> String {
    switch (package, self) {
    case (.libcurl, .apt), (.libcurl, .zypper): "libcurl4"
    case (.libcurl, .dnf), (.libcurl, .apk): "libcurl"
    case (.libcurl, .pacman), (.libcurl, .brew): "curl"
    case (.ssh, .apt), (.ssh, .apk): "openssh-client"
    case (.ssh, .dnf): "openssh-clients"
    case (.ssh, .zypper), (.ssh, .pacman), (.ssh, .brew): "openssh"
    }
  }
}
