internal import Curl
internal import Git2
internal import Phrases
internal import Platform
internal import Processes
internal import SyncRepo

extension DoctorCheck {
  /// The programs and libraries that handoff needs are there.
  static let versions = DoctorCheck(
    "versions", Phrases.titleVersions(), .programs, deadline: .seconds(20), isSlow: true
  ) { examination in
    let transport = await transportOfRemote(examination)
    var finding = DoctorFinding(Phrases.checkLibgit2(version: GitLibrary.version))
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
    do throws(CurlFailure) {
      let library = try CurlLibrary.shared()
      let parts = [
        Phrases.checkLibcurl(version: library.version), library.tlsLibrary,
        library.hasHTTP2 ? "HTTP/2" : nil,
      ]
      finding.note(Phrases.list(parts.compactMap(\.self)))
    } catch {
      if transport == .http {
        finding.add(
          .failed, Phrases.checkNoLibcurl(reason: "\(error)"), fix: Phrases.fixNoLibcurl())
      } else {
        finding.note(Phrases.checkLibcurlUnused(reason: "\(error)"))
      }
    }
  }

  private static func lookAtSSH(
    _ transport: RemoteAddress.Transport?, _ context: HandoffContext,
    _ finding: inout DoctorFinding
  ) {
    for name in ["GIT_SSH_COMMAND", "GIT_SSH"] where context.variable(name) != nil {
      finding.note(Phrases.checkSSHVariable(variable: name))
    }
    guard let ssh = ProgramSearch.locate("ssh", context),
      let answer = ProgramAnswer.of(
        [ssh, "-V"], environment: context.environment(for: .connection), within: .seconds(10))
    else {
      if transport == .ssh {
        finding.add(.warning, Phrases.checkNoSSH(), fix: Phrases.fixNoSSH())
      } else {
        finding.note(Phrases.checkSSHUnused())
      }
      return
    }
    finding.note(answer.text)
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
