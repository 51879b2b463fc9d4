internal import Phrases
internal import Platform
internal import SyncRepo

extension DoctorCheck {
  /// The programs and libraries that handoff needs are there.
  static let versions = DoctorCheck(
    "versions", Phrases.titleVersions(), .programs, deadline: .seconds(20), isSlow: true
  ) { examination in
    let transport = await transportOfRemote(examination)
    let versions = ProgramVersions(examination.context)
    var finding = DoctorFinding(Phrases.checkLibgit2(version: versions.libgit2))
    switch versions.libcurl {
    case .success(let text): finding.note(Phrases.checkLibcurl(version: text))
    case .failure(let reason) where transport == .http:
      finding.add(
        .failed, Phrases.checkNoLibcurl(reason: "\(reason)"),
        fix: Phrases.fixNoLibcurl(command: PackageManager.command(for: .libcurl)))
    case .failure(let reason): finding.note(Phrases.checkLibcurlUnused(reason: "\(reason)"))
    }
    for name in ["GIT_SSH_COMMAND", "GIT_SSH"] where examination.context.variable(name) != nil {
      finding.note(Phrases.checkSSHVariable(variable: name))
    }
    if let ssh = versions.ssh {
      finding.note(ssh)
    } else if transport == .ssh {
      finding.add(
        .warning, Phrases.checkNoSSH(),
        fix: Phrases.fixNoSSH(command: PackageManager.command(for: .ssh)))
    } else {
      finding.note(Phrases.checkSSHUnused())
    }
    let ssh = versions.ssh.map { text in
      String(text.prefix { $0 != " " && $0 != "," }.replacing("_", with: " "))
    }
    let curl = (try? versions.libcurl.get())?.prefix { $0 != "," && $0 != "、" }
    let all = [
      Phrases.checkLibgit2(version: versions.libgit2),
      curl.map { Phrases.checkLibcurl(version: String($0)) }, ssh,
    ]
    finding.summary = Phrases.list(all.compactMap(\.self))
    return finding
  }

  private static func transportOfRemote(
    _ examination: DoctorExamination
  ) async -> RemoteAddress.Transport? {
    if let remote = examination.remote { return RemoteAddress(remote).transport }
    return try? await examination.repo().remoteAddress().transport
  }
}

/// The search for programs, by the rule of the shell.
enum ProgramSearch {
  /// Returns the path of a program.
  ///
  /// - Parameters:
  ///   - name: A name that is looked for in `PATH`, or a path.
  ///   - context: The environment and the working folder.
  /// - Returns: The path; `nil` if there is no file that may be run.
  static func locate(_ name: String, _ context: HandoffContext) -> String? {
    if name.contains("/") {
      return (try? context.absolute(name)).flatMap { LocalFile.isExecutable($0) ? $0 : nil }
    }
    let folders = (context.variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first(where: LocalFile.isExecutable)
  }
}
