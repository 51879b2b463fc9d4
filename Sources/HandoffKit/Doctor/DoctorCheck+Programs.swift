internal import Curl
internal import Git2
internal import Platform
internal import Processes
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
    do throws(CurlFailure) {
      let library = try CurlLibrary.shared()
      let parts =
        ["libcurl \(library.version)", library.tlsLibrary] + [library.hasHTTP2 ? "HTTP/2" : nil]
      finding.note(parts.compactMap { $0 }.joined(separator: ", "))
    } catch {
      if transport == .http {
        finding.add(
          .failed, "\(error), which remotes over https need.",
          fix: "Install or update it: apt-get install libcurl4")
      } else {
        finding.note("\(error) (only remotes over https need it)")
      }
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
      let answer = ProgramAnswer.of(
        [ssh, "-V"], environment: context.environment, within: .seconds(10))
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

/// The search for programs, by the rule of the shell.
enum ProgramSearch {
  /// Returns the path of a program.
  ///
  /// - Parameters:
  ///   - name: A name that is looked for in `PATH`, or a path.
  ///   - context: The environment and the working folder.
  /// - Returns: `nil` where there is no file that may be run.
  static func locate(_ name: String, _ context: HandoffContext) -> String? {
    if name.contains("/") {
      return (try? context.absolute(name)).flatMap { isProgram($0) ? $0 : nil }
    }
    let folders = (context.variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first(where: isProgram)
  }

  private static func isProgram(_ path: String) -> Bool {
    unsafe access(path, X_OK) == 0 && !LocalFile.isFolder(path)
  }
}
