import Essentials

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// The prompt as a file without a name, for a child's standard input.
///
/// Writing to a pipe would kill this process by SIGPIPE when the child ends before it reads.
enum PromptFile {
  /// Writes a text to a new file, removes its name, and returns it opened at its beginning.
  ///
  /// - Parameters:
  ///   - text: What the child is to read.
  ///   - folder: Where the file's name exists for a moment, with mode 0600.
  /// - Returns: The open file; the caller closes it.
  /// - Throws: ``SummarizerError/couldNotStart(_:)`` when the folder cannot be written to.
  static func open(_ text: String, in folder: String) throws -> FileDescriptor {
    let path = folder + "/.prompt-" + UUID().uuidString
    let file: FileDescriptor
    do {
      file = try FileDescriptor.open(
        FilePath(path), .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: .ownerReadWrite)
    } catch {
      throw SummarizerError.couldNotStart("The folder \(folder) cannot be written to.")
    }
    do {
      try FileManager.default.removeItem(atPath: path)
      try file.writeAll(text.utf8)
      try file.seek(offset: 0, from: .start)
      return file
    } catch {
      try? file.close()
      throw SummarizerError.couldNotStart("The prompt cannot be written to \(folder).")
    }
  }
}
