internal import ArgumentParser
internal import HandoffKit
internal import SnapshotStore
internal import SyncRepo
internal import TerminalUI

struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Set this machine up: its name and the sync repository.",
    discussion: """
      The sync repository should be private and may be empty. A clone that exists already, such as \
      the one of older scripts, is adopted by --repo alone.
      """)

  @Option(help: "The address of the sync repository, as git takes it.")
  var remote: String?

  @Option(help: "This machine's name in its snapshots. (default: the host's name)")
  var machine: String?

  @Option(
    help: "Where the clone is, or shall be. (default: ~/.local/share/handoff/repo)",
    completion: .directory)
  var repo: String?

  @Flag(help: "Use a remote although anybody on the network can read it.")
  var allowPublic = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let initialization = Initialization(console.context)
      let result = try await console.progress("Cloning") { progress in
        try await initialization.run(
          remote: remote, machine: machine, repo: repo, allowsPublic: allowPublic,
          progress: progress)
      }
      let verb = result.isAdopted ? "Adopted" : "Cloned"
      let path = console.context.shortened(result.repo)
      console.success("\(verb) \(result.remote) at \(path), branch \(result.branch)")
      console.success("This machine is called \(result.machine.rawValue)")
      if let trouble = result.writeTrouble {
        console.warn("This machine may not push there yet. \(trouble.message)", hint: trouble.hint)
      }
      console.note("\(result.snapshots) unfinished tasks. See them: handoff list")
    }
  }
}
