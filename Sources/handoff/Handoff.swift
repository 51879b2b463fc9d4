internal import ArgumentParser
internal import Phrases

/// The command `handoff`.
@main
struct Handoff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handoff", abstract: Phrases.helpHandoff(), discussion: Phrases.helpHandoffMore(),
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(
        name: Phrases.helpTasks(),
        subcommands: [
          ListCommand.self, ShowCommand.self, ResumeCommand.self, DoneCommand.self,
          RestoreCommand.self,
        ]),
      CommandGroup(
        name: Phrases.helpThisMachine(),
        subcommands: [
          SnapshotCommand.self, SyncCommand.self, StatusCommand.self, LogCommand.self,
        ]),
      CommandGroup(
        name: Phrases.helpSetup(),
        subcommands: [
          InitCommand.self, InstallCommand.self, UninstallCommand.self, ConfigCommand.self,
          DoctorCommand.self,
        ]),
      CommandGroup(name: Phrases.helpInternal(), subcommands: [WorkerCommand.self]),
    ])
}

/// The version of the programs; the plugin and the changelog repeat it, and a test compares them.
enum Version {
  static let text = "0.1.0"
}
