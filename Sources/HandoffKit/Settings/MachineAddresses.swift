internal import ClaudeCode
internal import Phrases
package import SnapshotStore
package import SyncRepo

/// The addresses at which this machine reaches others by ssh, by the machines' names.
///
/// They are this person's own word, in this machine's configuration. The sync repository has none: whoever
/// may write there could choose whom this machine talks to.
package struct MachineAddresses: Sendable, Hashable {
  private var addresses: [MachineName: SSHDestination] = [:]

  /// Makes a table without any.
  package init() {}

  /// Reads `desk=desk.local studio=ann@studio`; `nil` where a part is something else.
  init?(_ text: String) {
    for part in text.split(separator: " ") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, let machine = MachineName(String(sides[0])),
        let address = SSHDestination(String(sides[1])), addresses[machine] == nil
      else { return nil }
      addresses[machine] = address
    }
  }

  /// The table as the configuration has it.
  var text: String { all.map { "\($0.machine)=\($0.address)" }.joined(separator: " ") }

  /// All of them, by the names of the machines.
  package var all: [(machine: MachineName, address: SSHDestination)] {
    addresses.map { (machine: $0.key, address: $0.value) }.sorted { $0.machine < $1.machine }
  }

  /// The address of a machine.
  package internal(set) subscript(machine: MachineName) -> SSHDestination? {
    get { addresses[machine] }
    set { addresses[machine] = newValue }
  }
}

extension ConfigurationFile {
  /// Keeps the address of a machine, or forgets it.
  ///
  /// - Parameters:
  ///   - address: The address as a person types it; `nil` takes it out of the file.
  ///   - machine: The machine.
  /// - Throws: `HandoffError` (`usage`) for an address that ssh could take for something else, or where
  ///   there is none to forget; nothing is then written.
  package func setAddress(_ address: String?, of machine: MachineName) throws {
    var settings = Settings(repo: "", file: path)
    let rows = Setting.of(\.machineSSH)
    let document = try document()
    for row in rows {
      guard let value = document[row.name], value != .null else { continue }
      do {
        try row.read(&settings, value, context)
      } catch let refusal as SettingRefusal {
        throw refusal.error(row, in: path, document)
      }
    }
    if let address {
      guard let destination = SSHDestination(address) else {
        throw HandoffError(
          .usage, Phrases.machineNoAddress(address: String(address.prefix(80))),
          hint: Phrases.machineNoAddressHint())
      }
      settings.machineSSH[machine] = destination
    } else if settings.machineSSH[machine] == nil {
      throw HandoffError(
        .noInput, Phrases.machineUnknown(machine: machine),
        hint: Phrases.machineUnknownHint(machine: machine))
    } else {
      settings.machineSSH[machine] = nil
    }
    try store(rows, of: settings.machineSSH.all.isEmpty ? nil : settings)
  }
}
