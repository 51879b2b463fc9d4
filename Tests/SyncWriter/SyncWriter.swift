internal import Foundation
internal import Git2
internal import SyncRepo

/// A writer for the concurrency test: `sync-writer CLONE NAME COUNT` commits and pushes COUNT times.
@main
enum SyncWriter {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let count = Int(arguments[3]) else { exit(64) }
    GitLibrary.ignoreUserConfiguration()
    let name = arguments[2]
    let configuration = SyncConfiguration(
      fallbackIdentity: (name, "\(name)@example.org"), trailer: "Writer: \(name)",
      retry: RetryPolicy(attempts: 1_000), now: { Int64(Date().timeIntervalSince1970) },
      owns: { $0.hasPrefix("tasks/\(name)-") })
    do {
      let repo = try await SyncRepo.open(at: arguments[1], configuration: configuration)
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
