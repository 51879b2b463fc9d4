import Foundation

@testable import AgeFormat
@testable import ClaudeCode
@testable import HandoffKit
@testable import HookRelay
@testable import MachineState
@testable import SnapshotStore
@testable import Summarizer
@testable import SyncRepo

/// One reader of data that others wrote; it traps where a promise is broken.
///
/// A subject takes any bytes. That it refuses them is fine; that it crashes, hangs or writes what it does
/// not read back is a finding.
let subjects: [String: @Sendable ([UInt8]) throws -> Void] = [
  "address": { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    _ = RemoteAddress(text).description
    _ = SSHDestination(text)
    _ = try? GitAddress(text).request("git-upload-pack")
    _ = try? HTTPAddress(text)
    _ = try? SSHAddress(text)
    _ = NormalizedURL(text, allowsWildcards: true)
    _ = CredentialURL(bytes, isPartial: true)
  },
  "age": { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    _ = try? AgeRecipient(text)
    if let identity = try? AgeIdentity(text) {
      _ = try AgeIdentity(identity.text)
      _ = try? AgeFile.decrypt(bytes, with: [identity], limit: 1_000)
    }
    guard let header = try? AgeHeader(bytes) else { return }
    var again = AgeHeader.firstLine
    for stanza in header.stanzas { stanza.append(to: &again) }
    precondition(bytes.starts(with: again), "a header has two forms")
    for stanza in header.stanzas {
      _ = try? X25519Stanza(stanza)
      _ = try? ScryptStanza(stanza)
    }
  },
  "answer": { bytes in
    let parser = AnswerParser(String(decoding: bytes, as: UTF8.self))
    let summary = Summary(title: parser.title ?? "", sections: parser.sections, author: "fuzz")
    let again = AnswerParser(summary.markdown)
    precondition(again.sections.count == Section.allCases.count, "a section was swallowed")
    _ = PrintResult(output: bytes)
  },
  "credential": { bytes in
    var record = CredentialRecord(scheme: "https", host: "example.org")
    _ = record.read(bytes)
    _ = try? record.lines(protects: true)
    _ = Netrc(bytes)
  },
  "hook": { bytes in
    _ = HookScanner(RawText(bytes)).isComplete
    _ = try? HookInput.parse(bytes)
    _ = HookNote(bytes: bytes)
  },
  "ignore": { bytes in
    _ = IgnoreFile(String(decoding: bytes, as: UTF8.self), in: "/home/me/project")
  },
  "redaction": { bytes in
    let redactor = Redactor()
    let once = redactor.redact(String(decoding: bytes, as: UTF8.self))
    _ = redactor.redact(once, keeping: .both, limit: 256)
  },
  "settings": { bytes in
    guard let document = try? SettingsDocument(bytes) else { return }
    let registration = HookRegistration([
      HookRegistration.Entry(event: .stop, executable: "/opt/handoff-snapshot", timeout: 30)
    ])
    guard let installed = try? document.installing(registration) else { return }
    let again = try SettingsDocument(installed)
    precondition(again.isInstalled(registration), "what was installed is not there")
  },
  "snapshot": { bytes in
    _ = try? SnapshotHeader(parsing: bytes)
    guard let snapshot = try? Snapshot(parsing: bytes),
      let id = SnapshotID(path: "tasks/desk-5a9095d0-3924-4b4e-8cb1-7aa0c0825b3b.md")
    else { return }
    // Blank lines may go the first time; nothing else ever does.
    let once = try Snapshot(parsing: snapshot.serialized(as: id)).serialized(as: id)
    let twice = try Snapshot(parsing: once).serialized(as: id)
    precondition(once == twice, "what was written reads differently")
  },
  "transcript": { bytes in
    let path = "\(folder)/transcript.jsonl"
    try Data(bytes).write(to: URL(filePath: path))
    guard let conversation = try? TranscriptReader().read(path: path) else { return }
    let digest = Digest(conversation: conversation, project: ProjectFacts(), home: "/home/me")
    precondition(digest.text.utf8.count <= 64_000, "the digest is too large")
    _ = ExtractSummarizer().summarize(digest).markdown
  },
]

/// A folder for the files that a subject reads.
let folder = NSTemporaryDirectory() + "handoff-fuzzing-\(getpid())"

/// The subject of this run.
let subject: @Sendable ([UInt8]) throws -> Void = {
  guard let subject = subjects[ProcessInfo.processInfo.environment["HANDOFF_FUZZING"] ?? ""] else {
    fatalError("HANDOFF_FUZZING names no subject.")
  }
  try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  atexit { try? FileManager.default.removeItem(atPath: folder) }
  return subject
}()

/// Called by libFuzzer before everything else: `--subjects` lists them.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_ count: UnsafeMutableRawPointer?, _ list: UnsafeMutableRawPointer?) -> Int32
{
  if CommandLine.arguments.dropFirst().first == "--subjects" {
    print(subjects.keys.sorted().joined(separator: "\n"))
    exit(0)
  }
  return 0
}

/// Called by libFuzzer, whose `main` it is, with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func one(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  do {
    try subject(Array(UnsafeBufferPointer(start: data, count: size)))
  } catch {
    fatalError("\(error)")
  }
  return 0
}
