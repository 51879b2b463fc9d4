internal import Essentials
internal import Git2
internal import HookRelay
internal import MachineState
internal import Platform
internal import SyncRepo

/// The projects that folders and addresses mean on this machine.
///
/// Two folders hold the same project if the addresses of their remotes have one key, after what git
/// and ssh make of them here. What was found out is kept in ``ProjectTable``, for the hooks.
struct ProjectIdentity: Sendable {
  /// A folder that holds a project.
  struct Place: Sendable, Hashable {
    /// The top folder of the working tree.
    var root: String
    /// The address of the remote as git reaches it, with the host's own name.
    var address: String
    /// The project's key.
    var key: String
  }

  private let context: HandoffContext
  private let state: StateFolder?
  private var table: ProjectTable
  private var known: ProjectTable
  /// Rows are found out anew after a day: the configuration of git and ssh may have changed.
  private static let lifetime: Int64 = 86_400

  /// Reads what is known.
  init(_ context: HandoffContext) {
    self.context = context
    state = try? context.state()
    known = state.map { ProjectTable($0) } ?? ProjectTable()
    table = known
    table.prefixes = UserConfiguration.addressPrefixes().map {
      ProjectTable.Prefix(written: $0.written, replacement: $0.replacement)
    }
  }

  /// Returns the key of a project that a snapshot names; nobody is asked for it.
  func key(of address: String) -> String { table.key(of: address) }

  /// Looks at a folder.
  ///
  /// - Parameter folder: An absolute path.
  /// - Returns: The project in it; `nil` where it is in no repository with a remote.
  mutating func place(_ folder: String) -> Place? {
    let (root, written) = GitConfiguration.project(containing: folder)
    guard let root, let written else { return nil }
    if let row = table.addresses[written], context.seconds() - row.found < Self.lifetime,
      row.found <= context.seconds()
    {
      return Place(root: root, address: row.resolved, key: row.key)
    }
    let address = reached(written, in: root)
    let key = ProjectKey.address(address)
    // One with a password goes nowhere; it is no alias either.
    if ProjectAddress.withoutSecrets(written) == written {
      table.addresses[written] = ProjectTable.Address(
        key: key, resolved: address, found: context.seconds())
    }
    return Place(root: root, address: address, key: key)
  }

  /// Keeps what was found out, for hooks and later commands.
  mutating func save() {
    guard let state, table != known else { return }
    // It is derived: where it cannot be written, hooks take the plain rule.
    try? table.write(to: state)
    known = table
  }

  /// The address that git reaches, after both configurations.
  private func reached(_ written: String, in root: String) -> String {
    var address = table.rewritten(written)
    var (command, variant) = (UserConfiguration.value("core.sshCommand"), String?.none)
    if let repository = try? Repository(containing: root) {
      address = (try? repository.rewritten(written)) ?? address
      command = (try? repository.configuration("core.sshCommand")) ?? command
      variant = try? repository.configuration("ssh.variant")
    }
    return SSHAlias.resolved(
      address, environment: context.environment(for: .connection), command: command,
      variant: variant)
  }
}
