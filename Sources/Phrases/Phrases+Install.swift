/// The texts of `init`, `install` and `uninstall`.
extension Phrases {
  package static let initCloned = Phrase("Cloned {remote} to {folder}, branch {branch}")
  package static let initAdopted = Phrase("Adopted {folder}, a clone of {remote}, branch {branch}")
  package static let initMachine = Phrase("This machine's name is {machine}")
  package static let initReadOnly = Phrase("This machine cannot push yet. {reason}")
  package static let initTasks = Phrase(
    "{n} unfinished tasks. List them: handoff list",
    one: "{n} unfinished task. List it: handoff list")

  package static let hooksRegistered = Phrase("Registered the hooks in {path}")
  package static let hooksAlreadyRegistered = Phrase("The hooks are already registered in {path}")
  package static let hooksRemoved = Phrase("Removed the hooks from {path}")
  package static let hooksNone = Phrase("There are no hooks of handoff in {path}")
  package static let skillInstalled = Phrase("Installed the skill: {path}")
  package static let skillAlreadyInstalled = Phrase("The skill is already installed: {path}")
  package static let skillRemoved = Phrase("Removed the skill: {path}")
  package static let skillNone = Phrase("The skill is not installed: {path}")
  package static let skillEdited = Phrase("The skill was edited and stays as it is: {path}")
  package static let skillLinked = Phrase("The skill is a link and stays as it is: {path}")
  package static let skillReplaceHint = Phrase(
    "Replace it, keeping a backup: handoff install --force")
  package static let skillRemoveHint = Phrase("If you no longer need it, remove it yourself.")
  package static let backup = Phrase("Backup: {path}")
  package static let notInPath = Phrase("The skill runs handoff, which is not in your PATH.")
  package static let notInPathHint = Phrase(
    "Add it in your shell's startup file: export PATH=\"{folder}:$PATH\"")
  package static let pluginTwice = Phrase(
    "The handoff plugin is enabled in Claude Code, and the settings have its hooks, too: each runs "
      + "twice.")
  package static let pluginTwiceHint = Phrase("Remove them from the settings: handoff uninstall")
  package static let pluginEnough = Phrase(
    "The handoff plugin is enabled in Claude Code and provides the hooks and the skill. Nothing "
      + "was added.")
  package static let pluginEnoughHint = Phrase(
    "To do without the plugin: /plugin uninstall handoff in a session, then handoff install")
}
