extension UInt8 {
  /// The white space of RFC 8259: space, tab, line feed, carriage return.
  var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }

  /// An ASCII digit.
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  /// The value of an ASCII hexadecimal digit, either case.
  var hexadecimalValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }
}
