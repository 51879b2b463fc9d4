/// The examples in the help of commands: what is typed is the same in any language.
extension Phrases {
  /// Returns what a command's help has below its summary.
  ///
  /// - Parameters:
  ///   - more: What there is to say.
  ///   - examples: Lines to type.
  /// - Returns: Both.
  package static func help(_ more: String? = nil, examples: String) -> String {
    [more, Phrases.helpExamples(lines: examples)].compactMap(\.self).joined(separator: "\n\n")
  }

  static let helpExamples = Phrase("For example:\n{lines}", zh: "示例\n{lines}")

  package static let examplesHandoff = Phrase(
    always: """
        handoff init
        handoff
        handoff resume login
      """)
  package static let examplesResume = Phrase(
    always: """
        handoff resume 2
        handoff resume login --fresh
        handoff resume 5a90 -- --model opus
      """)
  package static let examplesDone = Phrase(
    always: """
        handoff done 2
        handoff done 5a90 07d3
        handoff done --older-than 30d
      """)
  package static let examplesRestore = Phrase(
    always: """
        handoff restore
        handoff restore 77ab
      """)
  package static let examplesSnapshot = Phrase(
    always: """
        handoff snapshot --force
        handoff snapshot --keep --note 'ask Mia before the release'
      """)
  package static let examplesPause = Phrase(
    always: """
        handoff pause --for 2h
        handoff pause --machine
      """)
  package static let examplesUnpause = Phrase(
    always: """
        handoff unpause
        handoff unpause --machine
      """)
  package static let examplesSync = Phrase(
    always: """
        handoff sync
      """)
  package static let examplesLog = Phrase(
    always: """
        handoff log --lines 20
        handoff log --session 5a90
      """)
  package static let examplesCompact = Phrase(
    always: """
        handoff compact
      """)
  package static let examplesForget = Phrase(
    always: """
        handoff forget 5a90
        handoff forget 5a90 --history
      """)
  package static let examplesPreview = Phrase(
    always: """
        handoff preview
        handoff preview --rule 'ticket=ACME-[0-9]+' - < notes.txt
      """)
  package static let examplesInit = Phrase(
    always: """
        handoff init
        handoff init --remote git@github.com:YOU/tasks.git --machine desk
        handoff init --remote /media/stick/tasks.git --create
      """)
  package static let examplesInstall = Phrase(
    always: """
        handoff install --dry-run
        handoff install
      """)
  package static let examplesUninstall = Phrase(
    always: """
        handoff uninstall --dry-run
        handoff uninstall
      """)
  package static let examplesConfig = Phrase(
    always: """
        handoff config --origin
        handoff config set push_interval 60
      """)
  package static let examplesConfigGet = Phrase(
    always: """
        handoff config get push_interval
      """)
  package static let examplesConfigSet = Phrase(
    always: """
        handoff config set push_interval 60
      """)
  package static let examplesConfigUnset = Phrase(
    always: """
        handoff config unset push_interval
      """)
  package static let examplesConfigEdit = Phrase(
    always: """
        handoff config edit
        EDITOR='code --wait' handoff config edit
      """)
  package static let examplesMachine = Phrase(
    always: """
        handoff machine ssh
        handoff machine ssh desk ann@desk.local
        handoff machine ssh desk --remove
      """)
  package static let examplesGroup = Phrase(
    always: """
        handoff machine invite
        handoff machine list
        handoff machine remove laptop
      """)
  package static let examplesEncrypt = Phrase(
    always: """
        handoff encrypt
        handoff encrypt --passphrase
      """)
  package static let examplesDoctor = Phrase(
    always: """
        handoff doctor
        handoff doctor git@github.com:YOU/tasks.git
        handoff doctor --fix
      """)
  package static let examplesPrivacy = Phrase(
    always: """
        handoff privacy
        handoff privacy --no-pager
      """)
}
