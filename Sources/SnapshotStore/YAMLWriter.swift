internal import CYaml

/// Writes YAML by libyaml.
enum YAMLWriter {
  /// Returns a text as a scalar on one line, quoted where it would be read as something else.
  ///
  /// - Parameter text: A text without line ends and control characters.
  /// - Returns: The scalar.
  static func scalar(_ text: String) -> String {
    let style: YAMLScalar.Style = PlainScalar.type(of: text) == .text ? .any : .singleQuoted
    let node = YAMLNode.scalar(YAMLScalar(text: text, tag: nil, style: style, line: 0))
    guard let yaml = self.text(of: node, width: -1) else { return "''" }
    return yaml.trimmedOfBlankLines.replacing("\n...", with: "")
  }

  /// Returns a node, one line for each of its parts, lines broken near 80 columns; `nil` where it
  /// cannot be written.
  static func value(_ node: YAMLNode) -> String? {
    text(of: node, width: 0).map { $0.trimmedOfBlankLines }
  }

  private static func text(of node: YAMLNode, width: Int32) -> String? {
    var capacity = 4_096
    while capacity <= 64 << 20 {
      switch write(node, width: width, capacity: capacity) {
      case .written(let text): return text
      case .failed: return nil
      case .isFull: capacity *= 8
      }
    }
    return nil
  }

  private enum Outcome {
    case written(String)
    case isFull
    case failed
  }

  private static func write(_ node: YAMLNode, width: Int32, capacity: Int) -> Outcome {
    let emitter = UnsafeMutablePointer<yaml_emitter_t>.allocate(capacity: 1)
    defer { unsafe emitter.deallocate() }
    guard unsafe yaml_emitter_initialize(emitter) == 1 else { return .failed }
    defer { unsafe yaml_emitter_delete(emitter) }
    var outcome = Outcome.failed
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, length in
      // libyaml keeps the address of the length until the emitter goes.
      unsafe withUnsafeMutablePointer(to: &length) { length in
        unsafe yaml_emitter_set_output_string(emitter, buffer.baseAddress, capacity, length)
        unsafe yaml_emitter_set_encoding(emitter, YAML_UTF8_ENCODING)
        unsafe yaml_emitter_set_width(emitter, width)
        unsafe yaml_emitter_set_unicode(emitter, 1)
        if unsafe emitDocument(node, to: emitter) {
          outcome = .written("")
        } else if unsafe emitter.pointee.error == YAML_WRITER_ERROR {
          outcome = .isFull
        }
      }
    }
    if case .written = outcome { return .written(String(decoding: bytes, as: UTF8.self)) }
    return outcome
  }

  private static func emitDocument(
    _ node: YAMLNode, to emitter: UnsafeMutablePointer<yaml_emitter_t>
  ) -> Bool {
    unsafe emit(emitter) { unsafe yaml_stream_start_event_initialize($0, YAML_UTF8_ENCODING) }
      && emit(emitter) { unsafe yaml_document_start_event_initialize($0, nil, nil, nil, 1) }
      && emitNode(node, to: emitter)
      && emit(emitter) { unsafe yaml_document_end_event_initialize($0, 1) }
      && emit(emitter) { unsafe yaml_stream_end_event_initialize($0) }
  }

  private static func emitNode(
    _ node: YAMLNode, to emitter: UnsafeMutablePointer<yaml_emitter_t>
  ) -> Bool {
    switch node {
    case .scalar(let scalar): unsafe emit(scalar, to: emitter)
    case .sequence(let nodes, let collection):
      unsafe emit(emitter) { event in
        unsafe yaml_sequence_start_event_initialize(
          event, nil, bytes(of: collection.tag), collection.tag == nil ? 1 : 0,
          YAML_ANY_SEQUENCE_STYLE)
      } && nodes.allSatisfy { unsafe emitNode($0, to: emitter) }
        && emit(emitter) { unsafe yaml_sequence_end_event_initialize($0) }
    case .mapping(let pairs, let collection):
      unsafe emit(emitter) { event in
        unsafe yaml_mapping_start_event_initialize(
          event, nil, bytes(of: collection.tag), collection.tag == nil ? 1 : 0,
          YAML_ANY_MAPPING_STYLE)
      }
        && pairs.allSatisfy {
          unsafe emitNode($0.key, to: emitter) && emitNode($0.value, to: emitter)
        }
        && emit(emitter) { unsafe yaml_mapping_end_event_initialize($0) }
    }
  }

  /// Returns a text as C has it; `nil` for no text.
  private static func bytes(of text: String?) -> [UInt8]? { text.map { Array($0.utf8) + [0] } }

  /// Emits a scalar; its type is left for the reader to find again.
  private static func emit(
    _ scalar: YAMLScalar, to emitter: UnsafeMutablePointer<yaml_emitter_t>
  ) -> Bool {
    unsafe emit(emitter) { event in
      // The zero is not part of it: libyaml takes no text without an address.
      let text = Array(scalar.text.utf8) + [0]
      let style = yaml_scalar_style_t(rawValue: scalar.style.rawValue)
      return unsafe yaml_scalar_event_initialize(
        event, nil, nil, text, Int32(text.count - 1), 1, 1, style)
    }
  }

  /// Makes an event and emits it; libyaml frees it whatever happens.
  private static func emit(
    _ emitter: UnsafeMutablePointer<yaml_emitter_t>,
    _ make: (UnsafeMutablePointer<yaml_event_t>) -> Int32
  ) -> Bool {
    var event = unsafe yaml_event_t()
    return unsafe make(&event) == 1 && yaml_emitter_emit(emitter, &event) == 1
  }
}
