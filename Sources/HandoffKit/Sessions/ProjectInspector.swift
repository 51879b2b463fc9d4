internal import Git2
internal import Summarizer

/// The look at a session's working folder through libgit2, which writes nothing there.
struct ProjectInspector: Sendable {
  /// The facts that were found.
  struct Findings: Sendable, Hashable {
    /// `owner/name` from the remote's address, else the folder's name.
    var name: String
    /// The remote's address without user and password.
    var url: String?
    /// The working folder with the home folder as `~`.
    var folder: String
    var branch: String?
    var head: String?
    var dirtyFiles: [String] = []
    /// `nil` outside a repository.
    var dirtyCount: Int?
    var unpushed: Int?
  }

  private let context: HandoffContext

  /// Makes an inspector.
  init(_ context: HandoffContext) { self.context = context }

  /// Looks at a folder.
  ///
  /// - Parameter folder: The working folder of a session; it may be gone.
  /// - Returns: What is known; only the folder's name where it is not in a repository, or one that
  ///   libgit2 refuses to open.
  func inspect(_ folder: String) -> Findings {
    let name = folder.split(separator: "/").last.map(String.init) ?? folder
    var findings = Findings(name: name, folder: context.shortened(folder))
    guard let repository = try? Repository(containing: folder),
      let status = try? repository.status(namingAtMost: 40)
    else { return findings }
    findings.branch = status.branch
    findings.head = status.head?.hex
    findings.dirtyCount = status.changedCount
    findings.dirtyFiles = status.changedFiles.map { "\($0.path) (\($0.change))" }
    findings.unpushed = status.unpushed
    if let root = status.folder?.split(separator: "/").last { findings.name = String(root) }
    if let url = status.remoteURL {
      findings.url = ProjectAddress.withoutSecrets(url)
      findings.name = ProjectAddress.name(of: url) ?? findings.name
    }
    return findings
  }
}

extension ProjectInspector.Findings {
  /// The part of it that a summary tells.
  var facts: ProjectFacts {
    ProjectFacts(
      name: name, folder: folder, branch: branch, head: head, dirtyFiles: dirtyFiles,
      dirtyCount: dirtyCount, unpushed: unpushed)
  }
}
