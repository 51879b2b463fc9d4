// The settings: what each one is for, what is wrong with a value, and where it comes from.
extension Phrases {
  // Code stands between backticks, which the terminal leaves out.
  package static let purposeOfMachine = Phrase("this machine's name in the names of its snapshots")
  package static let purposeOfRepo = Phrase("the clone of the sync repository")
  package static let purposeOfSummarizer = Phrase(
    "who writes summaries: `auto` (a model where `claude` is found), `claude`, `extract` (no model)"
  )
  package static let purposeOfModel = Phrase("the model that `claude -p` is asked for")
  package static let purposeOfClaude = Phrase("the Claude Code program")
  package static let purposeOfSnapshotInterval = Phrase(
    "seconds between two model summaries of a session")
  package static let purposeOfPushInterval = Phrase("seconds between two pushes of this machine")
  package static let purposeOfQuietPush = Phrase(
    "seconds without a hook after which an answer is pushed within that time, too; `0`: never")
  package static let purposeOfGracePeriod = Phrase(
    "seconds to wait after a closed terminal, in case the machine is shutting down")
  package static let purposeOfSummaryTimeout = Phrase("seconds that a model summary may take")
  package static let purposeOfIncludePrintSessions = Phrase(
    "whether `claude -p` sessions get snapshots, too")
  package static let purposeOfMaxSummariesPerHour = Phrase(
    "the most model summaries in an hour, all sessions together")
  package static let purposeOfMaxSummariesPerDay = Phrase(
    "the most model summaries in a day, all sessions together")
  package static let purposeOfExclude = Phrase(
    "folders (`~/clients/**`) and remotes (`github.com/acme/*`) whose sessions leave no trace")
  package static let purposeOfInclude = Phrase(
    "exceptions from `exclude`, the more specific pattern wins; without `exclude`, the only places whose "
      + "sessions are kept")
  package static let defaultOfPlaces = Phrase("none")
  package static let purposeOfSessionHint = Phrase(
    "whether a new session gets one line about unfinished tasks of its project on other machines")
  package static let purposeOfProjectRoots = Phrase(
    "folders in which `handoff resume` looks for projects, two levels deep: `~/src:~/work`")
  package static let defaultOfProjectRoots = Phrase("none")
  package static let purposeOfPublicRemote = Phrase(
    "the remote that may be one that anybody can read; set by `handoff init --allow-public`")
  package static let purposeOfMachineSSH = Phrase(
    "ssh addresses for `handoff resume --fresh`: `desk=desk.local studio=ann@studio`; set them by "
      + "`handoff machine ssh`")

  package static let defaultOfMachineSSH = Phrase("none")
  package static let purposeOfPassEnvironment = Phrase(
    "more variables that `claude -p`, ssh and credential helpers get: `MY_CA CORP_*`; never "
      + "handoff's own")
  package static let defaultOfPassEnvironment = Phrase("none")
  package static let purposeOfRedact = Phrase(
    "rules of your own for what is masked, `name=pattern` each; tried with `handoff preview --rule`"
  )
  package static let purposeOfRedactAllow = Phrase(
    "patterns of values that look like secrets and are none: they are left as they are")
  package static let defaultOfRules = Phrase("none")
  package static let settingIsRules = Phrase(
    "{name} is a list of rules, such as [“ticket=ACME-[0-9]+”], whose patterns are regular "
      + "expressions that never fit an empty text, not {value}.")
  package static let defaultOfMachine = Phrase("the host's name at `init`")

  package static let settingIsText = Phrase("{name} is a text, not {value}.")
  package static let settingIsSeconds = Phrase("{name} is a number of seconds, not {value}.")
  package static let settingIsCount = Phrase("{name} is a whole number, not {value}.")
  package static let settingIsSwitch = Phrase("{name} is true or false, not {value}.")
  package static let settingIsChoice = Phrase("{name} is one of {choices}, not {value}.")
  package static let settingIsMachineName = Phrase(
    "{name} is made of letters, digits, “.”, “_” and “-”, at most 63 of them; {value} is not.")
  package static let settingIsAddresses = Phrase(
    "{name} has names of machines with addresses for ssh, such as “desk=desk.local”, not {value}.")

  package static let settingIsVariables = Phrase(
    "{name} has names of variables, where “CORP_*” means all that begin with “CORP_”, not {value}.")
  package static let settingIsPlaces = Phrase(
    "{name} is a list of folders and remotes, such as [“~/clients/**”, “github.com/acme/*”], not "
      + "{value}.")
  package static let settingPlace = Phrase("{name} has the pattern “{pattern}”, but {reason}.")
  package static let placeIsEmpty = Phrase("a pattern has at least one character")
  package static let placeIsRelative = Phrase(
    "a folder begins with “/” or “~/”, and a remote with its host, as in “github.com/acme/*”")
  package static let placeHasStars = Phrase("“**” stands alone between two slashes")
  package static let placeHasDots = Phrase("“..” leads out of the place")

  package static let setByFlag = Phrase("It is set by {flag}.")
  package static let setByVariable = Phrase("It is set by the environment variable {variable}.")
  package static let setInFile = Phrase(
    "It is set in {path}, line {line}. Set it again: handoff config set {name} VALUE")

  package static let originFlag = Phrase("flag ({flag})")
  package static let originEnvironment = Phrase("environment ({variable})")
  package static let originFile = Phrase("file ({path})")
  package static let originDefault = Phrase("default")

  package static let unknownSetting = Phrase("There is no setting “{name}”.")
  package static let seeSettings = Phrase("See all settings: handoff config")
  package static let settingStored = Phrase("{name} is now {value}, in {path}")
  package static let settingRemoved = Phrase("{name} is {value} again, its default")
  package static let settingOverridden = Phrase(
    "The environment variable {variable} is set, and wins: {name} is {value} here.")

  package static let configurationNotJSON = Phrase(
    "{path} is not valid JSON: line {line}, column {column}.")
  package static let configurationCutOff = Phrase("{path} is not valid JSON: it ends too early.")
  package static let configurationTooComplex = Phrase("{path} has too many values.")
  package static let configurationNotAnObject = Phrase("{path} is not a JSON object.")
  package static let fixInEditor = Phrase("Fix it in an editor: {path}")
  package static let configurationNotWritten = Phrase(
    "{path} does not have what was written to it.")

  package static let configAbstract = Phrase(
    "Show the settings and where each one comes from, or change one.")
  package static let configDiscussion = Phrase(
    "The settings are kept in config.json; HANDOFF_<SETTING> in the environment wins.")
  package static let configShowAbstract = Phrase("Show all settings.")
  package static let configSetAbstract = Phrase("Set a setting in config.json.")
  package static let configUnsetAbstract = Phrase(
    "Take a setting out of config.json, so that its default holds.")
  package static let configOriginHelp = Phrase("Show where each value comes from.")
  package static let configNameHelp = Phrase("The setting's name.")
  package static let configValueHelp = Phrase("Its new value.")
  package static let settingColumn = Phrase("SETTING")
  package static let valueColumn = Phrase("VALUE")
  package static let originColumn = Phrase("ORIGIN")
  package static let purposeColumn = Phrase("PURPOSE")

  package static let notSetUp = Phrase("handoff is not set up on this machine.")
  package static let runInit = Phrase("Run: handoff init --remote URL")
}
