internal import Foundation
internal import Git2
internal import SyncRepo

/// A writer in a process of its own: `sync-writer CLONE NAME COUNT` commits and pushes COUNT times.
///
/// With a fourth argument, an address, the clone is made first, and the user's configuration of git
/// is read: `HOME` must be a test's own. With `SYNC_WRITER_ASKS` a person at the terminal may be asked.
@main
enum SyncWriter {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard 4...5 ~= arguments.count, let count = Int(arguments[3]) else { exit(64) }
    let address = arguments.count == 5 ? arguments[4] : nil
    if address == nil { GitLibrary.ignoreUserConfiguration() }
    let name = arguments[2]
    let configuration = SyncConfiguration(
      name: "handoff", fallbackIdentity: CommitIdentity(name: name, email: "\(name)@example.org"),
      trailer: CommitTrailer(key: "Writer", value: name),
      retry: RetryPolicy(attempts: 1_000),
      isInteractive: ProcessInfo.processInfo.environment["SYNC_WRITER_ASKS"] != nil,
      owns: { $0.hasPrefix("tasks/\(name)-") })
    do {
      let repo =
        if let address {
          try await SyncRepository.clone(
            from: address, to: arguments[1], configuration: configuration)
        } else {
          try await SyncRepository.open(at: arguments[1], configuration: configuration)
        }
      for number in 1...count {
        let change = TreeChange.write(
          path: "tasks/\(name)-\(number % 5).md", content: Array("\(name) \(number)\n".utf8))
        _ = try await repo.synchronize([change], message: "\(name) \(number)")
      }
    } catch {
      FileHandle.standardError.write(Data("\(error)\n".utf8))
      exit(1)
    }
  }
}
