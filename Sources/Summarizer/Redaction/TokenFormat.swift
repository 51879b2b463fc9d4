internal import Platform

/// One provider's token format: a fixed beginning and a body of a certain alphabet and length.
struct TokenFormat: Sendable {
  /// The bytes that a token may have after its prefix.
  enum Alphabet: Sendable {
    case alphanumeric, upperAlphanumeric, lowerAlphanumeric, hexadecimal, underscored, token, dotted
    case base64
    /// Also `.` and `=`.
    case padded
    /// Also what a cookie encodes: `%`, `/`, `+`, `=`.
    case encoded
    /// Also `:`.
    case paired

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
      switch self {
      case .alphanumeric: byte.isAlphanumeric
      case .upperAlphanumeric: byte.isUpper || byte.isDigit
      case .lowerAlphanumeric: byte.isLower || byte.isDigit
      case .hexadecimal: byte.hexadecimalValue != nil
      case .underscored: byte.isAlphanumeric || byte == UInt8(ascii: "_")
      case .token: byte.isToken
      case .dotted: byte.isName
      case .padded: byte.isName || byte == UInt8(ascii: "=")
      case .encoded: byte.isName || byte.isBase64 || byte == UInt8(ascii: "%")
      case .paired: byte.isToken || byte == UInt8(ascii: ":")
      case .base64: byte.isBase64 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      }
    }
  }

  let prefix: [UInt8]
  let kind: String
  let alphabet: Alphabet
  /// The shortest and the longest body, in bytes.
  let length: ClosedRange<Int>
  /// True if the body must hold a digit; for prefixes that ordinary words start with as well.
  let needsDigit: Bool
  /// True if nothing but a space or a mark may stand before the token: `_`, `-` and `.` do not end
  /// the word before it.
  let standsAlone: Bool

  init(
    _ prefix: String, _ kind: String, _ alphabet: Alphabet, _ minimum: Int, to maximum: Int = .max,
    needsDigit: Bool = false, standsAlone: Bool = false
  ) {
    self.prefix = Array(prefix.utf8)
    self.kind = kind
    self.alphabet = alphabet
    length = minimum...maximum
    self.needsDigit = needsDigit
    self.standsAlone = standsAlone
  }

  /// The first three bytes, in all the forms that they may have.
  fileprivate var beginnings: [[UInt8]] {
    guard prefix.count < 3 else { return [prefix] }
    return (0...255).filter { alphabet.contains($0) }.map { prefix + [$0] }
  }

  /// Returns the end of the token that starts at `start`; `nil` if there is none.
  func end(in text: [UInt8], from start: Int) -> Int? {
    guard text.count - start >= prefix.count + length.lowerBound else { return nil }
    for offset in prefix.indices where text[start + offset] != prefix[offset] { return nil }
    if standsAlone, start > 0, text[start - 1].isName { return nil }
    var index = start + prefix.count
    var sawDigit = false
    while index < text.count, alphabet.contains(text[index]) {
      sawDigit = sawDigit || text[index].isDigit
      index += 1
      // Words joined by hyphens could go on forever; a token shows a digit early.
      if needsDigit, !sawDigit, index - start > 128 { return nil }
      if index - start - prefix.count > length.upperBound { return nil }
    }
    // The full stop of a sentence is not part of the token before it.
    while index > start, text[index - 1] == UInt8(ascii: ".") { index -= 1 }
    guard index - start - prefix.count >= length.lowerBound, sawDigit || !needsDigit else {
      return nil
    }
    return index
  }
}

extension TokenFormat {
  /// The beginning of a format, for a comparison of four bytes at once.
  struct Beginning {
    let bits: UInt32
    let mask: UInt32
    let format: Int
    let needsDigit: Bool
  }

  /// The beginnings of the formats known, by a hash of their first two bytes.
  static let byStart: [[Beginning]] = {
    var table = [[Beginning]](repeating: [], count: 1_024)
    for (index, format) in known.enumerated() {
      var bits: UInt32 = 0
      var mask: UInt32 = 0
      for byte in format.prefix.prefix(4)
        + Array(repeating: 0, count: max(0, 4 - format.prefix.count))
      {
        bits = bits << 8 | UInt32(byte)
        mask = mask << 8
      }
      for offset in 0..<min(4, format.prefix.count) { mask |= 0xFF << UInt32(24 - offset * 8) }
      table[slot(format.prefix[0], format.prefix[1])].append(
        Beginning(bits: bits, mask: mask, format: index, needsDigit: format.needsDigit))
    }
    return table
  }()

  /// Returns the place of such beginnings.
  static func slot(_ first: UInt8, _ second: UInt8) -> Int {
    (Int(first) &* 31 &+ Int(second)) & 1_023
  }

  /// The first three bytes of tokens, keys and webhooks.
  static let filter = Triples(
    known.flatMap(\.beginnings)
      + [
        "eyJ", "MII", "MHc", "MHQ", "MGg", "MIG", "MIH", "MC4", "MEc", "MEY", "MFE", "b3B", "LS0",
        "hoo", "dis", "cha", "web", "ope", "qya",
        "ASt", "AEh",
        "ASb", "AIo", "ACR", "ACD", "ABa", "AMC", "ARm",
      ]
      .map { Array($0.utf8) })

  /// The formats that the providers document, longer prefixes before those they begin with.
  static let known: [TokenFormat] =
    hosting + cloud + models + payment + messages + services

  private static let hosting: [TokenFormat] = formats([
    (
      "ghp_ gho_ ghu_ ghs_ ghr_",
      TokenFormat("", "github-token", .underscored, 20, needsDigit: true)
    ),
    ("github_pat_", TokenFormat("", "github-token", .underscored, 20, needsDigit: true)),
    (
      "glpat- gldt- glrt- glcbt- glptt- glft- glimt- glsoat- glagent- gloas- glffct-",
      TokenFormat("", "gitlab-token", .padded, 16)
    ),
    ("GR1348941", TokenFormat("", "gitlab-token", .token, 16)),
    ("ATATT3 ATCTT3 ATSTT3", TokenFormat("", "atlassian-token", .base64, 30)),
    ("ATBB", TokenFormat("", "bitbucket-token", .alphanumeric, 24, needsDigit: true)),
    ("npm_", TokenFormat("", "npm-token", .alphanumeric, 30)),
    ("pypi-", TokenFormat("", "pypi-token", .token, 50)),
    ("rubygems_", TokenFormat("", "rubygems-token", .alphanumeric, 40)),
    ("dckr_pat_ dckr_oat_", TokenFormat("", "docker-token", .token, 20)),
    ("cio", TokenFormat("", "crates-token", .alphanumeric, 32, to: 32, needsDigit: true)),
    ("oy2", TokenFormat("", "nuget-key", .lowerAlphanumeric, 43, to: 43, needsDigit: true)),
    ("CLOJARS_", TokenFormat("", "clojars-token", .lowerAlphanumeric, 60)),
    ("AKCp", TokenFormat("", "jfrog-key", .alphanumeric, 60)),
    ("cmVmd", TokenFormat("", "jfrog-key", .alphanumeric, 59, needsDigit: true)),
    (
      "packagist_ort_ packagist_uut_ packagist_out_ packagist_urt_",
      TokenFormat("", "packagist-token", .hexadecimal, 40)
    ),
    ("sgp_ slk_", TokenFormat("", "sourcegraph-token", .underscored, 40, needsDigit: true)),
    ("bkua_ bkaj_ bkat_ bkct_", TokenFormat("", "buildkite-token", .alphanumeric, 40)),
    ("CCIPAT_ CCIPRJ_", TokenFormat("", "circleci-token", .token, 40, needsDigit: true)),
    ("sqp_ squ_ sqa_", TokenFormat("", "sonar-token", .hexadecimal, 40)),
    ("sqco_", TokenFormat("", "sonar-token", .alphanumeric, 50)),
    ("BBDC-", TokenFormat("", "bitbucket-token", .base64, 36)),
    ("ovsxat_", TokenFormat("", "openvsx-token", .token, 30, needsDigit: true)),
    ("bitpat_", TokenFormat("", "bitrise-token", .token, 30, needsDigit: true)),
    ("SWMTKN-1-", TokenFormat("", "swarm-token", .token, 40)),
    ("API-", TokenFormat("", "octopus-key", .upperAlphanumeric, 26, needsDigit: true)),
    ("wlu_ wlp_", TokenFormat("", "weblate-token", .alphanumeric, 36)),
    ("snyk_uat. snyk_sat.", TokenFormat("", "snyk-token", .dotted, 30)),
    ("ico-", TokenFormat("", "infracost-key", .alphanumeric, 32, to: 32)),
    ("tk-us-", TokenFormat("", "scalingo-token", .token, 40, needsDigit: true)),
  ])

  private static let cloud: [TokenFormat] = formats([
    ("AKIA ASIA ABIA ACCA", TokenFormat("", "aws-access-key", .upperAlphanumeric, 16)),
    ("ABSK", TokenFormat("", "aws-bedrock-key", .base64, 60, needsDigit: true)),
    ("bedrock-api-key-", TokenFormat("", "aws-bedrock-key", .base64, 20)),
    ("A3T", TokenFormat("", "aws-access-key", .upperAlphanumeric, 17, to: 17, needsDigit: true)),
    ("4b1d", TokenFormat("", "clickhouse-key", .alphanumeric, 38, to: 38)),
    ("ZXlK", TokenFormat("", "jwt", .base64, 80, needsDigit: true)),
    (
      "s.",
      TokenFormat(
        "", "vault-token", .lowerAlphanumeric, 24, to: 24, needsDigit: true, standsAlone: true)
    ),
    ("scauth_ authress_", TokenFormat("", "authress-key", .padded, 50, needsDigit: true)),
    ("AIza", TokenFormat("", "google-api-key", .token, 30)),
    ("GOCSPX-", TokenFormat("", "google-client-secret", .token, 20)),
    ("ya29.", TokenFormat("", "google-token", .dotted, 12)),
    ("1//0", TokenFormat("", "google-token", .token, 30, needsDigit: true)),
    ("GOOG1E GOOG4", TokenFormat("", "google-hmac-key", .upperAlphanumeric, 50)),
    ("AKLT", TokenFormat("", "volcengine-key", .token, 40, needsDigit: true)),
    ("bce-v3/ALTAK-", TokenFormat("", "baidu-key", .base64, 40, needsDigit: true)),
    (
      "DO00",
      TokenFormat(
        "", "digitalocean-key", .upperAlphanumeric, 16, to: 17, needsDigit: true, standsAlone: true)
    ),
    (
      "K00",
      TokenFormat("", "backblaze-key", .base64, 28, to: 28, needsDigit: true, standsAlone: true)
    ),
    ("akab-", TokenFormat("", "akamai-token", .token, 30, needsDigit: true)),
    ("ucat_", TokenFormat("", "upcloud-token", .alphanumeric, 24, needsDigit: true)),
    ("K10", TokenFormat("", "k3s-token", .hexadecimal, 64, needsDigit: true)),
    ("nbp_", TokenFormat("", "netbird-token", .alphanumeric, 30, needsDigit: true)),
    ("npg_", TokenFormat("", "neon-password", .alphanumeric, 10, to: 24, needsDigit: true)),
    ("xau_", TokenFormat("", "xata-key", .alphanumeric, 24, needsDigit: true)),
    ("ory_at_ ory_pat_ ory_st_", TokenFormat("", "ory-token", .token, 30, needsDigit: true)),
    (
      "secret-live- secret-test-",
      TokenFormat("", "stytch-secret", .padded, 30, needsDigit: true)
    ),
    (
      "00",
      TokenFormat("", "okta-token", .token, 40, to: 40, needsDigit: true, standsAlone: true)
    ),
    ("0.A 1.A", TokenFormat("", "azure-token", .dotted, 150, needsDigit: true, standsAlone: true)),
    ("3MVG9", TokenFormat("", "salesforce-key", .encoded, 60)),
    ("5AEP861", TokenFormat("", "salesforce-token", .encoded, 60)),
    (
      "v1.local. v2.local. v3.local. v4.local. v1.public. v2.public. v3.public. v4.public.",
      TokenFormat("", "paseto", .dotted, 40)
    ),
    ("RWRTY0Iy RWRCS0", TokenFormat("", "signing-key", .base64, 60)),
    ("nsec1", TokenFormat("", "nostr-key", .lowerAlphanumeric, 58, to: 58)),
    ("xprv yprv zprv tprv", TokenFormat("", "wallet-key", .alphanumeric, 100)),
    (
      "st.",
      TokenFormat("", "infisical-token", .dotted, 50, needsDigit: true, standsAlone: true)
    ),
    (
      "token-",
      TokenFormat("", "rancher-token", .paired, 58, to: 62, needsDigit: true, standsAlone: true)
    ),
    ("dop_v1_ doo_v1_ dor_v1_", TokenFormat("", "digitalocean-token", .hexadecimal, 40)),
    ("dapi", TokenFormat("", "databricks-token", .hexadecimal, 32, needsDigit: true)),
    ("dose", TokenFormat("", "databricks-token", .hexadecimal, 32, to: 36, needsDigit: true)),
    ("hvs. hvb. hvr.", TokenFormat("", "vault-token", .token, 20)),
    ("pul-", TokenFormat("", "pulumi-token", .lowerAlphanumeric, 40)),
    ("sbp_", TokenFormat("", "supabase-token", .lowerAlphanumeric, 40)),
    ("sb_secret_", TokenFormat("", "supabase-token", .token, 20)),
    ("tskey-", TokenFormat("", "tailscale-key", .token, 20, needsDigit: true)),
    ("nfp_ nfc_ nfo_", TokenFormat("", "netlify-token", .alphanumeric, 30, needsDigit: true)),
    ("fm1_ fm2_ fo1_", TokenFormat("", "fly-token", .base64, 32, needsDigit: true)),
    ("fm1r_ fm1a_", TokenFormat("", "fly-token", .base64, 32, needsDigit: true)),
    ("rnd_", TokenFormat("", "render-key", .alphanumeric, 24, to: 40, needsDigit: true)),
    ("HRKU-", TokenFormat("", "heroku-key", .token, 36, needsDigit: true)),
    ("LTAI", TokenFormat("", "alibaba-key", .alphanumeric, 12, to: 24, needsDigit: true)),
    ("AKID", TokenFormat("", "tencent-key", .alphanumeric, 32, to: 36, needsDigit: true)),
    ("AQVN", TokenFormat("", "yandex-key", .token, 30, needsDigit: true)),
    ("t1.", TokenFormat("", "yandex-token", .dotted, 80, needsDigit: true, standsAlone: true)),
    ("v1.0-", TokenFormat("", "cloudflare-key", .token, 120, needsDigit: true)),
    ("cfut_ cfat_ cfk_", TokenFormat("", "cloudflare-token", .token, 36, needsDigit: true)),
    (
      "vcp_ vci_ vca_ vcr_ vck_",
      TokenFormat("", "vercel-token", .alphanumeric, 24, needsDigit: true)
    ),
    ("CCDB1_", TokenFormat("", "cockroach-key", .token, 40)),
    ("AVNS_", TokenFormat("", "aiven-password", .token, 16, needsDigit: true)),
    ("pscale_tkn_ pscale_pw_ pscale_oauth_", TokenFormat("", "planetscale-token", .padded, 32)),
    ("napi_", TokenFormat("", "neon-key", .alphanumeric, 40, needsDigit: true)),
    ("mdb_sa_sk_", TokenFormat("", "mongodb-secret", .token, 30)),
    ("sha256~", TokenFormat("", "openshift-token", .token, 43, to: 43, needsDigit: true)),
    ("essu_", TokenFormat("", "elastic-key", .base64, 40, needsDigit: true)),
    ("dt0c01. dt0s01. dt0s02. dt0s16.", TokenFormat("", "dynatrace-token", .dotted, 60)),
    ("nvapi-", TokenFormat("", "nvidia-key", .token, 40, needsDigit: true)),
    ("dnkey-", TokenFormat("", "defined-key", .padded, 40, needsDigit: true)),
    ("AGE-SECRET-KEY-1", TokenFormat("", "age-key", .upperAlphanumeric, 40)),
    ("AGE-SECRET-KEY-PQ-1", TokenFormat("", "age-key", .upperAlphanumeric, 40)),
    (
      "sm_aat_ sm_pat_ sm_sat_",
      TokenFormat("", "settlemint-token", .alphanumeric, 16)
    ),
    ("pnu_ pnb_", TokenFormat("", "prefect-key", .alphanumeric, 30, needsDigit: true)),
    ("dbtc_ dbtu_", TokenFormat("", "dbt-token", .token, 30, needsDigit: true)),
    ("tfp_", TokenFormat("", "typeform-token", .padded, 40, needsDigit: true)),
    ("ops_eyJ", TokenFormat("", "onepassword-token", .base64, 60)),
    (
      "A3-",
      TokenFormat("", "onepassword-key", .token, 32, to: 40, needsDigit: true, standsAlone: true)
    ),
    (
      "dp.pt. dp.ct. dp.sa. dp.scim. dp.audit.", TokenFormat("", "doppler-token", .alphanumeric, 40)
    ),
    ("dp.st.", TokenFormat("", "doppler-token", .dotted, 40)),
    (
      "pat. sat.",
      TokenFormat("", "harness-token", .dotted, 50, needsDigit: true, standsAlone: true)
    ),
  ])

  private static let models: [TokenFormat] = formats([
    ("sk-ant-", TokenFormat("", "anthropic-key", .token, 16)),
    (
      "sk-proj- sk-svcacct- sk-admin- sk-None- sk-service-",
      TokenFormat("", "openai-key", .token, 16)
    ),
    ("sess-", TokenFormat("", "openai-key", .alphanumeric, 40, to: 40, needsDigit: true)),
    ("sk-or-v1-", TokenFormat("", "openrouter-key", .hexadecimal, 32)),
    ("sk-lf-", TokenFormat("", "langfuse-key", .token, 30, needsDigit: true)),
    ("sk-helicone-", TokenFormat("", "helicone-key", .token, 20, needsDigit: true)),
    ("sk-", TokenFormat("", "api-key", .alphanumeric, 20, needsDigit: true)),
    ("hf_", TokenFormat("", "huggingface-token", .alphanumeric, 30)),
    ("api_org_", TokenFormat("", "huggingface-token", .alphanumeric, 30)),
    ("gsk_", TokenFormat("", "groq-key", .alphanumeric, 30, needsDigit: true)),
    ("xai-", TokenFormat("", "xai-key", .underscored, 40, needsDigit: true)),
    ("r8_", TokenFormat("", "replicate-token", .token, 30, needsDigit: true)),
    ("pplx-", TokenFormat("", "perplexity-key", .alphanumeric, 30, needsDigit: true)),
    ("fw_", TokenFormat("", "fireworks-key", .alphanumeric, 22, to: 30, needsDigit: true)),
    ("csk-", TokenFormat("", "cerebras-key", .lowerAlphanumeric, 40, needsDigit: true)),
    (
      "lsv2_pt_ lsv2_sk_ ls__", TokenFormat("", "langsmith-key", .underscored, 32, needsDigit: true)
    ),
    ("pcsk_", TokenFormat("", "pinecone-key", .underscored, 50, needsDigit: true)),
    ("tvly-", TokenFormat("", "tavily-key", .token, 24, needsDigit: true)),
    ("jina_", TokenFormat("", "jina-key", .token, 40, needsDigit: true)),
    ("fc-", TokenFormat("", "firecrawl-key", .hexadecimal, 32, to: 32, needsDigit: true)),
    ("tgp_v1_", TokenFormat("", "together-key", .token, 40)),
    ("pa-", TokenFormat("", "voyage-key", .token, 43, to: 43, needsDigit: true, standsAlone: true)),
    ("wandb_v1_", TokenFormat("", "wandb-key", .token, 40)),
    ("e2b_", TokenFormat("", "e2b-key", .hexadecimal, 40)),
    ("llx-", TokenFormat("", "llama-key", .alphanumeric, 40, needsDigit: true)),
    ("rpa_", TokenFormat("", "runpod-key", .alphanumeric, 32, needsDigit: true)),
    ("esecret_", TokenFormat("", "anyscale-key", .alphanumeric, 24, needsDigit: true)),
    ("sk_car_", TokenFormat("", "cartesia-key", .token, 20, needsDigit: true)),
    ("bb_live_", TokenFormat("", "browserbase-key", .token, 20, needsDigit: true)),
    ("m0-", TokenFormat("", "mem0-key", .alphanumeric, 40, to: 40, needsDigit: true)),
    (
      "master- account-",
      TokenFormat(
        "", "gemini-key", .alphanumeric, 20, to: 20, needsDigit: true, standsAlone: true)
    ),
    (
      "ak- as-",
      TokenFormat("", "modal-token", .alphanumeric, 22, to: 22, needsDigit: true, standsAlone: true)
    ),
  ])

  private static let payment: [TokenFormat] = formats([
    (
      "sk_live_ rk_live_ sk_test_ rk_test_ sk_prod_ rk_prod_ ek_live_ ek_test_",
      TokenFormat("", "stripe-key", .token, 10)
    ),
    ("whsec_", TokenFormat("", "stripe-key", .base64, 10)),
    (
      "pi_ seti_",
      TokenFormat("", "stripe-secret", .underscored, 50, needsDigit: true, standsAlone: true)
    ),
    ("sk_", TokenFormat("", "elevenlabs-key", .hexadecimal, 48, to: 48, needsDigit: true)),
    ("sq0a sq0c sq0i", TokenFormat("", "square-token", .token, 23, needsDigit: true)),
    ("EAAA", TokenFormat("", "square-token", .token, 56, needsDigit: true)),
    ("EAACEdEose0cBA", TokenFormat("", "facebook-token", .alphanumeric, 20)),
    ("EAA", TokenFormat("", "facebook-token", .alphanumeric, 80, needsDigit: true)),
    (
      "access_token$production$ access_token$sandbox$",
      TokenFormat("", "braintree-token", .alphanumeric, 16)
    ),
    (
      "access-sandbox- access-development- access-production-",
      TokenFormat("", "plaid-token", .token, 30, needsDigit: true)
    ),
    (
      "shpat_ shpss_ shpca_ shppa_ shpua_ shptka_",
      TokenFormat("", "shopify-token", .hexadecimal, 32)
    ),
    ("FLWSECK_TEST- FLWSECK-", TokenFormat("", "flutterwave-key", .token, 12, needsDigit: true)),
    ("EZAK EZTK", TokenFormat("", "easypost-key", .alphanumeric, 54, needsDigit: true)),
    ("shippo_live_ shippo_test_", TokenFormat("", "shippo-key", .hexadecimal, 40)),
    ("duffel_live_ duffel_test_", TokenFormat("", "duffel-token", .padded, 30)),
    (
      "live_",
      TokenFormat("", "payment-key", .token, 40, to: 40, needsDigit: true, standsAlone: true)
    ),
    ("ak_live_ ak_test_", TokenFormat("", "payment-key", .alphanumeric, 30, needsDigit: true)),
    ("ck_ cs_", TokenFormat("", "woocommerce-key", .hexadecimal, 40, to: 40, needsDigit: true)),
    ("polar_oat_ polar_pat_", TokenFormat("", "polar-token", .token, 30)),
    ("ramp_id_ ramp_sec_", TokenFormat("", "ramp-key", .alphanumeric, 40)),
    ("rh-api-", TokenFormat("", "robinhood-key", .token, 36, needsDigit: true)),
    ("flb_live_ flb_test_", TokenFormat("", "fleetbase-key", .alphanumeric, 20)),
    ("shltm_", TokenFormat("", "flexport-token", .token, 40)),
    (
      "live_ test_",
      TokenFormat("", "payment-key", .alphanumeric, 30, to: 60, needsDigit: true, standsAlone: true)
    ),
    ("pdl_live_apikey_ pdl_sdbx_apikey_", TokenFormat("", "paddle-key", .underscored, 30)),
    ("rzp_live_ rzp_test_", TokenFormat("", "razorpay-key", .alphanumeric, 14)),
    ("AQE", TokenFormat("", "adyen-key", .base64, 80, needsDigit: true, standsAlone: true)),
    ("v^1.1#", TokenFormat("", "ebay-token", .token, 40)),
  ])

  private static let messages: [TokenFormat] = formats([
    (
      "xoxd-", TokenFormat("", "slack-token", .encoded, 20, needsDigit: true)
    ),
    (
      "xoxa- xoxb- xoxc- xoxe- xoxe. xoxo- xoxp- xoxr- xoxs-",
      TokenFormat("", "slack-token", .dotted, 10, needsDigit: true)
    ),
    ("xapp- xwfp-", TokenFormat("", "slack-token", .token, 20, needsDigit: true)),
    ("SG.", TokenFormat("", "sendgrid-key", .padded, 40, needsDigit: true)),
    ("key-", TokenFormat("", "mailgun-key", .hexadecimal, 32, to: 32, needsDigit: true)),
    ("xkeysib- xsmtpsib-", TokenFormat("", "brevo-key", .token, 40, needsDigit: true)),
    (
      "re_",
      TokenFormat("", "resend-key", .underscored, 24, to: 40, needsDigit: true, standsAlone: true)
    ),
    ("re_", TokenFormat("", "resend-key", .alphanumeric, 30, to: 36, needsDigit: true)),
    (
      "md-",
      TokenFormat("", "mandrill-key", .token, 22, to: 22, needsDigit: true, standsAlone: true)
    ),
    ("SK", TokenFormat("", "twilio-key", .hexadecimal, 32, to: 32, needsDigit: true)),
    ("mlsn.", TokenFormat("", "mailersend-token", .hexadecimal, 60)),
    ("os_v2_app_ os_v2_org_", TokenFormat("", "onesignal-key", .lowerAlphanumeric, 60)),
    ("mfa.", TokenFormat("", "discord-token", .token, 60, needsDigit: true)),
    (
      "pub-c- sub-c- sec-c-",
      TokenFormat("", "pubnub-key", .token, 36, needsDigit: true, standsAlone: true)
    ),
    ("IGQ", TokenFormat("", "instagram-token", .token, 100, needsDigit: true)),
    ("AAAAAAAAAAAAAAAAAAAAA", TokenFormat("", "twitter-token", .base64, 40, needsDigit: true)),
    ("dG9rO", TokenFormat("", "intercom-token", .base64, 40, needsDigit: true)),
    ("fio-u-", TokenFormat("", "frameio-token", .padded, 40, needsDigit: true)),
    ("sl.", TokenFormat("", "dropbox-token", .dotted, 100, needsDigit: true)),
  ])

  private static let services: [TokenFormat] = formats([
    ("lin_api_ lin_oauth_", TokenFormat("", "linear-key", .alphanumeric, 30)),
    ("ntn_", TokenFormat("", "notion-token", .alphanumeric, 40, needsDigit: true)),
    ("secret_", TokenFormat("", "notion-token", .alphanumeric, 40, to: 50, needsDigit: true)),
    ("pat-na1- pat-eu1- pat-na2-", TokenFormat("", "hubspot-token", .token, 30, needsDigit: true)),
    ("pat", TokenFormat("", "airtable-token", .dotted, 78, to: 82, needsDigit: true)),
    ("pk_", TokenFormat("", "klaviyo-key", .hexadecimal, 34, to: 34, needsDigit: true)),
    ("pk_", TokenFormat("", "clickup-token", .underscored, 40, to: 48, needsDigit: true)),
    ("figd_ figo_ figp_", TokenFormat("", "figma-token", .padded, 30)),
    ("CFPAT-", TokenFormat("", "contentful-token", .token, 40)),
    ("glsa_", TokenFormat("", "grafana-token", .underscored, 30)),
    ("glc_", TokenFormat("", "grafana-token", .base64, 32, needsDigit: true)),
    ("eyJrIjoi", TokenFormat("", "grafana-token", .base64, 60)),
    ("sntrys_", TokenFormat("", "sentry-token", .base64, 30)),
    ("sntryu_ sntryi_", TokenFormat("", "sentry-token", .hexadecimal, 40)),
    ("PMAK- PMAT-", TokenFormat("", "postman-key", .token, 24, needsDigit: true)),
    (
      "NRAK- NRAL- NRII- NRIQ- NRJS- NRRA- NRBR-",
      TokenFormat("", "newrelic-key", .token, 18, needsDigit: true)
    ),
    ("phx_ phs_", TokenFormat("", "posthog-key", .underscored, 40, needsDigit: true)),
    ("sk.eyJ", TokenFormat("", "mapbox-token", .dotted, 40)),
    ("sk.", TokenFormat("", "mapbox-token", .dotted, 80, needsDigit: true, standsAlone: true)),
    (
      "pk.",
      TokenFormat("", "locationiq-key", .token, 32, to: 32, needsDigit: true, standsAlone: true)
    ),
    ("apify_api_", TokenFormat("", "apify-token", .token, 30)),
    ("bb_pr_ bb_ma_", TokenFormat("", "bannerbear-key", .hexadecimal, 30)),
    ("BBFF-", TokenFormat("", "ubidots-token", .alphanumeric, 30)),
    ("rootly_", TokenFormat("", "rootly-key", .hexadecimal, 60)),
    ("salad_cloud_", TokenFormat("", "salad-key", .underscored, 10, needsDigit: true)),
    ("thog-key- thog-secret-", TokenFormat("", "trufflehog-key", .hexadecimal, 16)),
    (
      "NF-",
      TokenFormat(
        "", "nightfall-key", .alphanumeric, 32, to: 32, needsDigit: true, standsAlone: true)
    ),
    (
      "VF.", TokenFormat("", "voiceflow-key", .dotted, 38, needsDigit: true, standsAlone: true)
    ),
    (
      "web_ server_",
      TokenFormat(
        "", "dfuse-key", .lowerAlphanumeric, 32, to: 32, needsDigit: true, standsAlone: true)
    ),
    ("API_KEY", TokenFormat("", "finage-key", .upperAlphanumeric, 32, to: 32, needsDigit: true)),
    ("na1.", TokenFormat("", "fullstory-key", .base64, 90, needsDigit: true, standsAlone: true)),
    (
      "api_", TokenFormat("", "close-key", .dotted, 45, to: 45, needsDigit: true, standsAlone: true)
    ),
    ("ATTA", TokenFormat("", "trello-token", .hexadecimal, 60)),
    ("xaat- xapt-", TokenFormat("", "axiom-token", .token, 30, needsDigit: true)),
    ("ddw_", TokenFormat("", "deno-token", .alphanumeric, 32, needsDigit: true)),
    ("hcaik_ hcxik_ hcamk_ hcxlk_", TokenFormat("", "honeycomb-key", .lowerAlphanumeric, 24)),
    ("rdme_", TokenFormat("", "readme-key", .lowerAlphanumeric, 60)),
    ("aio_", TokenFormat("", "adafruit-key", .alphanumeric, 28, to: 28, needsDigit: true)),
    ("nyk_", TokenFormat("", "nylas-key", .token, 30, needsDigit: true)),
    ("b_", TokenFormat("", "beamer-key", .token, 44, to: 44, needsDigit: true, standsAlone: true)),
    ("p8e-", TokenFormat("", "adobe-secret", .alphanumeric, 32, needsDigit: true)),
    (
      "sdk- api- mob-",
      TokenFormat("", "launchdarkly-key", .token, 36, to: 36, needsDigit: true, standsAlone: true)
    ),
    ("secret-", TokenFormat("", "statsig-key", .alphanumeric, 40, needsDigit: true)),
    ("endr+", TokenFormat("", "endor-key", .token, 16)),
    ("sgph_", TokenFormat("", "segment-token", .token, 40, needsDigit: true)),
    ("ddp_ ddapp_", TokenFormat("", "datadog-key", .alphanumeric, 32, needsDigit: true)),
    (
      "1000.",
      TokenFormat("", "zoho-token", .dotted, 65, to: 65, needsDigit: true, standsAlone: true)
    ),
    (
      "s-s4t2ud- s-s4t2af- u-s4t2ud- u-s4t2af-", TokenFormat("", "intra42-secret", .hexadecimal, 40)
    ),
  ])

  /// Returns one format for each of the prefixes, which stand between spaces.
  private static func formats(_ rows: [(prefixes: String, format: TokenFormat)]) -> [TokenFormat] {
    rows.flatMap { row in
      row.prefixes.split(separator: " ").map { prefix in
        TokenFormat(
          String(prefix), row.format.kind, row.format.alphabet, row.format.length.lowerBound,
          to: row.format.length.upperBound, needsDigit: row.format.needsDigit,
          standsAlone: row.format.standsAlone)
      }
    }
  }
}
