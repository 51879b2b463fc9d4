import Foundation
import TestSupport
import Testing

@testable import HandoffKit

@Suite("The version, and what is installed how")
struct VersionTests {
  @Test(
    "Only numbers above these are newer",
    arguments: [
      ("handoff 0.1.1", "0.1.1"), ("handoff 0.10.0", "0.10.0"), ("handoff 1.0", "1.0"),
      ("handoff 0.1.0.1", "0.1.0.1"),
    ])
  func newer(writer: String, version: String) {
    #expect(Version.newer(writer) == version)
  }

  @Test(
    "The same, older ones and what is no version are not",
    arguments: [
      "handoff 0.1.0", "handoff 0.0.9", "handoff 0.1", "tasks 9.0.0", "9.0.0", "handoff 9",
      "handoff 9.0.x", "handoff 9..0", "handoff 9.0.0\u{1B}[2J", "handoff ９.0.0", "handoff -9.0.0",
      "handoff 99999999999999999999.0", "",
    ])
  func notNewer(writer: String) {
    #expect(Version.newer(writer) == nil)
  }

  @Test("The command that installs something is that of the package manager that is there")
  func packageManagers() throws {
    let folder = try TemporaryFolder()
    func command(_ package: PackageManager.Package) -> String {
      PackageManager.command(for: package, in: [folder.path])
    }
    #expect(command(.libcurl) == "apt-get install libcurl4")
    for (manager, curl, ssh) in [
      ("brew", "brew install curl", "brew install openssh"),
      ("apk", "apk add libcurl", "apk add openssh-client"),
      ("dnf", "dnf install libcurl", "dnf install openssh-clients"),
      ("apt-get", "apt-get install libcurl4", "apt-get install openssh-client"),
    ] {
      _ = try folder.script(manager, "")
      #expect(command(.libcurl) == curl && command(.ssh) == ssh)
    }
  }
}
