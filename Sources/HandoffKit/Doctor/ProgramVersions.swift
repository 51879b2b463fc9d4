internal import Curl
internal import Git2
internal import Phrases
internal import Platform
internal import Processes

/// The libraries and programs that handoff works with, as they are on this machine.
package struct ProgramVersions: Sendable {
  /// The version of libgit2, which is always there.
  package let libgit2 = GitLibrary.version
  /// libcurl's version, its TLS library and whether it has HTTP/2; or the reason for which it cannot be used.
  let libcurl: Result<String, CurlFailure>
  /// The words of `ssh -V`; `nil` where no such program answers.
  package let ssh: String?

  /// Looks: loads libcurl, and starts ssh.
  package init(_ context: HandoffContext) {
    do throws(CurlFailure) {
      let library = try CurlLibrary.shared()
      let parts = [library.version, library.tlsLibrary, library.hasHTTP2 ? "HTTP/2" : nil]
      libcurl = .success(Phrases.list(parts.compactMap(\.self)))
    } catch {
      libcurl = .failure(error)
    }
    ssh = ProgramSearch.locate("ssh", context).flatMap { ssh in
      ProgramAnswer.of(
        [ssh, "-V"], environment: context.environment(for: .connection), within: .seconds(10))?.text
    }
  }

  /// The names and versions, for people, each with what it is of.
  package var rows: [(name: String, version: String)] {
    let curl =
      switch libcurl {
      case .success(let text): text
      case .failure(let failure): "\(failure)"
      }
    return [
      ("libgit2", libgit2), ("libcurl", curl), ("ssh", ssh ?? Phrases.checkSSHUnused()),
      ("system", SystemName.current),
    ]
  }
}
