internal import Essentials
internal import HookRelay
internal import MachineState
internal import Phrases
internal import Platform
internal import SnapshotStore
package import Summarizer

/// The secrets that this machine keeps where programs look for them.
///
/// They are read when a text is redacted, and never stored: what is masked by a rule in those files
/// is masked wherever it occurs.
struct KnownSecrets {
  private let context: HandoffContext
  private let redactor = Redactor()

  /// The largest file that is looked at, in bytes.
  private static let limit = 262_144
  /// The files of a person, below the home folder.
  private static let files = [
    ".netrc", "_netrc", ".git-credentials", ".config/git/credentials", ".npmrc", ".yarnrc.yml",
    ".pypirc", ".pgpass", ".my.cnf", ".aws/credentials", ".docker/config.json",
    ".config/containers/auth.json", ".config/gh/hosts.yml", ".config/glab-cli/config.yml",
    ".kube/config", ".cargo/credentials.toml", ".cargo/credentials", ".gem/credentials",
    ".config/gcloud/application_default_credentials.json", ".config/gcloud/credentials.json",
    ".config/pip/pip.conf", ".pip/pip.conf", ".m2/settings.xml", ".gradle/gradle.properties",
    ".terraform.d/credentials.tfrc.json", ".config/hub", ".config/rclone/rclone.conf", ".boto",
    ".s3cfg", ".composer/auth.json", ".config/composer/auth.json", ".nuget/NuGet/NuGet.Config",
    ".config/doctl/config.yaml", ".fly/config.yml", ".databrickscfg", ".snowflake/config.toml",
  ]

  init(_ context: HandoffContext) { self.context = context }

  /// Reads the secrets that a session may have seen.
  ///
  /// - Parameters:
  ///   - folder: The session's working folder; the `.env` files from there up to the top of its
  ///     repository count.
  ///   - process: The session's process, whose environment counts while it lives; otherwise this
  ///     process's.
  ///   - names: Words that are no secrets: those of the project, the machine, the user, the host.
  /// - Returns: The values; the redactor leaves short and ordinary ones out.
  func values(folder: String?, process: ProcessIdentity?, besides names: Set<String>) -> Set<String>
  {
    var values: Set<String> = []
    for path in paths(folder) {
      guard let bytes = try? LocalFile.read(path, limit: Self.limit) else { continue }
      values.formUnion(redactor.secrets(in: String(decoding: bytes, as: UTF8.self)))
    }
    for variable in environment(of: process) { values.formUnion(redactor.secrets(in: variable)) }
    return values.subtracting(names)
  }

  private func paths(_ folder: String?) -> [String] {
    let home = (try? context.home()).map { home in Self.files.map { "\(home)/\($0)" } } ?? []
    var found: [String] = []
    var place = folder
    for _ in 0..<8 {
      guard let here = place, here.count > 1 else { break }
      for name in LocalFile.names(in: here) where Self.isSettings(name) {
        found.append("\(here)/\(name)")
      }
      if LocalFile.exists("\(here)/.git") { break }
      place = LocalFile.folder(of: here)
    }
    return home + found
  }

  /// Returns true for `.env`, `.env.local`, `.envrc`; not for a template of one.
  private static func isSettings(_ name: String) -> Bool {
    name.hasPrefix(".env")
      && ![".example", ".sample", ".template", ".dist", ".defaults"].contains { name.hasSuffix($0) }
  }

  /// The environment, `NAME=value` each.
  private func environment(of process: ProcessIdentity?) -> [String] {
    if let process, process.liveness(context.processes()) == .alive,
      let bytes = try? LocalFile.read("/proc/\(process.pid)/environ", limit: 2 << 20)
    {
      return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
    return context.environment.map { "\($0.key)=\($0.value)" }
  }
}

extension HandoffContext {
  /// Checks that secrets are masked, before anything of a session goes to a model or to the remote.
  ///
  /// - Throws: `HandoffError` if the redactor does not work; nothing may be sent or written then.
  func requireRedaction() throws {
    guard redactionWorks() else {
      throw HandoffError(
        .software, Phrases.redactionBroken(), hint: Phrases.redactionBrokenHint())
    }
  }

  /// Makes the redactor for a text that a person types.
  package func redactor(_ settings: Settings, trying rules: [RedactionRule]) -> Redactor {
    redactor(settings, folder: workingFolder, process: nil, trying: rules)
  }

  /// Makes the redactor for texts about a folder.
  ///
  /// - Parameters:
  ///   - settings: The settings, with the person's own rules.
  ///   - folder: The working folder.
  ///   - process: The session's process.
  ///   - rules: Rules that are tried out, besides those of the settings.
  /// - Returns: A redactor that knows this machine's secrets as they are now.
  func redactor(
    _ settings: Settings, folder: String?, process: ProcessIdentity?, trying rules: [RedactionRule]
  ) -> Redactor {
    var names: Set = [
      settings.machine?.rawValue ?? "", variable("USER") ?? "", variable("LOGNAME") ?? "",
    ]
    for host in [variable("HOSTNAME") ?? "", hostName()] {
      names.formUnion([host, String(host.prefix { $0 != "." })])
    }
    if let folder {
      let (root, address) = GitConfiguration.project(containing: folder)
      names.formUnion([folder, root ?? folder].map { LocalFile.name(of: $0) })
      if let project = address.flatMap({ ProjectAddress.name(of: $0) }) {
        names.insert(project)
        names.formUnion(project.split(separator: "/").map(String.init))
      }
    }
    return Redactor(
      values: KnownSecrets(self).values(
        folder: folder, process: process, besides: names),
      rules: settings.redact.rules + rules, allowed: settings.redactAllow.rules)
  }
}
