internal import ArgumentParser
internal import Phrases

struct PrivacyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "privacy", abstract: Phrases.helpPrivacy())

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      console.print(raw: HelpTopic.privacy.page(for: console.output))
    }
  }
}
