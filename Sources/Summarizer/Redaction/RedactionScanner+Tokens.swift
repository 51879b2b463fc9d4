internal import Platform

/// Tokens that are recognised by their form, wherever they are.
extension RedactionScanner {
  /// Returns a provider's token that starts at `index`.
  func token(at index: Int) -> RedactionMatch? {
    for format in TokenFormat.byFirstByte[Int(text[index])] {
      if let end = format.end(in: text, from: index) {
        return RedactionMatch(secret: index..<end, kind: format.kind)
      }
    }
    return webToken(at: index) ?? telegramToken(at: index) ?? azureSecret(at: index)
      ?? webhook(at: index)
  }

  /// Returns a JSON web token (RFC 7519): base64url parts between full stops; also one that was cut
  /// off.
  private func webToken(at index: Int) -> RedactionMatch? {
    guard hasPrefix("eyJ", at: index) else { return nil }
    let header = skip(from: index, limit: .max / 2, while: \.isToken)
    guard header - index >= 12, header + 1 < text.count, text[header] == UInt8(ascii: ".") else {
      // Base64 of JSON this long, with no full stop: the rest of the token was cut off.
      return header - index >= 120 ? RedactionMatch(secret: index..<header, kind: "jwt") : nil
    }
    let payload = skip(from: header + 1, limit: .max / 2, while: \.isToken)
    guard payload - header > 8 else { return nil }
    var end = payload
    // Three parts signed, five parts encrypted.
    for _ in 0..<3 where end < text.count && text[end] == UInt8(ascii: ".") {
      let part = skip(from: end + 1, limit: .max / 2, while: \.isToken)
      guard part > end + 1 else { break }
      end = part
    }
    return RedactionMatch(secret: index..<end, kind: "jwt")
  }

  /// Returns a Telegram bot's token: eight to ten digits, a colon, 35 characters; also after
  /// `/bot`.
  func telegramToken(at index: Int) -> RedactionMatch? {
    guard text[index].isDigit, index == 0 || !text[index - 1].isDigit else { return nil }
    let colon = skip(from: index, limit: 12, while: \.isDigit)
    guard (8...11).contains(colon - index), colon < text.count, text[colon] == UInt8(ascii: ":")
    else { return nil }
    let end = skip(from: colon + 1, limit: 48, while: \.isToken)
    guard (34...36).contains(end - colon - 1) else { return nil }
    return RedactionMatch(secret: index..<end, kind: "telegram-token")
  }

  /// Returns a client secret of Microsoft Entra: three characters, a digit, `Q~`, 31 to 34
  /// characters.
  private func azureSecret(at index: Int) -> RedactionMatch? {
    guard index + 6 < text.count, text[index + 3].isDigit, hasPrefix("Q~", at: index + 4) else {
      return nil
    }
    let end = skip(from: index + 6, limit: 48) { $0.isName || $0 == UInt8(ascii: "~") }
    guard (31...40).contains(end - index - 6) else { return nil }
    return RedactionMatch(secret: index..<end, kind: "azure-secret")
  }

  /// Returns the secret part of a Slack or Discord webhook's address.
  private func webhook(at index: Int) -> RedactionMatch? {
    let start: Int
    if hasPrefix("hooks.slack.com/services/", at: index) {
      start = index + 25
    } else if hasPrefix("discord.com/api/webhooks/", at: index) {
      start = index + 25
    } else {
      return nil
    }
    let end = skip(from: start, limit: 256) { $0.isToken || $0 == UInt8(ascii: "/") }
    guard end - start >= 20 else { return nil }
    return RedactionMatch(secret: start..<end, kind: "webhook")
  }
}
