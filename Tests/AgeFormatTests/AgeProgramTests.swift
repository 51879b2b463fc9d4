import AgeFormat
import Foundation
import TestSupport
import Testing

/// The program `age`, the reference for what ours writes and reads.
@Suite("The program age", .enabled(if: AgeProgram.isAvailable, "needs age"))
struct AgeProgramTests {
  private let age: AgeProgram

  init() throws { age = try AgeProgram() }

  @Test("It reads what ours writes", arguments: AgeFileTests.sizes, [1, 3])
  func ours(_ size: Int, _ count: Int) throws {
    let content = AgeFileTests.content(size)
    let identities = (0..<count).map { _ in AgeIdentity.generate() }
    let file = try AgeFile.encrypt(content, to: identities.map(\.recipient))
    for identity in identities { #expect(try age.decrypt(file, with: identity) == content) }
    #expect(throws: AgeProgram.Refusal.self) { try age.decrypt(file, with: .generate()) }
  }

  @Test("Ours reads what it writes", arguments: AgeFileTests.sizes, [1, 3])
  func its(_ size: Int, _ count: Int) throws {
    let content = AgeFileTests.content(size)
    let identities = (0..<count).map { _ in AgeIdentity.generate() }
    let file = try age.encrypt(content, to: identities.map(\.recipient.text))
    for identity in identities {
      #expect(try AgeFile.decrypt(file, with: [identity], limit: size) == content)
    }
  }

  @Test("Keys of the one are keys of the other")
  func keys() throws {
    let text = try age.run(["age-keygen"], [])
    let line = try #require(
      String(decoding: text, as: UTF8.self).split(separator: "\n").last { $0.hasPrefix("AGE-") })
    let identity = try AgeIdentity(String(line))
    #expect(identity.text == line)
    #expect(String(decoding: text, as: UTF8.self).contains(identity.recipient.text))
    let own = AgeIdentity.generate()
    let recipient = try age.run(["age-keygen", "-y"], Array("\(own.text)\n".utf8))
    #expect(String(decoding: recipient, as: UTF8.self) == "\(own.recipient.text)\n")
  }

  @Test("It reads rewrapped files with the old and the new key, and not with one that was left out")
  func rewrapped() throws {
    let content = AgeFileTests.content(70_000)
    let (old, new, gone) = (AgeIdentity.generate(), AgeIdentity.generate(), AgeIdentity.generate())
    let file = try age.encrypt(content, to: [gone, old].map(\.recipient.text))
    let rewrapped = try AgeFile.rewrap(file, with: [old], to: [old.recipient, new.recipient])
    #expect(try age.decrypt(rewrapped, with: old) == content)
    #expect(try age.decrypt(rewrapped, with: new) == content)
    #expect(throws: AgeProgram.Refusal.self) { try age.decrypt(rewrapped, with: gone) }
    let more = try AgeFile.add([new.recipient], to: file, with: [old])
    for identity in [old, new, gone] { #expect(try age.decrypt(more, with: identity) == content) }
  }

  @Test("Stanzas of others: a file for keys of ssh, and one of ours, is read by either")
  func foreignStanzas() throws {
    let content = AgeFileTests.content(300)
    for kind in ["ed25519", "rsa"] {
      let key = age.folder("id_\(kind)")
      _ = try age.run(["ssh-keygen", "-q", "-t", kind, "-N", "", "-C", "me@desk", "-f", key], [])
      let line = try age.folder.text("id_\(kind).pub")
        .trimmingCharacters(in: .whitespacesAndNewlines)
      let own = AgeIdentity.generate()
      let file = try age.encrypt(content, to: [line, own.recipient.text])
      #expect(try AgeFile.decrypt(file, with: [own], limit: 300) == content)
      let more = try AgeFile.add([AgeIdentity.generate().recipient], to: file, with: [own])
      #expect(try age.run(["age", "-d", "-i", key], more) == content)
      guard kind == "ed25519" else { continue }
      let recipient = try AgeRecipient(line)
      #expect(recipient.text + " me@desk" == line)
      #expect(try AgeRecipient(recipient.text) == recipient)
      let ours = try AgeFile.encrypt(content, to: [own.recipient, recipient])
      #expect(try age.run(["age", "-d", "-i", key], ours) == content)
      #expect(try AgeFile.decrypt(ours, with: [own], limit: 300) == content)
    }
  }

  @Test("Passphrases, both ways")
  func passphrases() throws {
    let content = AgeFileTests.content(1_000)
    let ours = try AgeFile.encrypt(content, passphrase: "correct horse", workFactor: 10)
    #expect(try age.inTerminal(["age", "-d"], ours, typing: ["correct horse"]) == content)
    let its = try age.inTerminal(
      ["age", "-p"], content, typing: ["correct horse", "correct horse"])
    #expect(try AgeFile.decrypt(its, passphrase: "correct horse") == content)
    #expect(throws: AgeError.wrongPassphrase) { try AgeFile.decrypt(its, passphrase: "battery") }
  }
}

/// Runs `age` in a folder of its own.
struct AgeProgram {
  /// The program did not do what it was asked to.
  struct Refusal: Error {
    let text: String
  }

  private static let path = "/usr/local/bin:/opt/homebrew/bin:/usr/bin:/bin"
  static let isAvailable = path.split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/age")
  }

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder("handoff-age") }

  func encrypt(_ content: [UInt8], to recipients: [String]) throws -> [UInt8] {
    try run(["age"] + recipients.flatMap { ["-r", $0] }, content)
  }

  func decrypt(_ file: [UInt8], with identity: AgeIdentity) throws -> [UInt8] {
    let name = "key-\(UUID().uuidString)"
    try folder.write("\(identity.text)\n", to: name)
    return try run(["age", "-d", "-i", folder(name)], file)
  }

  /// Runs a program, and returns its standard output.
  func run(_ command: [String], _ input: [UInt8]) throws -> [UInt8] {
    // What is binary goes by files.
    let output = folder("out-\(UUID().uuidString)")
    let result = try Program.run(
      "/bin/sh", ["-c", "out=$1; shift; exec \"$@\" >\"$out\"", "sh", output] + command,
      environment: ["PATH": Self.path, "HOME": folder.path], folder: folder.path,
      input: Data(input))
    guard result.status == 0 else { throw Refusal(text: result.errors) }
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: output)))
  }

  /// Runs a program that asks at its terminal.
  func inTerminal(
    _ command: [String], _ input: [UInt8], typing answers: [String]
  ) throws -> [UInt8] {
    try Data(input).write(to: URL(fileURLWithPath: folder("in")))
    let program = """
      import os, pty, sys
      out, source, *rest = sys.argv[1:]
      end = rest.index("--")
      answers, command = rest[:end], rest[end + 1:]
      child, terminal = pty.fork()
      if child == 0:
          os.execvp(command[0], command + ["-o", out, source])
      seen = b""
      while True:
          try:
              text = os.read(terminal, 1000)
          except OSError:
              break
          if not text:
              break
          seen += text
          if answers and seen.rstrip().endswith(b":"):
              os.write(terminal, answers.pop(0).encode() + b"\\n")
              seen = b""
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
      """
    let output = folder("out-\(UUID().uuidString)")
    _ = try run(["python3", "-c", program, output, folder("in")] + answers + ["--"] + command, [])
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: output)))
  }
}
