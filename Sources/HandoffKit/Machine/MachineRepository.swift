package import SnapshotStore
package import SyncRepo

extension HandoffContext {
  /// How this process works with the sync repository: its clock, its environment, and whether a person
  /// may be asked.
  ///
  /// - Parameter machine: The machine's name, which its commits and files carry.
  /// - Returns: The configuration to open or clone the repository with.
  package func syncConfiguration(of machine: MachineName) -> SyncConfiguration {
    var configuration = Snapshots.configuration(
      name: "handoff", machine: machine, isInteractive: isInteractive, now: seconds)
    configuration.environment = environment
    return configuration
  }
}
