internal import ArgumentParser
internal import Phrases

struct PrivacyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "privacy", abstract: Phrases.helpPrivacy(),
    discussion: Phrases.help(examples: Phrases.examplesPrivacy()))

  @OptionGroup var output: OutputOptions
  @OptionGroup var paging: PagingOptions

  func run() async throws {
    try await Console(output).run { console in
      HelpTopic.privacy.show(console, pages: paging.pager)
    }
  }
}
