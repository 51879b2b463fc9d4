internal import Platform

/// Tokens that are recognised by their form, wherever they are.
extension RedactionScanner {
  /// Returns a provider's token that starts at `index`.
  func token(at index: Int) -> RedactionMatch? {
    guard index + 8 < text.count,
      tokenStarts.contains(text[index], text[index + 1], text[index + 2])
    else { return nil }
    let bits =
      UInt32(text[index]) << 24 | UInt32(text[index + 1]) << 16 | UInt32(text[index + 2]) << 8
      | UInt32(text[index + 3])
    for beginning in TokenFormat.byStart[TokenFormat.slot(text[index], text[index + 1])]
    where bits & beginning.mask == beginning.bits {
      if beginning.needsDigit, !hasDigit(from: index, within: 128) { continue }
      if let end = TokenFormat.known[beginning.format].end(in: text, from: index) {
        return RedactionMatch(secret: index..<end, kind: TokenFormat.known[beginning.format].kind)
      }
    }
    switch text[index] {
    case UInt8(ascii: "e"): return webToken(at: index)
    case UInt8(ascii: "M"), UInt8(ascii: "b"), UInt8(ascii: "L"):
      return keyWithoutHeader(at: index)
    case UInt8(ascii: "h"), UInt8(ascii: "d"), UInt8(ascii: "c"), UInt8(ascii: "w"),
      UInt8(ascii: "o"), UInt8(ascii: "q"):
      return webhook(at: index)
    case UInt8(ascii: "A"): return azureKey(at: index)
    default: return nil
    }
  }

  /// Returns a JSON web token (RFC 7519): base64url parts between full stops; also one that was cut
  /// off.
  private func webToken(at index: Int) -> RedactionMatch? {
    guard !noWebToken.contains(index), hasPrefix("eyJ", at: index) else { return nil }
    // A source map, a picture: base64 that is no token.
    if hasPrefix("base64,", at: index - 7) { return nil }
    let header = skip(from: index, limit: .max, while: \.isToken)
    guard header - index >= 12, header + 1 < text.count, text[header] == UInt8(ascii: ".") else {
      // Base64 of JSON this long, with no full stop: the rest of the token was cut off.
      return header - index >= 120 ? RedactionMatch(secret: index..<header, kind: "jwt") : nil
    }
    let payload = skip(from: header + 1, limit: .max, while: \.isToken)
    guard payload - header > 8 else {
      // What begins in the same run goes on like this, too.
      noWebToken = index..<header
      return nil
    }
    var end = payload
    // Three parts signed, five parts encrypted.
    for _ in 0..<3 where end < text.count && text[end] == UInt8(ascii: ".") {
      let part = skip(from: end + 1, limit: .max, while: \.isToken)
      guard part > end + 1 else { break }
      end = part
    }
    return RedactionMatch(secret: index..<end, kind: "jwt")
  }

  /// Returns a token that begins with a number: a Telegram bot's (eight to eleven digits, a colon,
  /// 35 characters; also after `/bot`), a secret of Facebook's or Asana's.
  func numberedToken(at index: Int) -> RedactionMatch? {
    let start = hasPrefix("bot", at: index) ? index + 3 : index
    guard byte(at: start).isDigit, start > index || index == 0 || !text[index - 1].isDigit else {
      return nil
    }
    let colon = skip(from: start, limit: 18, while: \.isDigit)
    // `1/`, the number of a person, a colon, 32 hexadecimal digits.
    if colon - start == 1, byte(at: colon) == UInt8(ascii: "/") {
      let number = skip(from: colon + 1, limit: 24, while: \.isDigit)
      let end = skip(from: number + 1, limit: 33, while: \.isHexadecimal)
      guard number - colon > 10, byte(at: number) == UInt8(ascii: ":"), end - number == 33 else {
        return nil
      }
      return RedactionMatch(secret: start..<end, kind: "asana-token")
    }
    // A session of Salesforce: the organisation's id, an exclamation mark, 80 characters and more.
    let session = skip(from: start, limit: 18, while: \.isAlphanumeric)
    if hasPrefix("00D", at: start), [15, 18].contains(session - start), byte(at: session) == 0x21 {
      let end = skip(from: session + 1, limit: 160) { $0.isAlphanumeric || $0.isOne(of: "_.") }
      if end - session > 80 { return RedactionMatch(secret: start..<end, kind: "salesforce-token") }
    }
    // An app's token of Facebook: its number, a bar, its secret.
    if (15...16).contains(colon - start), byte(at: colon) == UInt8(ascii: "|") {
      let end = skip(from: colon + 1, limit: 48, while: \.isToken)
      guard (27...40).contains(end - colon - 1) else { return nil }
      return RedactionMatch(secret: colon + 1..<end, kind: "facebook-token")
    }
    guard (8...11).contains(colon - start), byte(at: colon) == UInt8(ascii: ":") else { return nil }
    let end = skip(from: colon + 1, limit: 48, while: \.isToken)
    guard (34...36).contains(end - colon - 1) else { return nil }
    return RedactionMatch(secret: start..<end, kind: "telegram-token")
  }

  /// Returns a client secret of Microsoft Entra, whose `~` is at `index`: three characters, a
  /// digit, `Q~`, 31 to 34 characters.
  func azureSecret(at index: Int) -> RedactionMatch? {
    guard index >= 5, text[index - 1] == UInt8(ascii: "Q"), text[index - 2].isDigit else {
      return nil
    }
    let end = skip(from: index + 1, limit: 48) { $0.isName || $0 == UInt8(ascii: "~") }
    guard (31...40).contains(end - index - 1) else { return nil }
    return RedactionMatch(secret: index - 5..<end, kind: "azure-secret")
  }

  /// Returns a private key's base64 without its first line: by the ASN.1 of PKCS #1, PKCS #8 and
  /// SEC 1, by OpenSSH's magic, or the base64 of a whole PEM block.
  private func keyWithoutHeader(at index: Int) -> RedactionMatch? {
    // The version and the algorithm that PKCS #8, #1 and DSA have behind the length, and the
    // parameters of a password.
    let bodies: [StaticString] = ["IBADANBg", "IBAAKCA", "IBAAKBgQ", "IBADCC"]
    let marks: [StaticString] = [
      "MHcCAQEE", "MHQCAQEE", "MGgCAQEE", "MIGkAgEBBD", "MIHcAgEBBE", "MIGHAgEAMB", "MIGEAgEAMB",
      "MIG2AgEAMB", "MIHuAgEAMB", "MC4CAQAwBQYDK2V", "MEcCAQAwBQYDK2V", "MEYCAQAwBQYDK2V",
      "MFECAQEwBQYDK2V", "b3BlbnNzaC1rZXktdjE",
    ]
    let isBare =
      hasPrefix("MII", at: index)
      ? bodies.contains { hasPrefix($0, at: index + 6) }
        || has("BgkqhkiG9w0BBQ", in: index..<min(text.count, index + 30))
      : marks.contains { hasPrefix($0, at: index) }
    guard isBare || hasPrefix("LS0tLS1CRUdJTi", at: index) else { return nil }
    // `-----BEGIN CERTIFICATE`, `-----BEGIN PUBLIC KEY`
    if hasPrefix("LS0tLS1CRUdJTiBDRVJU", at: index) || hasPrefix("LS0tLS1CRUdJTiBQVUJM", at: index)
    {
      return nil
    }
    var end = skip(from: index, limit: .max, while: \.isBase64)
    guard end - index >= 32 else { return nil }
    var previous = index
    while end < text.count {
      let next = skip(from: end, limit: 64) { $0.isSpace || $0 == UInt8(ascii: ">") }
      let line = skip(from: next, limit: .max, while: \.isBase64)
      // The last line may be short.
      let isLast = end - previous >= 60 && line - next >= 2
      guard next > end, isLast || line - next >= 24 || byte(at: line - 1) == UInt8(ascii: "="),
        line > next,
        line >= text.count || text[line].isNewline
      else { break }
      previous = next
      end = line
    }
    return RedactionMatch(secret: index..<end, kind: "private-key")
  }

  /// Returns a key of Azure whose mark, behind a plus sign or a slash, is at `index`: 52 or 88
  /// characters of base64, of which the mark is among the last.
  private func azureKey(at index: Int) -> RedactionMatch? {
    let marks: [StaticString] = ["ASt", "AEh", "ASb", "AIoT", "ACR", "ACDb", "ABa", "AMC", "ARm"]
    guard byte(at: index - 1) == UInt8(ascii: "+") || byte(at: index - 1) == UInt8(ascii: "/"),
      marks.contains(where: { hasPrefix($0, at: index) })
    else { return nil }
    let end = skip(from: index, limit: 16, while: \.isBase64)
    guard (9...11).contains(end - index) else { return nil }
    var start = index
    while start > 0, index - start <= 84, text[start - 1].isBase64, text[start - 1] != 0x3D {
      start -= 1
    }
    let key = (end - start, end - index)
    guard [(44, 10), (52, 9), (88, 11)].contains(where: { $0 == key }) else { return nil }
    return RedactionMatch(secret: start..<end, kind: "azure-key")
  }

  /// Returns the secret part of a webhook's address.
  private func webhook(at index: Int) -> RedactionMatch? {
    let hosts: [StaticString] = [
      "hooks.slack.com/services/", "hooks.slack.com/workflows/", "hooks.slack.com/triggers/",
      "discord.com/api/webhooks/", "discordapp.com/api/webhooks/", "hooks.zapier.com/hooks/catch/",
      "chat.googleapis.com/v1/spaces/", "webhook.office.com/webhookb2/",
      "hook.eu1.make.com/", "hook.us1.make.com/", "open.feishu.cn/open-apis/bot/v2/hook/",
      "open.larksuite.com/open-apis/bot/v2/hook/", "qyapi.weixin.qq.com/cgi-bin/webhook/send?key=",
    ]
    guard let host = hosts.first(where: { hasPrefix($0, at: index) }) else { return nil }
    let start = index + host.utf8CodeUnitCount
    let end = skip(from: start, limit: 512) { $0.isToken || $0.isOne(of: "/?=&%@") }
    guard end - start >= 16 else { return nil }
    return RedactionMatch(secret: start..<end, kind: "webhook")
  }

  /// Returns a token whose mark is not at its beginning: `….atlasv1.…`, `…-us12`, a Discord bot's
  /// three parts, keys of Azure.
  func longToken(_ run: Range<Int>) -> RedactionMatch? {
    let index = run.lowerBound
    let end = run.upperBound
    let first = text[index..<end].firstIndex { !$0.isAlphanumeric } ?? end
    // Mailchimp: 32 hexadecimal digits and a data centre.
    if first - index == 32, hasPrefix("-us", at: first),
      text[index..<first].allSatisfy(\.isHexadecimal)
    {
      return RedactionMatch(
        secret: index..<skip(from: first + 3, limit: 3, while: \.isDigit), kind: "mailchimp-key")
    }
    if first - index == 14, hasPrefix(".atlasv1.", at: first) {
      let padded = skip(from: first + 9, limit: 96) { $0.isToken || $0 == UInt8(ascii: "=") }
      guard padded - first >= 16 else { return nil }
      return RedactionMatch(secret: index..<padded, kind: "terraform-token")
    }
    if text[index].isOne(of: "MNO"), (23...28).contains(first - index), byte(at: first) == 0x2E {
      let second = skip(from: first + 1, limit: 8, while: \.isToken)
      let third = skip(from: second + 1, limit: 48, while: \.isToken)
      if second - first == 7, byte(at: second) == 0x2E, third - second >= 27 {
        return RedactionMatch(secret: index..<third, kind: "discord-token")
      }
    }
    // Mailgun: 32 hexadecimal digits, and twice eight.
    if first - index == 32, end - index == 50, byte(at: index + 41) == UInt8(ascii: "-"),
      text[index..<end].allSatisfy({ $0.isHexadecimal || $0 == UInt8(ascii: "-") })
    {
      return RedactionMatch(secret: index..<end, kind: "mailgun-key")
    }
    // Zhipu: 32 hexadecimal digits, a full stop, 16 letters and digits.
    if first - index == 32, end - index == 49, text[first] == UInt8(ascii: "."),
      text[index..<first].allSatisfy(\.isHexadecimal),
      text[(first + 1)..<end].allSatisfy(\.isAlphanumeric)
    {
      return RedactionMatch(secret: index..<end, kind: "zhipu-key")
    }
    // New Relic: the mark is at the end.
    if end - index == 40 && hasPrefix("FFFFNRAL", at: end - 8)
      || end - index >= 42 && end - index <= 50 && hasPrefix("-NRMA", at: end - 5)
    {
      return RedactionMatch(secret: index..<end, kind: "newrelic-key")
    }
    // Airtable's and Webex's: parts of known lengths.
    if hasPrefix(".v1.", at: first), first - index >= 6, end - first >= 60 {
      return RedactionMatch(secret: index..<end, kind: "airtable-token")
    }
    if first - index == 64, end - index == 106, text[first] == UInt8(ascii: "_") {
      return RedactionMatch(secret: index..<end, kind: "webex-token")
    }
    if end - index == 64, hasPrefix("AAAAAAAAAA", at: index + 11) {
      return RedactionMatch(secret: index..<end, kind: "dropbox-token")
    }
    // MaxMind: the mark is at the end.
    if end - index == 40, hasPrefix("_mmk", at: end - 4), first - index == 6 {
      return RedactionMatch(secret: index..<end, kind: "maxmind-key")
    }
    // Keys of Azure DevOps and of Azure's services have a mark near their ends.
    if (76...88).contains(end - index), first == end,
      has("AZDO", in: index..<end) || has("JQQJ99", in: index..<end)
    {
      return RedactionMatch(secret: index..<end, kind: "azure-secret")
    }
    return nil
  }
}
