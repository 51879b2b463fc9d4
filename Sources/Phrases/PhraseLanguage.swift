package import Platform

/// The language of the texts.
package enum PhraseLanguage {
  /// The language of all texts that are asked for from here on; a task hands it on to its own.
  @TaskLocal package static var current = ReaderLanguage.ofProcess
}
