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
    case .useClone:
      if let command {
        Phrases.remedyAdoptAfter(
          advice: advice, command: command, path: typed(path, orElse: "PATH"))
      } else {
        Phrases.remedyAdopt(advice: advice, path: typed(path, orElse: "PATH"))
      }
    case .chooseFolder:
      command.map { Phrases.remedyChooseFolder(command: $0) } ?? description
    case .inspectAddress:
      Phrases.remedyExamine(advice: advice, address: typed(address, orElse: "URL"))
    case .remakeClone where address != nil: Phrases.remedyRemakeFrom(advice: advice)
    case .remakeClone: Phrases.remedyRemake(advice: advice)
    case .giveCredential: Phrases.remedyToken()
    case .synchronize: Phrases.remedySynchronize(advice: advice)
    // A lock of git's own is none of ours, and `handoff status` would not know who holds it.
    case .freeLock where path != nil: Phrases.remedyStatus()
    default: description
    }
  }

  private func typed(_ text: String?, orElse placeholder: String) -> String {
    text.map(ShellQuoting.word) ?? placeholder
  }
}
