internal import Git2
internal import HookRelay
internal import Phrases
internal import Platform
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
    /// The facts that could not be read, and why, as full sentences.
    var gaps: [String] = []
  }

  private let context: HandoffContext

  /// Makes an inspector.
  init(_ context: HandoffContext) { self.context = context }

  /// Looks at a folder; each fact is read by itself, and what cannot be read is missing alone.
  ///
  /// - Parameter folder: The working folder of a session; it may be gone.
  /// - Returns: What is known; only the folder's name where it is not in a repository.
  func inspect(_ folder: String) -> Findings {
    let name = folder.split(separator: "/").last.map(String.init) ?? folder
    var findings = Findings(name: name, folder: context.shortened(folder))
    let repository: Repository
    do throws(GitError) {
      repository = try Repository(containing: folder)
    } catch {
      readFiles(of: folder, error, &findings)
      return findings
    }
    let root = repository.workingFolder
    if repository.isLinkedWorktree, let root {
      let main = GitConfiguration.mainFolder(of: String(root.dropLast()))
      // A worktree is this machine's own: elsewhere the project and its branch count.
      let place = (LocalFile.resolved(folder) ?? folder) + "/"
      let within = place.hasPrefix(root) ? place.dropFirst(root.count).dropLast() : ""
      findings.folder = context.shortened(within.isEmpty ? main : "\(main)/\(within)")
    }
    take(root, try? repository.anyRemoteURL(), &findings)
    do throws(GitError) {
      findings.branch = try repository.branchName()
      findings.head = try repository.target(of: "HEAD")?.hex
    } catch {
      findings.gaps.append(Phrases.gapBranch(reason: error.message))
    }
    do throws(GitError) {
      let changed = try repository.changedFiles()
      findings.dirtyCount = changed.count
      findings.dirtyFiles = changed.prefix(40).map { "\($0.path) (\($0.change))" }
    } catch {
      let form = IndexForm(of: repository.gitFolder + "index")
      findings.gaps.append(
        Phrases.gapChanges(reason: form.map(Self.words) ?? error.message))
    }
    do throws(GitError) {
      findings.unpushed = try repository.unpushedCount()
    } catch {
      findings.gaps.append(Phrases.gapUnpushed(reason: error.message))
    }
    return findings
  }

  /// Reads what the files tell of a repository that libgit2 refuses to open.
  private func readFiles(of folder: String, _ error: GitError, _ findings: inout Findings) {
    guard error.code != .notFound, let files = RepositoryFiles(containing: folder) else { return }
    findings.branch = files.branch
    findings.head = files.head
    take(files.folder, files.remoteURL, &findings)
    let reason =
      switch (error.code == .owner, files.hasReftable) {
      case (true, _): Phrases.gapOwner()
      case (false, true): Phrases.gapReftable()
      case (false, false) where files.head?.count == 64: Phrases.gapNames()
      case (false, false): error.message
      }
    findings.gaps.append(Phrases.gapRepository(reason: reason))
  }

  private func take(_ root: String?, _ url: String?, _ findings: inout Findings) {
    if let root = root?.split(separator: "/").last { findings.name = String(root) }
    guard let url else { return }
    findings.url = ProjectAddress.withoutSecrets(url)
    findings.name = ProjectAddress.name(of: url) ?? findings.name
  }

  private static func words(_ form: IndexForm) -> String {
    switch form {
    case .split: Phrases.gapSplitIndex()
    case .sparse: Phrases.gapSparseIndex()
    case .withoutChecksum: Phrases.gapUncheckedIndex()
    }
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
