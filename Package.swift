// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target.
let common: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]
/// Targets in which every unsafe expression must be marked.
let safe: [SwiftSetting] = common + [.strictMemorySafety()]

let package = Package(
  name: "handoff",
  // Written for macOS, never built there.
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "SyncRepo", targets: ["SyncRepo"]),
    .library(name: "SnapshotStore", targets: ["SnapshotStore"]),
  ],
  dependencies: [
    // Of the program alone: whoever embeds the libraries fetches no package.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CGit2", path: "Modules/CGit2", pkgConfig: "libgit2",
      providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    // zlib is libgit2's own dependency.
    .target(
      name: "CGit2Shim", dependencies: ["CGit2"], linkerSettings: [.linkedLibrary("z")]),
    // Of the program alone: what a release leaves out of libgit2's archive.
    .target(name: "CGit2Omissions", dependencies: ["CGit2"]),
    .target(name: "CBuildStamp"),
    .target(name: "CProcesses"),
    // Headers only, no pkg-config: libcurl is loaded when it is first needed.
    .systemLibrary(
      name: "CCurl", path: "Modules/CCurl",
      providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .target(
      name: "CCurlShim", dependencies: ["CCurl"],
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "Curl", dependencies: ["CCurl", "CCurlShim", "Platform"], swiftSettings: safe),
    .target(name: "Platform", swiftSettings: safe),
    .target(name: "Processes", dependencies: ["CProcesses", "Platform"], swiftSettings: safe),
    .target(
      name: "Git2", dependencies: ["CGit2", "CGit2Shim", "Platform"], swiftSettings: common),
    .target(
      name: "SyncRepo", dependencies: ["Curl", "Git2", "Platform", "Processes"],
      swiftSettings: safe),

    .systemLibrary(
      name: "CYaml", path: "Modules/CYaml", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CSodium", path: "Modules/CSodium", pkgConfig: "libsodium",
      providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
    .target(name: "AgeFormat", dependencies: ["CSodium"], swiftSettings: safe),

    // The one list that SnapshotStore and Summarizer share.
    .target(name: "SnapshotSections", swiftSettings: safe),
    .target(
      name: "SnapshotStore",
      dependencies: ["CYaml", "Essentials", "Platform", "SnapshotSections", "SyncRepo"],
      swiftSettings: safe),

    .target(
      name: "ClaudeCode", dependencies: ["Essentials", "Phrases", "Platform"], swiftSettings: safe),
    .target(
      name: "Summarizer",
      dependencies: [
        "ClaudeCode", "Essentials", "Phrases", "Platform", "Processes", "SnapshotSections",
      ],
      swiftSettings: safe),
    .target(
      name: "TerminalUI", dependencies: ["Essentials", "Phrases", "Platform"], swiftSettings: safe),

    .target(name: "Essentials", swiftSettings: common),
    .target(name: "Phrases", dependencies: ["Platform"], swiftSettings: safe),
    .target(name: "MachineState", dependencies: ["Platform"], swiftSettings: safe),
    .target(name: "CDetach"),
    .target(
      name: "HookRelay", dependencies: ["CDetach", "MachineState", "Platform"],
      swiftSettings: safe),
    .target(
      name: "HandoffKit",
      dependencies: [
        "AgeFormat", "CBuildStamp", "ClaudeCode", "Curl", "Essentials", "Git2", "HookRelay",
        "MachineState", "Phrases", "Platform", "Processes", "SnapshotSections", "SnapshotStore",
        "Summarizer", "SyncRepo",
      ],
      swiftSettings: safe),
    .executableTarget(
      name: "handoff",
      dependencies: [
        "CGit2Omissions", "Essentials", "HandoffKit", "HookRelay", "MachineState", "Phrases",
        "Platform", "Processes", "SnapshotStore", "SyncRepo", "TerminalUI",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: safe),
    .executableTarget(
      name: "handoff-snapshot", dependencies: ["HookRelay"], swiftSettings: common),
    .executableTarget(
      name: "handoff-cleanup", dependencies: ["HookRelay"], swiftSettings: common),

    .target(
      name: "TestSupport", dependencies: ["Platform"], path: "Tests/TestSupport",
      resources: [.copy("Resources")],
      swiftSettings: common),
    .target(
      name: "SyncRepoTestSupport", dependencies: ["SyncRepo", "TestSupport"],
      path: "Tests/SyncRepoTestSupport", swiftSettings: common),
    .executableTarget(
      name: "sync-writer", dependencies: ["Git2", "SyncRepo"], path: "Tests/SyncWriter",
      swiftSettings: common),
    .testTarget(
      name: "AgeFormatTests", dependencies: ["AgeFormat", "CSodium", "TestSupport"],
      swiftSettings: common),
    .testTarget(
      name: "PhrasesTests", dependencies: ["Phrases", "Platform"], swiftSettings: common),
    .testTarget(
      name: "PlatformTests", dependencies: ["Platform", "TestSupport"], swiftSettings: common),
    .testTarget(
      name: "ProcessesTests", dependencies: ["Processes", "TestSupport"], swiftSettings: common),
    .testTarget(
      name: "HookRelayTests",
      dependencies: ["HookRelay", "MachineState", "Platform", "TestSupport"],
      swiftSettings: common),
    .testTarget(
      name: "Git2Tests", dependencies: ["Git2", "Processes", "TestSupport"], swiftSettings: common),
    .testTarget(
      name: "ClaudeCodeTests", dependencies: ["ClaudeCode", "Platform"],
      resources: [.copy("Fixtures")],
      swiftSettings: common),
    .testTarget(
      name: "SummarizerTests", dependencies: ["ClaudeCode", "Summarizer", "TestSupport"],
      resources: [.copy("Fixtures"), .copy("Sessions")], swiftSettings: common),
    .testTarget(
      name: "TerminalUITests", dependencies: ["Phrases", "Platform", "TerminalUI"],
      swiftSettings: common),
    .testTarget(
      name: "TestSupportTests", dependencies: ["TestSupport"], swiftSettings: common),
    .testTarget(
      name: "HandoffKitTests",
      dependencies: [
        "AgeFormat", "ClaudeCode", "Git2", "HandoffKit", "HookRelay", "MachineState", "Phrases",
        "Platform",
        "SnapshotStore", "Summarizer", "SyncRepo",
        "TestSupport",
      ],
      resources: [.copy("Fixtures")], swiftSettings: common),
    .testTarget(
      name: "JourneyTests",
      dependencies: ["TestSupport", "handoff", "handoff-cleanup", "handoff-snapshot"],
      resources: [.copy("Fixtures")], swiftSettings: common),
    .testTarget(
      name: "SyncRepoTests",
      dependencies: ["Git2", "SyncRepo", "SyncRepoTestSupport", "TestSupport", "sync-writer"],
      swiftSettings: common),
    .testTarget(
      name: "TransportTests",
      dependencies: [
        "Curl", "Git2", "HandoffKit", "Phrases", "Platform", "Processes", "Summarizer", "SyncRepo",
        "SyncRepoTestSupport", "TestSupport", "sync-writer",
      ],
      swiftSettings: common),
    .testTarget(
      name: "CredentialTests",
      dependencies: [
        "Git2", "Platform", "Processes", "SyncRepo", "SyncRepoTestSupport", "TestSupport",
      ],
      swiftSettings: common),
    .testTarget(
      name: "SnapshotStoreTests",
      dependencies: ["Git2", "SnapshotStore", "SyncRepo", "TestSupport"], swiftSettings: common),
  ],
  swiftLanguageModes: [.v6]
)

// Of scripts/fuzz alone: it needs a runtime that not every toolchain has.
if Context.environment["HANDOFF_FUZZING"] != nil {
  package.targets += [
    .executableTarget(
      name: "fuzzing",
      dependencies: [
        "AgeFormat", "ClaudeCode", "HandoffKit", "HookRelay", "MachineState", "SnapshotStore",
        "Summarizer", "SyncRepo",
      ],
      path: "Tests/Fuzzing", swiftSettings: common + [.unsafeFlags(["-parse-as-library"])])
  ]
}
