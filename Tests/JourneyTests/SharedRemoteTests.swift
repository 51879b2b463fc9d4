import Foundation
import TestSupport
import Testing

@Suite("A remote that is somebody's project")
struct SharedRemoteTests {
  @Test("init refuses it, takes it with --allow-shared, and names what else is there")
  func shared() throws {
    let journey = try Journey()
    let desk = try JourneyMachine("desk", in: journey)
    try Git.run(in: journey.folder.path, "clone", "--quiet", journey.remote, "project")
    for number in 1...7 { try journey.folder.write("x", to: "project/part\(number)/x") }
    try Git.run(in: journey.folder("project"), "add", ".")
    try Git.run(in: journey.folder("project"), "commit", "--quiet", "-m", "x")
    try Git.run(in: journey.folder("project"), "push", "--quiet", "origin", "HEAD:main")
    let refused = try desk.handoff("init", "--remote", journey.remote)
    #expect(refused.status == 64 && refused.errors.contains("holds something else (part1/, part2/"))
    let taken = try desk.handoff("init", "--remote", journey.remote, "--allow-shared")
    #expect(taken.status == 0)
    #expect(taken.errors.contains("part1/, part2/, part3/, part4/, part5/ and 2 more."))
    journey.expectNoGit()
  }
}
