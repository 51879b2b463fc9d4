import Foundation

/// The three files that stand for a program's standard streams.
struct ProgramStreams {
  let folder: URL
  let inputFile: String
  let outputFile: String
  let errorsFile: String

  init(input: Data) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "claude-streams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    inputFile = folder.appending(path: "input").path
    outputFile = folder.appending(path: "output").path
    errorsFile = folder.appending(path: "errors").path
    try input.write(to: URL(filePath: inputFile))
  }

  func text(_ file: String) -> String {
    let data = FileManager.default.contents(atPath: file) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }
}
