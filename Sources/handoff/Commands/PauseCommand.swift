internal import ArgumentParser
internal import HandoffKit
internal import Phrases

/// The sessions that `pause` and `unpause` are for.
struct PauseScopeOptions: ParsableArguments {
  @Option(help: ArgumentHelp(Phrases.helpPauseSession()))
  var session: String?

  @Flag(help: ArgumentHelp(Phrases.helpPauseProject()))
  var project = false

  @Flag(help: ArgumentHelp(Phrases.helpPauseMachine()))
  var machine = false

  func validate() throws {
    if [session != nil, project, machine].count(where: { $0 }) > 1 {
      throw ValidationError(Phrases.pauseOneOf())
    }
  }

  /// Returns the sessions; those of the project here where nothing else was typed.
  func scope(_ pauses: Pauses, _ context: HandoffContext) throws -> Pause.Scope {
    if let session { return try Pause.Scope(session: session, context) }
    return machine ? .machine : pauses.projectHere
  }
}

struct PauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: Phrases.helpPause(),
    discussion: Phrases.help(Phrases.helpPauseMore(), examples: Phrases.examplesPause()))

  @OptionGroup var scope: PauseScopeOptions

  @Option(name: .customLong("for"), help: ArgumentHelp(Phrases.helpPauseFor()))
  var length: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let length, Pause.length(length) == nil {
      throw ValidationError(Phrases.pauseNoLength(text: String(length.prefix(80))))
    }
  }

  func run() async throws {
    try await Console(output).run { console in
      let pauses = try Pauses(console.context)
      let pause = try pauses.begin(
        try scope.scope(pauses, console.context), for: length.flatMap { Pause.length($0) })
      console.success(PauseText(console).line(pause))
      console.remark(PauseText.end(pause.scope))
    }
  }
}

struct UnpauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unpause", abstract: Phrases.helpUnpause(),
    discussion: Phrases.help(Phrases.helpPauseMore(), examples: Phrases.examplesUnpause()))

  @OptionGroup var scope: PauseScopeOptions

  @OptionGroup var output: OutputOptions

  func run() async throws {
    try await Console(output).run { console in
      let pauses = try Pauses(console.context)
      let scope = try scope.scope(pauses, console.context)
      let wasPaused = try pauses.end(scope)
      let rest = pauses.current
      guard wasPaused else {
        throw HandoffError(
          .noInput, Phrases.pauseNone(name: PauseText.name(scope)),
          hint: rest.first.map { PauseText.end($0.scope) })
      }
      console.success(Phrases.pauseEnded(name: PauseText.name(scope)))
      for pause in rest { console.warn(PauseText(console).line(pause)) }
    }
  }
}
