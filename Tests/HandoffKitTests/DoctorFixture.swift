import Foundation
import Summarizer
import SyncRepo
import TestSupport
import Testing

@testable import HandoffKit

extension KitFixture {
  /// Runs checks in this process, on a machine of the fixture.
  func examine(
    _ names: String..., machine: String = "desk", environment: [String: String] = [:],
    remote: String? = nil, access: AccessReport? = nil
  ) async throws -> [String: DoctorResult] {
    var context = context(machine, environment)
    context.workingFolder = folder(machine)
    let variables = context.environment
    context.claudeVersion = { path, _ in
      await ClaudeQuestion.version.ask(
        path, environment: variables, workingFolder: "/")
    }
    let checks = names.isEmpty ? DoctorCheck.all : try names.map { try Self.check($0) }
    let examination = DoctorExamination(context, remote: remote, access: access)
    var results: [String: DoctorResult] = [:]
    await DoctorRound(checks, of: examination).run { results[$0.name] = $0 }
    return results
  }

  /// Runs one check.
  func examine(
    _ name: String, environment: [String: String] = [:], access: AccessReport? = nil
  ) async throws -> DoctorResult {
    let results: [String: DoctorResult] = try await examine(
      name, environment: environment, remote: nil, access: access)
    return try #require(results[name])
  }

  static func check(_ name: String) throws -> DoctorCheck {
    try #require(DoctorCheck.all.first { $0.name == name })
  }

  /// Makes the folders of a machine private, as they are on a real one.
  func close(_ machine: String = "desk") { chmod(folder(machine), 0o700) }
}
