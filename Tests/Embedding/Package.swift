// swift-tools-version: 6.2
import PackageDescription

// A program of somebody else: it has both libraries, and nothing else of this repository.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "embedding",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "handoff", path: "../..")],
  targets: [
    .target(
      name: "Notes",
      dependencies: [
        .product(name: "SyncRepo", package: "handoff"),
        .product(name: "SnapshotStore", package: "handoff"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "NotesTests", dependencies: ["Notes"], resources: [.copy("git_server.py")],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
