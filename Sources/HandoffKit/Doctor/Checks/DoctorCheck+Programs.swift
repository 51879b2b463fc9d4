internal import Git2
internal import SyncRepo

extension DoctorCheck {
  /// The programs and libraries that handoff stands on, and what is known against them.
  static let versions = DoctorCheck(
    "versions", "Versions", .programs, deadline: 20, isSlow: true
  ) { examination in
    let transport = await transportOfRemote(examination)
    var finding = DoctorFinding("libgit2 \(GitLibrary.version)")
    lookAtCurl(transport, &finding)
    lookAtSSH(transport, examination.context, &finding)
    return finding
  }

  private static func transportOfRemote(
    _ examination: DoctorExamination
  ) async -> RemoteAddress.Transport? {
    if let remote = examination.remote { return RemoteAddress(remote).transport }
    return try? await examination.repo().remoteAddress().transport
  }

  private static func lookAtCurl(
    _ transport: RemoteAddress.Transport?, _ finding: inout DoctorFinding
  ) {
    guard let version = CurlVersion.current else {
      if transport == .http {
        finding.add(
          .failed, "libcurl is missing, which remotes over https need.",
          fix: "Install it: apt-get install libcurl4")
      } else {
        finding.note("no libcurl (only remotes over https need it)")
      }
      return
    }
    finding.note(version.words)
    // curl_multi_poll and curl_multi_wakeup.
    if version.isBelow([7, 68, 0]), transport == .http {
      finding.add(
        .failed, "libcurl \(version.number) is too old for remotes over https.",
        fix: "Update it to 7.68 or newer: apt-get install libcurl4")
    }
  }

  private static func lookAtSSH(
    _ transport: RemoteAddress.Transport?, _ context: HandoffContext,
    _ finding: inout DoctorFinding
  ) {
    for name in ["GIT_SSH_COMMAND", "GIT_SSH"] where context.variable(name) != nil {
      finding.note("\(name) is set: hooks have it only where Claude Code has it.")
    }
    guard let ssh = ProgramSearch.locate("ssh", context),
      let answer = ProgramAnswer.of([ssh, "-V"], environment: context.environment, seconds: 10)
    else {
      if transport == .ssh {
        finding.add(
          .warning, "There is no program ssh, which remotes over ssh need.",
          fix: "Install OpenSSH: apt-get install openssh-client")
      } else {
        finding.note("no ssh (only remotes over ssh need it)")
      }
      return
    }
    finding.note(answer.text)
  }
}
