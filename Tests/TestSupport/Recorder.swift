import Synchronization

/// A list that handlers on other threads add to.
public final class Recorder<Element: Sendable>: Sendable {
  private let elements = Mutex<[Element]>([])

  /// Makes an empty list.
  public init() {}

  /// Adds an element.
  public func add(_ element: Element) { elements.withLock { $0.append(element) } }

  /// The elements, in the order in which they came.
  public var all: [Element] { elements.withLock { $0 } }
}
