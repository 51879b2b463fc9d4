internal import Phrases
internal import SyncRepo

extension SyncError.Remedy {
  /// The remedy for a person at the command line: with this program's command to type, where the
  /// library only says what to do.
  var phrase: String {
    switch kind {
    case .makeClone:
      Phrases.remedyInitialize(advice: advice, address: typed(address, orElse: "URL"))
    case .giveAddress:
      Phrases.remedyInitialize(advice: advice, address: typed(address, orElse: "URL"))
    case .useClone: Phrases.remedyAdopt(advice: advice, path: typed(path, orElse: "PATH"))
    case .makeRemote:
      path.map { Phrases.remedyMakeRemote(advice: advice, path: ShellQuoting.word($0)) }
        ?? Phrases.remedyInitialize(advice: advice, address: "URL")
    case .trustOwner: Phrases.remedyTrust(path: typed(path, orElse: "PATH"))
    case .chooseFolder: Phrases.remedyChooseFolder()
    case .inspectAddress:
      Phrases.remedyExamine(advice: advice, address: typed(address, orElse: "URL"))
    case .remakeClone where address != nil: Phrases.remedyRemakeFrom(advice: advice)
    // What git would do to it is another thing than what is done here.
    case .remakeClone where command != nil: Phrases.remedyRemakeInstead()
    case .remakeClone: Phrases.remedyRemake(advice: advice)
    case .giveCredential: Phrases.remedyToken()
    case .synchronize: Phrases.remedySynchronize(advice: advice)
    // A lock of git's own is none of ours, and `handoff status` would not know who holds it.
    case .freeLock where path != nil: Phrases.remedyStatus()
    default: sentence
    }
  }

  /// The advice with its command, or as a sentence; nobody is sent to a git program.
  private var sentence: String {
    guard let command else { return Phrases.remedyAdvice(advice: advice) }
    let words = command.split(separator: " ")
    guard words.first == "git" else {
      return Phrases.remedyCommand(advice: advice, command: command)
    }
    if words.contains("set-url") {
      return Phrases.remedyInitialize(advice: advice, address: "URL")
    }
    let setting = words.first { $0.first?.isLetter == true && $0.contains(".") }
    guard words.contains("config"), let setting else {
      return Phrases.remedyAdvice(advice: advice)
    }
    return Phrases.remedySetting(advice: advice, setting: setting.filter { $0 != ";" })
  }

  private func typed(_ text: String?, orElse placeholder: String) -> String {
    text.map(ShellQuoting.word) ?? placeholder
  }
}
