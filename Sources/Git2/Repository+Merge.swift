internal import CGit2

extension Repository {
  /// Merges two changed versions of a text as git does.
  ///
  /// - Parameters:
  ///   - base: The common version.
  ///   - ours: Our version.
  ///   - theirs: The other version.
  /// - Returns: The merged text, or `nil` where both changed the same lines.
  /// - Throws: `GitError` where libgit2 cannot merge at all.
  package func mergedText(
    base: [UInt8], ours: [UInt8], theirs: [UInt8]
  ) throws(GitError) -> [UInt8]? {
    GitLibrary.start()
    var result = git_merge_file_result()
    let code = Repository.withInput(base) { base in
      Repository.withInput(ours) { ours in
        Repository.withInput(theirs) { theirs in
          git_merge_file(&result, base, ours, theirs, nil)
        }
      }
    }
    try check(code)
    defer { git_merge_file_result_free(&result) }
    guard result.automergeable == 1 else { return nil }
    guard result.len > 0, let start = result.ptr else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: start, count: result.len))
  }

  private static func withInput(
    _ bytes: [UInt8], _ body: (UnsafePointer<git_merge_file_input>) -> Int32
  ) -> Int32 {
    bytes.withUnsafeBytes { raw in
      var input = git_merge_file_input()
      git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION))
      input.ptr = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
      input.size = raw.count
      return body(&input)
    }
  }
}
