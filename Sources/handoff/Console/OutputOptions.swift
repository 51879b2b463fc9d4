internal import ArgumentParser
internal import TerminalUI

/// The options of commands that show something.
struct OutputOptions: ParsableArguments {
  @Option(help: "Use colour: auto, always or never.")
  var color: ColorChoice = .auto
}

/// The options of commands that read something.
struct ReadingOptions: ParsableArguments {
  @OptionGroup var output: OutputOptions

  @Flag(help: "Print JSON for programs instead of text for people.")
  var json = false
}

extension ColorChoice: ExpressibleByArgument {}
