/// The texts of what was wrong with Claude Code's files, and with its answers to `claude -p`.
extension Phrases {
  package static let transcriptNone = Phrase("There is no transcript at {path}")
  package static let transcriptNoFile = Phrase(
    "The transcript path names a {kind}, not a regular file: {path}")
  package static let transcriptFileUnreadable = Phrase(
    "The transcript cannot be read ({reason}): {path}")

  package static let hookInputNone = Phrase(
    "The hook got no input. Claude Code writes one JSON object to a hook's standard input.")
  package static let hookInputLarge = Phrase(
    "The hook input has {bytes} bytes or more, but at most {limit} are read.")
  package static let hookInputCut = Phrase(
    "The hook input ends in the middle of its JSON text, after {bytes} bytes.")
  package static let hookInputNoJSON = Phrase(
    "The hook input is not JSON: the byte at offset {offset} is wrong.")
  package static let hookInputComplex = Phrase(
    "The hook input is nested too deeply or has too many values, at offset {offset}.")
  package static let hookInputNoObject = Phrase("The hook input is JSON, but not an object.")
  package static let hookInputNoText = Phrase("The hook input has no “{member}” that is a string.")
  package static let hookInputNoUUID = Phrase(
    "The “session_id” of the hook input is not a UUID, so it is not used in file names.")

  package static let settingsNoJSON = Phrase(
    "The settings are not valid JSON: line {line}, column {column}. They were not changed.")
  package static let settingsCut = Phrase(
    "The settings are not valid JSON: the text ends too early. They were not changed.")
  package static let settingsComplex = Phrase(
    "The settings are nested too deeply or have too many values. They were not changed.")
  package static let settingsType = Phrase(
    "The settings are not {expected}. They were not changed.")
  package static let settingsMemberType = Phrase(
    "“{place}” in the settings is not {expected}. The settings were not changed.")
  package static let settingsProgram = Phrase(
    "Only handoff-snapshot and handoff-cleanup can be registered as hooks, not {path}")
  package static let settingsNoFile = Phrase(
    "The settings path names a {kind}, not a regular file: {path}")
  package static let settingsLarge = Phrase("The settings have more than {limit} bytes: {path}")
  package static let settingsChanged = Phrase(
    "Another program wrote the settings just now; they were not changed. Try again: {path}")
  package static let settingsReading = Phrase("The settings cannot be read ({reason}): {path}")
  package static let settingsWriting = Phrase("The settings cannot be written ({reason}): {path}")

  package static let modelNotInstalled = Phrase("The program claude was not found.")
  package static let modelNotLoggedIn = Phrase("Claude Code is not logged in.")
  package static let modelLimited = Phrase("Claude's usage limit has been reached.")
  package static let modelOverloaded = Phrase("The Claude API is overloaded or unavailable.")
  package static let modelTimedOut = Phrase("The model did not answer within {seconds} seconds.")
  package static let modelCancelled = Phrase("The model call was cancelled.")
  package static let modelTooLong = Phrase("The conversation's digest is too long for the model.")
  package static let modelRefused = Phrase("The Claude API refused the call: {text}")
  package static let modelRefusedWithStatus = Phrase(
    "The Claude API refused the call with status {status}: {text}")
  package static let modelOldVersion = Phrase("This version of Claude Code is too old: {text}")
  package static let modelBadAnswer = Phrase("The model's answer is not a summary: {text}")
  package static let modelFaultForm = Phrase("it lacks the sections")
  package static let modelFaultRefusal = Phrase("it declines")
  package static let modelFaultEmpty = Phrase("it says nothing")
  package static let modelFaultEcho = Phrase("it repeats the instructions")
  package static let modelFaultLanguage = Phrase("it is in another language than the conversation")
  package static let modelFaultNames = Phrase("it names what the session does not know ({names})")
  package static let modelFaultLength = Phrase("it has {n} words", one: "it has {n} word")
  package static let modelNoAnswer = Phrase("nothing was printed ({ending})")
  package static let modelLongAnswer = Phrase("more than {limit} bytes were printed")
  package static let modelNotStarted = Phrase("Claude Code could not be started: {text}")
  package static let modelFolder = Phrase("The folder {folder} cannot be made.")
  package static let modelNoPath = Phrase("{name} is neither a name nor an absolute path.")
  package static let modelNoProgram = Phrase("{path} is not a program.")

  package static let modelInstallHint = Phrase("Install Claude Code, or add its folder to PATH.")
  package static let modelLoginHint = Phrase("Run claude and log in with /login.")
  package static let modelLimitedHint = Phrase(
    "Wait until the limit is reset; until then summaries are written without a model.")
  package static let modelLaterHint = Phrase("Try again later; nothing is lost.")
  package static let modelContextHint = Phrase("Choose a model with a larger context.")
  package static let modelNameHint = Phrase("Check the name of the model in the settings.")
  package static let modelRefusedHint = Phrase("Run claude -p hello to see if calls work at all.")
  package static let modelUpdateHint = Phrase("Update Claude Code with claude update.")
  package static let modelAnswerHint = Phrase("Try again, or choose another model.")
  package static let modelStartHint = Phrase(
    "Check the configured path and the permissions of the folder.")
}
