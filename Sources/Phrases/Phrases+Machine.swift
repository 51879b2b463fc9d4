/// The texts of `machine`, and of what other machines are asked.
extension Phrases {
  package static let helpMachine = Phrase("Say how this machine reaches your other ones.")
  package static let helpMachineMore = Phrase(
    "It is used by handoff resume --fresh alone, and kept in this machine's own config.json.")
  package static let helpMachineSSH = Phrase(
    "Set, show or remove the ssh address of another machine.")
  package static let helpMachineSSHMore = Phrase(
    "An address is a host, user@host, or an alias of ssh's configuration, in which a port belongs. "
      + "Without an address it is shown, without a machine all are.")
  package static let helpMachineName = Phrase("The machine's name, as handoff list shows it.")
  package static let helpMachineAddress = Phrase("Its address, such as desk.local.")
  package static let helpMachineRemove = Phrase("Forget the machine's address.")

  package static let machineSSHStored = Phrase(
    "{machine} is asked over ssh at {address}, in {path}")
  package static let machineSSHRemoved = Phrase("{machine} is not asked over ssh any more")
  package static let machineSSHNone = Phrase("No machine has an address for ssh.")
  package static let machineSSHOverridden = Phrase(
    "The environment variable {variable} is set, and wins.")
  package static let machineUnknown = Phrase("No address of {machine} is known here.")
  package static let machineUnknownHint = Phrase("Set it: handoff machine ssh {machine} HOST")
  package static let machineIsThis = Phrase("{machine} is this machine.")
  package static let machineNoName = Phrase("“{name}” is no name of a machine.")
  package static let machineNoNameHint = Phrase("See the names: handoff list")
  package static let machineNoAddress = Phrase("“{address}” is no address for ssh.")
  package static let machineNoAddressHint = Phrase(
    "It is a host, user@host, or a name of your ssh configuration, which can also have the port.")
  package static let machineRemoveAlone = Phrase(
    "--remove needs the name of a machine, and no address.")
  package static let machineAddressColumn = Phrase("ADDRESS")

  package static let helpResumeFresh = Phrase(
    "Ask the task's machine for its newest state first, over ssh (handoff machine ssh).")
  package static let progressAsking = Phrase("Asking {machine}")
  package static let freshNoAddress = Phrase(
    "No ssh address of {machine} is known here; this is what it pushed last.")
  package static let freshFailed = Phrase(
    "{machine} could not be asked over ssh: {reason}. This is what it pushed last.")
  package static let freshFailedHint = Phrase(
    "Try it: ssh {address} handoff snapshot --force --session {session}")
  package static let freshNoSession = Phrase(
    "{task} does not say which session it is of; this is what was pushed last.")
  package static let snapshotNotOpen = Phrase(
    "Session {session} is not known on this machine, so there is nothing to push.")
}
