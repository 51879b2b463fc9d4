internal import Platform
internal import Processes

/// The host that an address means by ssh's configuration (ssh_config(5), `Host` and `HostName`).
package enum SSHAlias {
  /// Returns an address with the host's own name, user and port in place of an alias.
  ///
  /// OpenSSH is asked (`ssh -G`); it reaches nobody by that.
  ///
  /// - Parameters:
  ///   - address: Any address.
  ///   - environment: All variables of ssh, `GIT_SSH_COMMAND` among them.
  ///   - command: `core.sshCommand`.
  ///   - variant: `ssh.variant`.
  /// - Returns: The address; as it is where it is none of ssh's, its host is no alias, or ssh does not
  ///   tell.
  package static func resolved(
    _ address: String, environment: [String: String], command: String?, variant: String?
  ) -> String {
    let program = SSHProgram(environment: environment, command: command, variant: variant)
    // The host becomes a word of a command line, which `Match exec` may hand to a shell.
    guard RemoteAddress(address).transport == .ssh, let parsed = try? SSHAddress(address),
      program.variant == .openSSH,
      parsed.host.utf8.allSatisfy({ $0.isAlphanumeric || "-._:".utf8.contains($0) })
    else { return address }
    let answer = ProgramAnswer.of(
      program.command(to: parsed, as: .openSSH, isInteractive: false, options: ["-G"]),
      environment: environment, within: .seconds(2))
    guard let answer, answer.isSuccess else { return address }
    return replaced(parsed, by: SSHHostKeys.settings(answer.lines)) ?? address
  }

  /// Returns the address with what ssh says of its host; `nil` where that is nothing new.
  static func replaced(_ address: SSHAddress, by settings: [String: String]) -> String? {
    guard let host = settings["hostname"], !host.isEmpty, !host.hasPrefix("-"),
      host.lowercased() != address.host.lowercased(), !host.contains(":")
    else { return nil }
    let user = (address.user ?? settings["user"]).map { $0 + "@" } ?? ""
    let port = settings["port"].flatMap { $0 == "22" ? nil : $0 }
    guard let port else { return "\(user)\(host):\(address.path)" }
    let path = address.path.hasPrefix("/") ? address.path : "/" + address.path
    return "ssh://\(user)\(host):\(port)\(path)"
  }
}
