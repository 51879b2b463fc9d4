internal import ArgumentParser

/// The command `handoff`.
@main
struct Handoff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handoff",
    abstract: "Carry a Claude Code session on from another machine.",
    discussion: """
      Every open session is kept as a small Markdown file in a private git repository of yours. \
      Any machine can list what is unfinished and carry it on.
      """,
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(
        name: "Tasks",
        subcommands: [
          ListCommand.self, ShowCommand.self, ResumeCommand.self, DoneCommand.self,
          RestoreCommand.self,
        ]),
      CommandGroup(
        name: "This machine",
        subcommands: [
          SnapshotCommand.self, SyncCommand.self, StatusCommand.self, LogCommand.self,
        ]),
      CommandGroup(
        name: "Setting up",
        subcommands: [
          InitCommand.self, InstallCommand.self, UninstallCommand.self, ConfigCommand.self,
          DoctorCommand.self,
        ]),
      CommandGroup(name: "Internal", subcommands: [WorkerCommand.self]),
    ])
}

/// The version of the programs.
enum Version {
  static let text = "0.1.0"
}
