#!/usr/bin/env python3
"""Makes the texts that the redactor is measured with: python3 scripts/corpus.py [SEED] [tokens|named|forms|negatives|hostile]

Prints one JSON object a line: {"kind", "shape", "text", "secrets"}; a negative has no secrets. Nothing of it
is ever committed: hosts refuse a push that holds what looks like a token. The same seed gives the same texts;
only the negatives that are read from this machine's own source files depend on what is installed.
"""

import base64
import glob
import json
import random
import string
import sys
import urllib.parse

LOWER, UPPER, DIGITS = string.ascii_lowercase, string.ascii_uppercase, string.digits
ALNUM, HEX = LOWER + UPPER + DIGITS, "0123456789abcdef"
UPNUM, LOWNUM, B32 = UPPER + DIGITS, LOWER + DIGITS, UPPER + "234567"
TOKEN, BASE64 = ALNUM + "-_", ALNUM + "+/"


def run(rng, alphabet, count):
    """A run of the alphabet that has a digit and, where the alphabet has them, letters of both cases."""
    while True:
        text = "".join(rng.choice(alphabet) for _ in range(count))
        if text[0] in "-_+/" or text[-1] in "-_+/":
            continue
        kinds = [group for group in (DIGITS, LOWER, UPPER) if set(group) & set(alphabet)]
        if count < 8 or all(set(text) & set(group) for group in kinds):
            return text


# (provider, prefix, alphabet, length, what follows); of the rule sets that the providers and scanners publish.
FORMATS = [
    ("github", "gh" "p_", ALNUM, 36), ("github", "gh" "o_", ALNUM, 36), ("github", "gh" "u_", ALNUM, 36),
    ("github", "gh" "s_", ALNUM, 36), ("github", "gh" "r_", ALNUM, 36),
    ("github", "github" "_pat_", ALNUM + "_", 82), ("gitlab", "gl" "pat-", TOKEN, 20),
    ("gitlab", "gl" "dt-", TOKEN, 20), ("gitlab", "gl" "rt-", TOKEN, 20), ("gitlab", "gl" "ptt-", HEX, 40),
    ("gitlab", "gl" "ft-", TOKEN, 20), ("gitlab", "gl" "oas-", HEX, 64), ("gitlab", "GR" "1348941", TOKEN, 20),
    ("gitlab", "gl" "cbt-", TOKEN, 24), ("gitlab", "gl" "imt-", TOKEN, 25), ("gitlab", "gl" "agent-", TOKEN, 50),
    ("gitlab", "gl" "soat-", TOKEN, 20), ("gitlab", "gl" "ffct-", TOKEN, 20),
    ("atlassian", "AT" "ATT3", TOKEN, 186), ("bitbucket", "AT" "BB", ALNUM, 32), ("bitbucket", "AT" "CTT3", TOKEN, 60),
    ("npm", "np" "m_", ALNUM, 36), ("pypi", "py" "pi-AgEIcHlwaS5vcmc", TOKEN, 70), ("rubygems", "ruby" "gems_", HEX, 48),
    ("docker", "dckr" "_pat_", TOKEN, 27), ("docker", "dckr" "_oat_", TOKEN, 32), ("crates", "ci" "o", ALNUM, 32),
    ("nuget", "oy" "2", LOWNUM, 43), ("clojars", "CLO" "JARS_", LOWNUM, 60), ("jfrog", "AK" "Cp", ALNUM, 69),
    ("aws", "AK" "IA", B32, 16), ("aws", "AS" "IA", B32, 16), ("aws", "AB" "IA", B32, 16), ("aws", "AC" "CA", B32, 16),
    ("aws", "AB" "SK", BASE64, 109), ("google", "AI" "za", TOKEN, 35), ("google", "GOC" "SPX-", TOKEN, 28),
    ("google", "ya" "29.", TOKEN, 68), ("google", "1/" "/0", TOKEN, 40), ("digitalocean", "do" "p_v1_", HEX, 64),
    ("digitalocean", "do" "o_v1_", HEX, 64), ("digitalocean", "do" "r_v1_", HEX, 64), ("databricks", "da" "pi", HEX, 32),
    ("vault", "hv" "s.", TOKEN, 92), ("vault", "hv" "b.", TOKEN, 140), ("pulumi", "pu" "l-", HEX, 40),
    ("supabase", "sb" "p_", HEX, 40), ("supabase", "sb" "_secret_", TOKEN, 31), ("tailscale", "ts" "key-auth-", TOKEN, 30),
    ("netlify", "nf" "p_", ALNUM, 36), ("fly", "fm" "2_", BASE64, 120), ("fly", "fo" "1_", TOKEN, 43),
    ("render", "rn" "d_", ALNUM, 28), ("heroku", "HRKU" "-AA", TOKEN, 58), ("alibaba", "LT" "AI", ALNUM, 20),
    ("yandex", "AQ" "VN", TOKEN, 35), ("cloudflare", "v1" ".0-", HEX, 171), ("anthropic", "sk-" "ant-api03-", TOKEN, 93),
    ("anthropic", "sk-" "ant-admin01-", TOKEN, 93), ("anthropic", "sk-" "ant-oat01-", TOKEN, 93),
    ("openai", "sk-" "proj-", TOKEN, 150), ("openai", "sk-" "svcacct-", TOKEN, 120), ("openai", "sk" "-", ALNUM, 48),
    ("openai", "sk-" "admin-", TOKEN, 120), ("openrouter", "sk-or" "-v1-", HEX, 64), ("huggingface", "h" "f_", ALNUM, 34),
    ("huggingface", "api" "_org_", ALNUM, 34), ("groq", "gs" "k_", ALNUM, 52), ("xai", "xa" "i-", ALNUM, 80),
    ("replicate", "r" "8_", ALNUM, 37), ("perplexity", "ppl" "x-", ALNUM, 48), ("fireworks", "fw" "_", ALNUM, 24),
    ("cerebras", "cs" "k-", LOWNUM, 48), ("nvidia", "nv" "api-", TOKEN, 64), ("langsmith", "lsv2" "_pt_", HEX, 32),
    ("langsmith", "lsv2" "_sk_", HEX, 32), ("pinecone", "pc" "sk_", ALNUM, 68), ("tavily", "tv" "ly-", ALNUM, 32),
    ("jina", "ji" "na_", TOKEN, 60), ("firecrawl", "f" "c-", HEX, 32), ("together", "tgp" "_v1_", TOKEN, 43),
    ("slack", "xo" "xb-123456789012-1234567890123-", ALNUM, 24), ("slack", "xo" "xp-123456789012-123456789012-", ALNUM, 32),
    ("slack", "xa" "pp-1-A012345-123456789-", HEX, 64), ("slack", "xo" "xe.xoxp-1-", ALNUM, 160),
    ("stripe", "sk" "_live_", ALNUM, 24), ("stripe", "rk" "_live_", ALNUM, 24), ("stripe", "sk" "_test_", ALNUM, 99),
    ("stripe", "wh" "sec_", ALNUM, 32), ("shopify", "shp" "at_", HEX, 32), ("shopify", "shp" "ss_", HEX, 32),
    ("shopify", "shp" "ca_", HEX, 32), ("shopify", "shp" "pa_", HEX, 32), ("square", "sq0" "atp-", TOKEN, 22),
    ("square", "sq0" "csp-", TOKEN, 43), ("square", "EA" "AA", TOKEN, 60), ("sendgrid", "S" "G.", TOKEN, 66),
    ("mailgun", "ke" "y-", HEX, 32), ("brevo", "xkey" "sib-", HEX, 64), ("resend", "r" "e_", ALNUM, 32),
    ("twilio", "S" "K", HEX, 32), ("mailchimp", "", HEX, 32, "-us12"), ("linear", "lin" "_api_", ALNUM, 40),
    ("notion", "nt" "n_", ALNUM, 46), ("notion", "sec" "ret_", ALNUM, 43), ("airtable", "pa" "tAbC12dEf34gH56i.", HEX, 64),
    ("clickup", "p" "k_12345678_", UPNUM, 32), ("figma", "fi" "gd_", TOKEN, 40), ("typeform", "tf" "p_", TOKEN, 59),
    ("contentful", "CF" "PAT-", TOKEN, 43), ("doppler", "dp" ".pt.", ALNUM, 43), ("doppler", "dp" ".st.dev.", ALNUM, 43),
    ("1password", "op" "s_eyJ", BASE64, 250), ("sonar", "sq" "p_", HEX, 40), ("sonar", "sq" "u_", HEX, 40),
    ("circleci", "CC" "IPAT_", TOKEN, 62), ("buildkite", "bk" "ua_", HEX, 40), ("octopus", "AP" "I-", UPNUM, 26),
    ("sentry", "sn" "trys_", BASE64, 120), ("sentry", "sn" "tryu_", HEX, 64), ("grafana", "gl" "sa_", ALNUM, 32, "_1a2b3c4d"),
    ("grafana", "gl" "c_", BASE64, 60), ("newrelic", "NR" "AK-", UPNUM, 27), ("dynatrace", "dt0" "c01.", UPNUM, 24, None),
    ("posthog", "ph" "x_", ALNUM, 43), ("postman", "PM" "AK-", HEX, 24, None), ("mapbox", "sk" ".eyJ", TOKEN, 60, None),
    ("planetscale", "ps" "cale_tkn_", TOKEN, 43), ("planetscale", "ps" "cale_pw_", TOKEN, 43), ("neon", "na" "pi_", LOWNUM, 64),
    ("aiven", "AV" "NS_", TOKEN, 20), ("prefect", "pn" "u_", ALNUM, 36), ("hubspot", "pat" "-na1-", HEX, 8, "-1a2b-3c4d-5e6f-0123456789ab"),
    ("easypost", "EZ" "AK", ALNUM, 54), ("shippo", "ship" "po_live_", HEX, 40), ("duffel", "duf" "fel_live_", TOKEN, 43),
    ("flutterwave", "FLW" "SECK-", HEX, 32, "-X"), ("facebook", "EA" "ACEdEose0cBA", ALNUM, 60),
    ("age", "AGE-SECRET" "-KEY-1", UPNUM, 58), ("openshift", "sha" "256~", TOKEN, 43), ("readme", "rd" "me_", LOWNUM, 70),
    ("adafruit", "ai" "o_", ALNUM, 28), ("defined", "dn" "key-", TOKEN, 26, None), ("infracost", "ic" "o-", ALNUM, 32),
    ("asana", "1/" "1234567890123456:", HEX, 32), ("sourcegraph", "sg" "p_", HEX, 40), ("honeycomb", "hc" "aik_", LOWNUM, 58), ("frameio", "fi" "o-u-", TOKEN, 64),
]

# Of further rule sets.
FORMATS += [
    ("apify", "apify" "_api_", ALNUM, 36), ("bitbucket", "BB" "DC-", BASE64, 44), ("bannerbear", "bb" "_pr_", HEX, 30), ("ubidots", "BB" "FF-", ALNUM, 30),
    ("sonar", "sq" "co_", ALNUM, 59), ("figma", "fi" "gp_", TOKEN, 44), ("fleetbase", "flb" "_live_", ALNUM, 20), ("flexport", "shl" "tm_", TOKEN, 40), ("rootly", "root" "ly_", HEX, 64),
    ("nightfall", "N" "F-", ALNUM, 32), ("pagarme", "ak" "_live_", ALNUM, 30), ("ramp", "ramp" "_sec_", ALNUM, 48), ("salesforce", "3M" "VG9", ALNUM + "._", 85),
    ("voiceflow", "VF" ".DM.", HEX, 24, "." + "aB3dE6gH9jK2mN5p"), ("mapbox", "s" "k.", TOKEN + ".", 90), ("newrelic", "NR" "IQ-", TOKEN, 32), ("volcengine", "AK" "LT", TOKEN, 44), ("neon", "np" "g_", ALNUM, 12),
    ("ory", "ory" "_pat_", TOKEN, 40), ("okta", "0" "0", TOKEN, 40), ("llama", "ll" "x-", ALNUM, 48), ("runpod", "rp" "a_", ALNUM, 40), ("polar", "polar" "_oat_", TOKEN, 43), ("woocommerce", "c" "k_", HEX, 40),
    ("mailersend", "ml" "sn.", HEX, 64), ("pubnub", "sec" "-c-", TOKEN, 48), ("trello", "AT" "TA", HEX, 72), ("axiom", "xa" "at-", TOKEN, 36), ("deno", "dd" "w_", ALNUM, 36), ("swarm", "SW" "MTKN-1-", LOWNUM, 50),
    ("nostr", "ns" "ec1", LOWNUM, 58), ("klaviyo", "p" "k_", HEX, 34), ("trufflehog", "thog" "-secret-", HEX, 32), ("zapier", "sec" "ret-live-", TOKEN, 36), ("paseto", "v4" ".local.", TOKEN, 60),
]

TOKEN_CARRIERS = [
    "{}", "token {} works", "export X={}", '"{}"', "'{}'", "`{}`", "curl -H 'X-Thing: {}' https://api.example.org",
    "- {}", "({})", "see {}.", "{},", "backup_{}", "value={}&x=1", "https://api.example.org/v1?k={}", "> {}", "+{}",
    'a := "{}"', "line\\n{}", "x%20{}", "{}\nnext line", "\t{}\t", "[{}]", "<{}>", "k:{}", "2026-11-27 10:00:00 INFO got {}",
]


def tokens(rng):
    for entry in FORMATS:
        provider, prefix, alphabet, count = entry[:4]
        tail = entry[4] if len(entry) > 4 else ""
        for _ in range(12):
            body = run(rng, alphabet, count)
            if provider == "mailchimp":
                text = body + tail
            elif tail is None:
                more = {"dynatrace": "." + run(rng, UPNUM, 64), "postman": "-" + run(rng, HEX, 34),
                        "mapbox": "." + run(rng, TOKEN, 22), "defined": "-" + run(rng, TOKEN, 52)}[provider]
                text = prefix + body + more
            else:
                text = prefix + body + tail
            carrier = rng.choice(TOKEN_CARRIERS)
            if not prefix and "_{}" in carrier:
                carrier = "{}"
            yield "token", provider + ":" + carrier, carrier.format(text), [body]
    for _ in range(12):
        header = base64.urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT"}').decode().rstrip("=")
        yield "token", "jwt", f"{header}.{'eyJ' + run(rng, TOKEN, 60)}.{(s := run(rng, TOKEN, 43))}", [s]
        yield "token", "telegram", f"https://api.telegram.org/bot{run(rng, DIGITS, 9)}:AA{(s := run(rng, TOKEN, 33))}/getMe", [s]
        yield "token", "azure", "secret id " + run(rng, ALNUM, 3) + "8" + "Q~" + (s := run(rng, ALNUM + "._~-", 32).replace(".", "x")), [s]
        yield "token", "slack-hook", "https://hooks.slack.com/services/" + "T0" + run(rng, UPNUM, 8) + "/B0" + run(rng, UPNUM, 8) + "/" + (s := run(rng, ALNUM, 24)), [s]
        yield "token", "discord-hook", "https://discord.com/api/webhooks/123456789012345678/" + (s := run(rng, TOKEN, 68)), [s]
        yield "token", "discord", "bot M" + run(rng, ALNUM, 23) + "." + run(rng, TOKEN, 6) + "." + (s := run(rng, TOKEN, 30)), [s]
        yield "token", "tfc", (s := run(rng, ALNUM, 14)) + ".atlasv1." + run(rng, TOKEN, 64), [s]
        yield "token", "teams-hook", "https://acme.webhook.office.com/webhookb2/" + run(rng, HEX, 8) + "-1111-2222-3333-" + run(rng, HEX, 12) + "@x/IncomingWebhook/" + (s := run(rng, HEX, 32)) + "/y", [s]


def password(rng):
    """What people take for passwords: letters with digits, often a mark, eight to twenty characters."""
    kind = rng.randrange(5)
    if kind == 0:
        return run(rng, ALNUM, rng.randint(10, 20))
    if kind == 1:
        word = rng.choice(["Winter", "sunset", "Falcon", "maple", "Rocket", "harbor", "Tiger", "copper", "violet"])
        return word + rng.choice(["", "-", "_", "."]) + run(rng, DIGITS, rng.randint(2, 5)) + rng.choice(["", "!", "#", "x", "@"])
    if kind == 2:
        body = list(run(rng, ALNUM, rng.randint(8, 14)))
        body.insert(rng.randint(1, len(body) - 1), rng.choice("!#%*^~+=@"))
        return "".join(body)
    if kind == 3:
        return run(rng, LOWNUM, rng.randint(9, 16))
    return run(rng, ALNUM, rng.randint(20, 40))


def opaque(rng):
    """What services give out: hexadecimal, base64, letters and digits."""
    kind = rng.randrange(4)
    if kind == 0:
        return run(rng, HEX, rng.choice([32, 40, 64]))
    if kind == 1:
        return run(rng, ALNUM, rng.choice([24, 32, 40, 43]))
    if kind == 2:
        return run(rng, BASE64, rng.choice([43, 39, 27])) + rng.choice(["", "="])
    return run(rng, TOKEN, rng.choice([22, 32, 48]))


PASSWORD_NAMES = ["password", "DB_PASSWORD", "db_password", "dbPassword", "POSTGRES_PASSWORD", "passwd", "passphrase",
                  "MYSQL_ROOT_PASSWORD", "adminPassword", "smtp_password", "REDIS_PASSWORD", "user.password", "PGPASSWORD",
                  "spring.datasource.password", "root_pwd", "SSH_PASSPHRASE", "KEYSTORE_PASSWORD", "ldap-password"]
SECRET_NAMES = ["API_KEY", "api_key", "apiKey", "STRIPE_SECRET", "client_secret", "clientSecret", "JWT_SECRET", "secretKey",
                "SECRET_KEY_BASE", "access_token", "accessToken", "AUTH_TOKEN", "refresh_token", "GITHUB_TOKEN", "authToken",
                "aws_secret_access_key", "AWS_SECRET_ACCESS_KEY", "ENCRYPTION_KEY", "signing_key", "private_key", "webhook_secret",
                "SESSION_SECRET", "consumerSecret", "x-api-key", "bot_token", "NPM_TOKEN", "deploy_token", "masterKey",
                "storage_account_key", "DATADOG_API_KEY", "hmac_secret", "OPENAI_API_KEY"]

# {n} name, {v} value, {u} a user; {N} name in capitals.
NAMED_SHAPES = [
    "{N}={v}", "export {N}={v}", '{N}="{v}"', "{N}='{v}'", "{n}: {v}", '{n}: "{v}"', "{n}: '{v}'", "{n} = {v}", '{n} = "{v}"',
    '"{n}": "{v}"', '{{"{n}": "{v}", "port": 5432}}', '{{"{n}":"{v}"}}', "{{\\\"{n}\\\": \\\"{v}\\\"}}",
    "{{\\\\\\\"{n}\\\\\\\":\\\\\\\"{v}\\\\\\\"}}", "--{d}={v}", "--{d} {v} --verbose", "tool --{d} \\\n  {v} \\\n  --verbose",
    "{n}:\n  {v}", "{n}:\n  \"{v}\"\n", "{n}: |\n  {v}\n", "{n}: >-\n    {v}\n", "| {n} | {v} |", "| {n} | `{v}` |",
    "│ {n} │ {v} │", "{n}\t{v}", "{n}    {v}", "- name: {N}\n  value: {v}", '- name: {N}\n  value: "{v}"',
    '{{"name": "{N}", "value": "{v}"}}', '{{"name":"{N}","value":"{v}","type":"x"}}', '{{"Name": "{n}", "Value": "{v}"}}',
    '{{"ParameterKey": "{n}", "ParameterValue": "{v}"}}', "ParameterKey={n},ParameterValue={v}", "ENV {N} {v}", "ENV {N}={v}",
    "ARG {N}={v}", "**{n}:** {v}", "**{n}**: {v}", "**{n}**: `{v}`", "- {n}: `{v}`", "`{n}`: `{v}`", "* {n} = {v}",
    "<{x}>{v}</{x}>", '<property name="{n}" value="{v}"/>', '<add key="{n}" value="{v}" />', '<entry key="{n}">{v}</entry>',
    "<key>{n}</key>\n<string>{v}</string>", '<string name="{n}">{v}</string>', "{n}%3D{v}%26x%3D1", "?{n}={v}&page=2",
    "%22{n}%22%3A%22{v}%22", "{n}=&quot;{v}&quot;", "set {N}={v}", 'setx {N} "{v}"', "$env:{N} = \"{v}\"", "$env:{N}='{v}'",
    'variable "{n}" {{\n  default = "{v}"\n}}', 'variable "{n}" {{\n  type    = string\n  default = "{v}"\n}}', "{n}: !!str {v}",
    '+  {n}: "{v}"', '-{N}={v}', '+{N}={v}', "> {n}: {v}", "    {n}: {v}", "# {N}={v}", "// {n}: \"{v}\"",
    "2026-11-27T10:00:00Z INFO config {n}={v} loaded", "[{n}] {v}"[0:0] or "{n} -> {v}", "{n} => '{v}',", "{n} := \"{v}\"",
    "-e {N}={v}", "docker run -e {N}={v} -p 80:80 app", "environment:\n  - {N}={v}", "environment:\n  {N}: {v}",
    "{N}={v} ./run.sh", "env {N}={v} make test", "-D{n}={v}", "-var '{n}={v}'", "TF_VAR_{n}={v}", "[section]\n{n}={v}\nport=1",
    "{n} {v}" [0:0] or 'output "{n}" = "{v}"', "{n}={v};Encrypt=true", "user={u};{n}={v}", "1\t{n}: {v}", "     3→{N}={v}",
    "{n}: {v} # comment", "{N}={v} # comment", "{n},{v}", '"{n}","{v}"', "{u},{v}"[0:0] or "user | {n}\n---|---\n{u} | {v}",
    "| user | {n} |\n|---|---|\n| {u} | {v} |", "user,{n},role\n{u},{v},admin",
]

# More of what programs print and people write.
NAMED_SHAPES += [
    '"{n}" : "{v}"', "{{{n}: {v}, user: {u}}}", "{n} : {v}", "{n}: `{v}`,", '{n}!: string = "{v}";', '#define {N} "{v}"', '{n} = @"{v}";', '{n}: "{v}",',
    '{n}: "{v}".to_owned(),', 'val {n} = "{v}"', "'{n}' => '{v}'", ':{n} => "{v}"', "{n} => '{v}'", 'Sys.setenv({N} = "{v}")', '-{n} "{v}"', "{N}=$'{v}'",
    '$env.{N} = "{v}"', "env:\n  {N}: {v}", "--set auth.{n}={v}", "--set-string {n}={v}", '  + {n} = "{v}"', '~ {n} = "old" -> "{v}"',
    '"{n}":{{"sensitive":true,"type":"string","value":"{v}"}}', 'Content-Disposition: form-data; name="{n}"\n\n{v}\n--x', '<input type="text" name="{n}" value="{v}">',
    'GET /login?user={u}&{n}={v} HTTP/1.1', "{{'{n}': '{v}', 'a': 1}}", "Config({n}='{v}', port=1)", "User{{{n}={v}, name=x}}", '#<Conn {n}: "{v}">',
    "level=info {n}={v} msg=x", "Username: {u}\nPassword: {v}\n", "pw: {v}", "pass: {v}", "PW={v}", "SSHPASS={v}", "DBPASS={v}", "bindpw {v}", "export {N}={v} && ./run",
    "{N}={v};", "{n}={v}\\n{n}2={v}", "{{\"env\": [\"{N}={v}\"]}}", "Environment={N}={v}", 'Environment="{N}={v}"', "SetEnv {N} {v}", "fastcgi_param {N} {v};",
    "let {n} = '{v}' as const", 'final {n} = "{v}";', '{n}="{v}" python a.py', 'local {n} = "{v}"', "{n}={v}\r\n", "'{n}={v}'", '"{n}={v}"', "`{n}={v}`", "({n}: {v})", "{n}:{v}", "{n}: {v},",
    "| {u} | {n} | {v} |", "- [x] {n}: {v}", "1. {n}: {v}", "{n}：{v}", "**{n}** = {v}", "_{n}_: {v}", "<b>{n}</b>: {v}", "<td>{n}</td><td>{v}</td>", "<dt>{n}</dt><dd>{v}</dd>",
]

PROSE = [
    "the password is {v}", "The password is {v}.", "password: {v}", "Password for {u}: {v}", "Your API key is {v}", "the API key is `{v}`",
    "my token is {v}, please use it", "use the password {v} to log in", "use password `{v}`", "with the password \"{v}\"",
    "set the password to {v}", "the admin password was changed to {v}", "Initial password: {v}", "New password → {v}",
    "login {u} with password {v}", "user {u} / password {v}", "username: {u}, password: {v}", "secret key — {v}",
    "密码是 {v}", "密码：{v}", "密码是{v}，请登录", "密码为 {v}", "我的密码是：{v}", "口令: {v}", "令牌是 {v}", "密钥：{v}", "API密钥是 {v}",
    "数据库密码 {v}", "パスワードは {v} です", "パスワード：{v}", "トークンは {v}", "비밀번호는 {v}", "비밀번호: {v}", "암호는 {v} 입니다",
    "das Passwort ist {v}", "Passwort: {v}", "Kennwort lautet {v}", "le mot de passe est {v}", "mot de passe : {v}",
    "la contraseña es {v}", "contraseña: {v}", "a senha é {v}", "senha: {v}", "la password è {v}", "пароль: {v}", "пароль — {v}",
    "пароль {v}", "токен: {v}", "het wachtwoord is {v}", "lösenord: {v}", "hasło to {v}", "hasło: {v}", "şifre: {v}", "mật khẩu là {v}",
    "heslo: {v}", "lösenordet är {v}", "adgangskode: {v}", "salasana on {v}", "parola: {v}", "jelszó: {v}", "รหัสผ่าน: {v}",
    "كلمة المرور: {v}", "पासवर्ड: {v}",
]

FORMS = [
    # command lines
    "curl -u {u}:{v} https://x.example.org", "curl -u '{u}:{v}' https://x", "curl --user {u}:{v} https://x", "curl -su {u}:{v} https://x",
    "curl -u{u}:{v} https://x", "curl --proxy-user {u}:{v} https://x", "wget --user={u} --password={v} https://x",
    "wget --http-password={v} https://x", "mysql -u root -p{v} shop", "mysql -h db -u{u} -p'{v}'", "mysqldump -u root -p{v} shop > a.sql",
    "mysql --password={v} -e 'select 1'", "mysqladmin -u root password {v}", "mariadb -p{v} shop", "PGPASSWORD={v} psql -h db", "redis-cli -a {v} ping",
    "redis-cli -h cache --pass {v} info", "docker login -u {u} -p {v}", "docker login registry.example.org -u {u} -p '{v}'",
    "docker login --username {u} --password {v}", "podman login -p {v} -u {u} quay.io", "echo {v} | docker login -u {u} --password-stdin",
    'echo "{v}" | docker login ghcr.io -u {u} --password-stdin', "printf '%s' '{v}' | docker login -u {u} --password-stdin",
    "docker login -u {u} --password-stdin <<< {v}", "sudo -S <<< {v} apt update", "sudo -S <<< '{v}' apt update", "echo {v} | sudo -S apt update",
    "echo '{v}' | sudo -S -k true", "echo \"{u}:{v}\" | chpasswd", "echo '{u}:{v}' | sudo chpasswd", "sshpass -p {v} ssh {u}@host", "sshpass -p'{v}' ssh h",
    "sshpass -p \"{v}\" scp a b:", "openssl enc -aes-256-cbc -k {v} -in a", "openssl rsa -passin pass:{v} -in k.pem",
    "openssl pkcs12 -export -passout pass:{v} -out a.p12", "openssl enc -d -pass pass:{v} -in x", "gpg --batch --passphrase {v} -d a.gpg",
    "gpg --passphrase '{v}' -c a", "keytool -genkey -storepass {v} -alias a", "keytool -keypass {v} -list", "zip -P {v} a.zip b", "unzip -P {v} a.zip",
    "7z x -p{v} a.7z", "7z a -p'{v}' a.7z b", "ldapsearch -x -D cn=admin -w {v} -b dc=x", "smbclient //h/share -U {u}%{v}", "mongo -u {u} -p {v} shop",
    "mongosh --username {u} --password {v}", "mongodump -u {u} -p '{v}' -d shop", "sqlcmd -S db -U sa -P {v} -Q x", "sqlplus {u}/{v}@orcl",
    "mosquitto_pub -h h -u {u} -P {v} -t a -m b", "ipmitool -H h -U {u} -P {v} power status", "plink -pw {v} {u}@host", "htpasswd -b .htpasswd {u} {v}",
    "htpasswd -bc /etc/x {u} {v}", "rabbitmqctl add_user {u} {v}", "rabbitmqctl change_password {u} {v}", "http -a {u}:{v} https://x", "https -a {u}:{v} GET x.example.org",
    "vault login {v}", "vault kv put secret/app password={v}", "aws configure set aws_secret_access_key {v}", "npm config set //registry.npmjs.org/:_authToken {v}",
    "gh secret set DEPLOY --body {v}", "gh secret set DEPLOY -b \"{v}\"", "echo {v} | gh auth login --with-token", "fly secrets set SOMETHING={v}",
    "heroku config:set SECRET_KEY={v}", "kubectl create secret generic s --from-literal=password={v}", "kubectl create secret generic s --from-literal=foo={v}",
    "kubectl create secret docker-registry r --docker-password={v}", "az login --service-principal -u {u} -p {v} --tenant t", "helm registry login r -u {u} -p {v}",
    "svn co --username {u} --password {v} url", "mount -t cifs //h/s /m -o user={u},password={v}", "mount -t cifs //h/s /m -o username={u},pass={v}",
    "xfreerdp /u:{u} /p:{v} /v:host", "net use Z: \\\\h\\s /user:{u} {v}", "cmdkey /add:h /user:{u} /pass:{v}", "snmpget -v3 -A {v} -u {u} h oid",
    "setenv API_SECRET {v}", "set -x API_TOKEN {v}", "set -gx DB_PASSWORD {v}", "skopeo copy --src-creds {u}:{v} docker://a b", "skopeo login -u {u} -p {v} r",
    "lftp -u {u},{v} ftp.example.org", "ansible-playbook -e 'db_password={v}' site.yml", "wpa_passphrase home {v}", "nmcli dev wifi connect home password {v}",
    "pass_var=1 redis-cli -u redis://:{v}@h:6379", "mc alias set m https://h AK {v}", "restic --password-command 'echo {v}' snapshots", "cryptsetup open /dev/sda x <<< {v}",
    "expect -c 'spawn ssh h; expect \"assword:\"; send \"{v}\\r\"'", "git clone https://{u}:{v}@example.org/a.git", "git -c http.extraHeader='Authorization: Basic {b}' fetch",
    "curl -H 'Authorization: Basic {b}' https://x", "curl -H \"Authorization: Bearer {o}\" https://x", "curl -H 'X-Auth-Token: {o}' https://x", "curl -H 'api-key: {o}' https://x",
    "curl -b 'session={o}' https://x", "curl --cookie \"sid={o}; a=b\" https://x", "curl -d 'user={u}&password={v}' https://x", "curl -d '{{\"user\":\"{u}\",\"password\":\"{v}\"}}' https://x",
    "curl --data-urlencode 'password={v}' https://x", "curl -F password={v} https://x", "psql 'host=db user={u} password={v}'", "psql \"postgresql://{u}:{e}@db/shop\"",
    "twine upload -u __token__ -p {v} dist/*", "cargo login {o}", "doctl auth init -t {o}", "ngrok config add-authtoken {o}", "railway login --token {o}",
    "kinit {u} <<< {v}", "su - {u} -c x <<< {v}", "passwd --stdin {u} <<< {v}", "echo {v} | passwd --stdin {u}", "useradd -p '{v}' {u}",
    # code
    'setenv("API_SECRET", "{v}", 1);', 'os.environ["DB_PASSWORD"] = "{v}"', "os.environ.get('DB_PASSWORD', '{v}')", 'os.getenv("API_TOKEN", "{v}")',
    "process.env.DB_PASSWORD || '{v}'", "process.env.API_TOKEN ?? \"{v}\"", "process.env['API_SECRET'] = '{v}'", 'ENV["API_SECRET"] ||= "{v}"', "ENV.fetch('DB_PASSWORD', '{v}')",
    'putenv("DB_PASSWORD={v}");', "getenv('API_KEY') ?: '{v}'", 'System.setProperty("db.password", "{v}");', 'config.set("db.password", "{v}")',
    "define('DB_PASSWORD', '{v}');", "auth=('{u}', '{v}')", 'requests.get(url, auth=("{u}", "{v}"))', "HTTPBasicAuth('{u}', '{v}')", 'request.auth("{u}", "{v}")',
    'req.SetBasicAuth("{u}", "{v}")', 'new NetworkCredential("{u}", "{v}")', 'Credentials.basic("{u}", "{v}")', 'smtp.login("{u}", "{v}")', 'server.login("{u}@example.org", "{v}")',
    'DriverManager.getConnection(url, "{u}", "{v}")', "mysqli_connect('db', '{u}', '{v}', 'shop')", "new PDO($dsn, '{u}', '{v}')", 'let password = "{v}";', "const password = '{v}';",
    'password: String = "{v}"', 'let token: &str = "{v}";', 'private static final String SECRET = "{v}";', 'var apiKey = @"{v}";', "password = b'{v}'", 'password = """{v}"""',
    'SecretString::new("{v}".into())'[0:0] or 'password: Some("{v}".to_string()),', 'String password = new String("{v}");', 'cfg.Password = "{v}"', "$password = '{v}';", "my $password = '{v}';",
    'connect(host="db", user="{u}", passwd="{v}")', 'client = Client(api_key="{v}")', "new Client({{ apiKey: '{v}' }})", 'headers["X-Api-Key"] = "{v}"', 'headers.set("X-Api-Key", "{v}")',
    "headers: {{ 'X-Api-Key': '{v}' }}", "headers: {{ Authorization: `Bearer {o}` }}", '.withPassword("{v}")', '.password("{v}")', 'setPassword("{v}")', 'ConvertTo-SecureString "{v}" -AsPlainText -Force',
    '[Environment]::SetEnvironmentVariable("API_TOKEN", "{v}")', 'db, err := sql.Open("mysql", "{u}:{v}@tcp(db:3306)/shop")', 'jdbc:mysql://db/shop?user={u}&password={v}', "jdbc:oracle:thin:{u}/{v}@db:1521:x",
    'Server=db;Database=shop;User Id={u};Password={v};', "Data Source=db;Pwd={v};", "amqp://{u}:{v}@mq:5672/", "postgres://{u}:{w}@db:5432/shop", "mongodb://{u}:{w}@db/shop", "redis://:{v}@cache:6379/0",
    "CREATE USER {u} IDENTIFIED BY '{v}';", "ALTER USER {u} IDENTIFIED WITH mysql_native_password BY '{v}';", "CREATE ROLE {u} LOGIN PASSWORD '{v}';", "ALTER ROLE {u} WITH ENCRYPTED PASSWORD '{v}';",
    "SET PASSWORD FOR '{u}'@'h' = PASSWORD('{v}');", "ALTER LOGIN sa WITH PASSWORD = '{v}';", "INSERT INTO users (name, password) VALUES ('{u}', '{v}');", "UPDATE users SET password = '{v}' WHERE id = 1;",
    "GRANT ALL ON a.* TO '{u}'@'%' IDENTIFIED BY '{v}';", "machine example.org login {u} password {v}", "machine example.org\n  login {u}\n  password {v}", "db.example.org:5432:shop:{u}:{v}", "localhost:*:*:{u}:{v}",
    "{u}:$apr1$abcdefgh${h}", "{u}:$2y$10${H}", '{{"auths": {{"r.example.org": {{"auth": "{b}"}}}}}}', "users:\n- name: a\n  user:\n    client-key-data: {k}", "users:\n- user:\n    token: {o}",
    "kind: Secret\ndata:\n  foo: {b}", "apiVersion: v1\nkind: Secret\nstringData:\n  foo: {v}", "Cookie: session={o}; theme=dark", "Set-Cookie: sid={o}; Path=/; HttpOnly", "PHPSESSID={o}",
    "connect.sid=s%3A{o}", "//registry.npmjs.org/:_authToken={o}", "_auth={b}", "[default]\naws_access_key_id = x\naws_secret_access_key = {a}", 'password "{v}"', "requirepass {v}", "rpcpassword={v}",
    "Authorization: token {o}", "Proxy-Authorization: Basic {b}", "x-amz-security-token: {o}", "X-Vault-Token: {o}", "PRIVATE-TOKEN: {o}", "https://s.blob.core.windows.net/a?sv=2024&sig={s}", "https://b.s3.amazonaws.com/k?X-Amz-Signature={x}",
    "DefaultEndpointsProtocol=https;AccountName=a;AccountKey={k};EndpointSuffix=core", "Endpoint=sb://x/;SharedAccessKeyName=r;SharedAccessKey={k}", "PrivateKey = {k}", "wifi.psk={v}", "psk=\"{v}\"", "ssid=\"home\"\npsk=\"{v}\"",
]


# What else programs print, people write and type.
NAMED_SHAPES += [
    '[db]\n{n} = """{v}"""', '{n} : {v}', '{n} = <<EOT\n{v}\nEOT', "{{{n}:'{v}'}}", "{n}: process.env.{N} || '{v}'",
    "readonly {n} = '{v}' as const;", "private {n}: string = '{v}';", "dict({n}='{v}', x=1)", '{n}: str = "{v}"',
    'os.environ.setdefault("{N}", "{v}")', 'monkeypatch.setenv("{N}", "{v}")', 'parser.add_argument("--{d}", default="{v}")',
    'settings.configure({N}="{v}")', 'os.Setenv("{N}", "{v}")', 't.Setenv("{N}", "{v}")', 'const {n} = `{v}`',
    'flag.String("{d}", "{v}", "the value")', 'env::set_var("{N}", "{v}");', 'let {n} = String::from("{v}");', 'const {N}: &\'static str = "{v}";',
    'var {n}: String? = "{v}"', 'let {n}: String = "{v}"', '["{n}"] = "{v}",', 'builder.{n} = "{v}";', "'{n}' => env('{N}', '{v}'),",
    "$config['{n}'] = '{v}';", "const {N} = '{v}';", 'ENV["{N}"] = "{v}"', ':{n} => "{v}",', 'config :app, {n}: "{v}"',
    'System.put_env("{N}", "{v}")', '{n} = [[{v}]]', 'dbConnect(drv, {n} = "{v}")', ': ${{{N}:={v}}}', '{n}="${{{N}:-{v}}}"', 'declare -x {N}="{v}"',
    'export {N}={v}; make', 'local {n}={v}', 'readonly {N}={v}', "declare -rx {N}='{v}'", 'set -Ux {N} {v}', 'set --export {N} {v}',
    'Set-Variable -Name {n} -Value "{v}"', "[Environment]::SetEnvironmentVariable('{N}','{v}','User')", 'Set-Item env:{N} "{v}"', 'set "{N}={v}"',
    '{N} := {v}', '{N} ?= {v}', 'export {N} ?= {v}', 'ENV {N}={v} OTHER=x', 'RUN {N}={v} make', 'docker build --build-arg {N}={v} .',
    'docker run --env {N}={v} app', 'docker run --env={N}={v} app', 'docker run -e "{N}={v}" app', 'docker run -e{N}={v} app', '      - "{N}={v}"',
    'kubectl set env deploy/x {N}={v}', '- {{name: {N}, value: {v}}}', 'helm upgrade x . --set a.b.{n}={v},c=d', 'env: {{{N}: {v}}}',
    'with:\n  {n}: {v}', 'echo "{N}={v}" >> $GITHUB_ENV', '::set-output name={n}::{v}', 'h1 ansible_user={u} {n}={v}', 'proxy_set_header {d} "{v}";',
    'SetEnv {N} {v}', 'Environment={N}={v}', '* * * * * {N}={v} /usr/bin/x', 'level=info msg="login" {n}={v} user={u}',
    '{{"level":"info","ctx":{{"{n}":"{v}"}}}}', '{n} [{v}]', '{n}=<{v}>', "{n}='{v}' rejected", 'Parameters: {{"user"=>{{"{n}"=>"{v}"}}}}',
    'map[{n}:{v} user:{u}]', '{{User:{u} {n}:{v}}}', 'User({n}={v}, name={u})', "Namespace({n}='{v}', v=1)", '#<User @{n}="{v}">',
    '["{n}"]=>\n  string(12) "{v}"', '[{n}] => {v}', "{{ {n}: '{v}' }}", '- {n}: "{v}"', 'user={u}&{n}={v}&x=1',
    'mutation {{ login(user: "{u}", {n}: "{v}") }}', '{n}: &pw {v}', '{{user: {u}, {n}: {v}}}', '<{x} type="x">{v}</{x}>',
    '<{x}><![CDATA[{v}]]></{x}>', '<c {x}="{v}"/>', '<property name="{n}"><value>{v}</value></property>', '<param name="{n}" value="{v}"/>',
    '<x:{x}>{v}</x:{x}>', '&lt;{x}&gt;{v}&lt;/{x}&gt;', '#{n}={v}&token_type=bearer', 'https://x.example/cb?{n}={v}#top', '| **{n}** | {v} |',
    '> **{n}:** `{v}`', '- **{n}** – {v}', '1. {n}: {v}', '<td>{n}</td><td>{v}</td>', '{n}:\n\n    {v}', '"name","{n}"\n"{u}","{v}"',
    'user\t{n}\n{u}\t{v}', 'user;{n};role\n{u};{v};x', '│ user │ {n} │\n├──────┼──────┤\n│ {u} │ {v} │', ' user | {n} \n------+-----\n {u} | {v}',
    '+-----+\n| {n} |\n+-----+\n| {v} |\n+-----+', 'USER   {N}\n{u}      {v}', '{n}={v}\r\nuser={u}', '{n}:{v}', '{n} ={v}', '"{n}"="{v}"',
    '\'{n}\': "{v}"', '+    "{n}": "{v}",', '-    "{n}": "{v}",', " {n} = '{v}'", '@@ -1 +1 @@\n-{N}=old\n+{N}={v}', '12:{N}={v}',
    'config.py:12:{n} = "{v}"', './.env:3:{N}={v}', 'config/app.yml-7-  {n}: {v}', '\x1b[32m{n}\x1b[0m: {v}', "{n}: \x1b[33m'{v}'\x1b[39m",
    ">>> {n}\n'{v}'", '>>> print({n})\n{v}', 'Enter {n}: {v}', '{n}? {v}', 'Your {n} is: {v}', 'New {n}: {v}', '{n} set to {v}', 'using {n} "{v}"',
    '{n} was `{v}` before', '"{n}": ["{v}"]', '{n}[0]={v}', '{n}: ["{v}", "b"]', '{{\\"env\\":[{{\\"name\\":\\"{N}\\",\\"value\\":\\"{v}\\"}}]}}',
    '{{"key":"{n}","value":"{v}"}}', '{{"key": "{n}", "type": "string", "value": "{v}"}}', '{{"name":"{n}","in":"header","example":"{v}"}}',
    '"{n}": {{"S": "{v}"}}', '"{n}": {{"stringValue": "{v}"}}', '"{n}": {{ "value": "{v}" }}', '{n}.value = "{v}"',
    'document.getElementById("{n}").value = "{v}"', "await page.fill('#{n}', '{v}')", 'await page.type(\'input[name="{n}"]\', \'{v}\')',
    "cy.get('#{n}').type('{v}')", 'fill_in "{n}", with: "{v}"', 'driver.find_element(By.ID, "{n}").send_keys("{v}")', "self.{n} = '{v}'",
    'this.{n} = "{v}";', '@{n} = "{v}"', '${n} = "{v}";', "my ${n} = '{v}';", "{n}: '{v}', // prod", 'if ({n} === "{v}") {{', 'assert {n} == "{v}"',
    'expect({n}).toBe("{v}")', 'XCTAssertEqual({n}, "{v}")', 'strcmp({n}, "{v}") == 0', '{N}: {v}\n', 'spring:\n  datasource:\n    {n}: {v}',
    '{n}%3D{v}%26', '%22{n}%22%3A%20%22{v}%22', '{n}&#61;{v}', '{n}\\u003d{v}',
]
PROSE += [
    'credentials: {u}/{v}', 'credentials are {u}:{v}', 'user {u}, pass {v}', 'pw: {v}', 'my pw is {v}', 'the pass is {v}', 'use {v} as password',
    'use {v} as the password', 'password → {v}', 'password ({v})', 'API key = {v}', "here's the token: {v}", 'try {v} for the password',
    'set the password to `{v}`', 'username: {u}\npassword: {v}', 'username {u} password {v}', 'token `{v}`', 'secret is: {v}',
    'The admin password on staging is {v}.', "I've reset your password to {v}, please change it.", 'password is currently {v}',
    'password = {v} (temporary)', 'Login: {u}, Password: {v}', 'login {u}/{v}', 'user: {u} pass: {v}', "It's {v} (the root password)",
    'the db password: {v}', 'pwd is {v}', 'passphrase: "{v}"', 'le mdp est {v}', 'mdp : {v}', 'mot de passe {v}', 'Mot de passe : {v}',
    'la clave es {v}', 'clave: {v}', 'la contraseña del admin es {v}', 'a palavra-passe é {v}', 'palavra-passe: {v}', 'chave de API: {v}',
    'a senha do banco é {v}', 'la password è: {v}', 'Das Passwort ist {v}', 'Passwort für root: {v}', 'Das Kennwort lautet: {v}', 'PW: {v}',
    'Zugangsdaten: {u} / {v}', 'wachtwoord: {v}', 'пароль от базы: {v}', 'пароль у админа {v}', 'Пароль - {v}', 'пароль: «{v}»', '密码设置成 {v}',
    '数据库密码：{v}', '密码（{v}）', '用户名 {u} 密码 {v}', '账号密码是 {u}/{v}', '账号：{u}，密码：{v}', '把 token 换成 {v}', 'API 密钥为 {v}', '口令 {v}', '管理员密码是“{v}”',
    '密码就用 {v} 吧', '新密码: {v}', 'root 的密码是 {v}。', 'パスワードは{v}です', 'パスワードは「{v}」です', 'パスワード: {v}', 'APIキーは {v}', 'パスワードを {v} に変更しました', '비밀번호는 {v} 입니다',
    '비밀번호: {v}', 'API 키는 {v}', 'mật khẩu: {v}', 'parola: {v}', 'şifre {v}', 'Şifreniz: {v}', 'hasło: {v}', 'hasło do bazy to {v}',
    'пароль до бази: {v}', 'heslo je {v}', 'lösenordet är {v}', 'ο κωδικός είναι {v}', 'הסיסמה היא {v}', 'salasana: {v}', 'a jelszó: {v}',
    'parola este {v}', 'kata sandi adalah {v}', 'kata sandi: {v}', 'passordet er {v}', 'adgangskoden er {v}', 'رمز عبور: {v}', 'كلمة المرور هي {v}',
    'पासवर्ड {v} है', 'รหัสผ่านคือ {v}',
]
FORMS += [
    'curl -u "{u}:{v}" https://x', 'curl --user={u}:{v} https://x', 'curl --header "X-API-Key: {o}" https://x', 'curl "https://{u}:{v}@h.example/x"',
    "wget --header='Authorization: Bearer {o}' https://x", "mysql --user={u} --password='{v}'", 'mysql -uroot -p{v} -h db',
    'mysql -u root "-p{v}" shop', "PGPASSWORD='{v}' pg_dump -h db", 'mongosh "mongodb://{u}:{v}@h:27017/x"',
    'mongosh -u {u} -p {v} --authenticationDatabase admin', 'redis-cli -u redis://:{v}@h', 'redis-cli --user {u} --pass {v}',
    'docker login -u{u} -p{v}', 'docker exec -e DB_PASSWORD={v} c sh', 'printf {v} | docker secret create x -', 'docker secret create x - <<< {v}',
    'kubectl create secret generic a --from-literal password={v}', 'kubectl config set-credentials {u} --token={o}',
    'kubectl config set-credentials {u} --password={v}', 'kubectl --token {o} get pods', 'kubectl --token={o} get pods',
    'oc login --token={o} https://h', 'oc login -u {u} -p {v} https://h', 'helm repo add x https://h --username {u} --password {v}',
    'helm install x c --set postgresql.auth.password={v}', 'terraform apply -var db_password={v}', 'terraform apply -var="db_password={v}"',
    'vault kv put -mount=secret x api_key={v}', 'vault write auth/userpass/login/{u} password={v}',
    'aws ssm put-parameter --name /x --type SecureString --value {v}', 'aws secretsmanager create-secret --name x --secret-string {v}',
    'aws secretsmanager put-secret-value --secret-id x --secret-string \'{{"password":"{v}"}}\'',
    'aws rds modify-db-instance --master-user-password {v}', 'aws cognito-idp admin-set-user-password --password {v} --permanent',
    'gcloud sql users set-password {u} --password={v}', 'gcloud secrets versions add x --data-file=- <<< {v}',
    'echo -n {v} | gcloud secrets create x --data-file=-', 'az sql server create --admin-password {v} -n x',
    'az keyvault secret set --vault-name a --name b --value {v}', 'az storage blob list --account-key {k}',
    'az webapp config appsettings set --settings DB_PASSWORD={v}', 'heroku config:set API_TOKEN={v} -a app', 'heroku config:set API_TOKEN="{v}"',
    'fly secrets set DB_URL_PASS={v}', 'vercel env add API_TOKEN production <<< {v}', 'echo {v} | vercel env add API_TOKEN production',
    'netlify env:set API_TOKEN {v}', 'railway variables set API_TOKEN={v}', 'railway variables --set "API_TOKEN={v}"',
    'wrangler secret put API_TOKEN <<< {v}', 'echo "{v}" | npx wrangler secret put API_TOKEN', 'gh secret set DEPLOY_KEY --body "{v}"',
    'gh secret set DEPLOY_KEY -b{v}', 'gh auth login --with-token <<< {o}', 'glab auth login --token {o}',
    'git clone https://oauth2:{o}@gitlab.example/a.git', 'git remote add x https://{u}:{v}@h.example/r.git',
    'git config --global http.extraheader "AUTHORIZATION: bearer {o}"', 'git -c http.extraHeader="PRIVATE-TOKEN: {o}" clone x',
    'npm config set _authToken={o}', 'npm config set //r.example/:_authToken={o}', 'yarn config set npmAuthToken {o}',
    'pip install --index-url https://{u}:{v}@h.example/simple x', 'poetry config http-basic.x {u} {v}', 'poetry publish -u {u} -p {v}',
    'poetry config pypi-token.pypi {o}', 'twine upload --username {u} --password {v} dist/*', 'cargo publish --token {o}',
    'bundle config set --global gems.x {u}:{v}', 'composer config http-basic.h.example {u} {v}', 'mvn -Dpassword={v} deploy',
    'gradle -PsonatypePassword={v} publish', 'dotnet nuget add source https://x -u {u} -p {v}', 'nuget sources add -Name x -Password {v}',
    'dotnet user-secrets set "Db:Password" "{v}"', 'openssl passwd -1 {v}', "openssl passwd -6 '{v}'", 'openssl dgst -sha256 -hmac {v} f',
    'openssl enc -aes-256-cbc -pass "pass:{v}" -in a', 'gpg --batch --yes --passphrase={v} -d f', 'gpg --passphrase-fd 0 -d f <<< {v}',
    'echo {v} | gpg --batch --passphrase-fd 0 -d f', 'ssh-keygen -t ed25519 -N {v} -f x', 'ssh-keygen -t ed25519 -N "{v}" -f x',
    'ssh-keygen -p -P {v} -f x', 'sshpass -p "{v}" rsync a h:b', 'SSHPASS={v} sshpass -e ssh h', 'lftp -u {u},{v} sftp://h',
    'curl ftp://{u}:{v}@h.example/f', 'smbclient -U {u}%{v} //h/s', 'mount.cifs //h/s /m -o username={u},password={v}',
    'net use * \\h\\s /user:{u} {v}', 'rdesktop -u {u} -p {v} h', 'xfreerdp /u:{u} /p:"{v}" /v:h', 'ldapsearch -D cn=a -w {v} -b dc=x',
    'ldappasswd -s {v} cn=a', 'kinit {u} <<< {v}', 'echo {v} | kinit {u}', 'htpasswd -nb {u} {v}', 'htpasswd -Bbn {u} {v}',
    'mkpasswd -m sha-512 {v}', 'chpasswd <<< {u}:{v}', 'cryptsetup luksFormat /dev/x - <<< {v}',
    'echo -n {v} | cryptsetup open /dev/x y --key-file=-', 'nmcli dev wifi connect x password "{v}"',
    'rclone config create x s3 secret_access_key {o}', 'rclone ls x: --sftp-pass {v}', 'RESTIC_PASSWORD={v} restic -r x snapshots',
    "export BORG_PASSPHRASE='{v}'", 's3cmd --secret_key={o} ls', 'mc alias set m http://h AKIDX {v}', 'mc config host add m http://h AKIDX {v}',
    'ngrok authtoken {o}', 'cloudflared tunnel run --token {o}', 'tailscale up --authkey {o}', 'tailscale up --auth-key={o}',
    'stripe listen --api-key {o}', 'sentry-cli --auth-token {o} releases', 'sonar-scanner -Dsonar.login={o}', 'sonar-scanner -Dsonar.token={o}',
    'ansible all -e "ansible_become_pass={v}"', 'ansible-playbook x.yml --extra-vars "db_password={v} x=1"',
    'ansible-playbook x.yml --extra-vars \'{{"db_password":"{v}"}}\'', 'ipmitool -I lanplus -H h -U {u} -P {v} sol',
    'racadm -r h -u {u} -p {v} getsysinfo', 'sqlplus -S {u}/{v}@h:1521/x', "sqlcmd -S h -U sa -P '{v}' -Q x", 'isql -U {u} -P {v} -S h',
    'tsql -H h -U {u} -P {v}', 'clickhouse-client --password {v} -q x', 'clickhouse-client --password={v} -q x', 'cqlsh h -u {u} -p {v}',
    'influx -username {u} -password {v}', 'cypher-shell -u {u} -p {v}', 'neo4j-admin set-initial-password {v}',
    'neo4j-admin dbms set-initial-password {v}', 'rabbitmqadmin -u {u} -p {v} list queues', 'mosquitto_passwd -b f {u} {v}',
    'kafka-topics --command-config <(echo \'sasl.jaas.config=org.apache.PlainLoginModule required username="{u}" password="{v}";\')',
    'keytool -importkeystore -srcstorepass {v} -deststorepass x1', 'jarsigner -storepass {v} a.jar k', 'apksigner sign --ks-pass pass:{v} a.apk',
    'security add-generic-password -a {u} -s x -w {v}', 'security unlock-keychain -p {v} login.keychain', 'security import c.p12 -P {v} -k x',
    'xcrun notarytool submit a.zip --apple-id a@b.c --password {v} --team-id T', 'xcrun altool --upload-app -u {u} -p {v}',
    'signtool sign /f c.pfx /p {v} a.exe', 'zip -P {v} a.zip b', "zip -r -P '{v}' a.zip b", '7z a -p{v} -mhe a.7z b', 'rar a -hp{v} a.rar b',
    'qpdf --password={v} --decrypt a b', 'ffmpeg -i rtsp://{u}:{v}@h:554/s x.mp4', 'steamcmd +login {u} {v} +quit',
    'crackmapexec smb h -u {u} -p {v}', 'evil-winrm -i h -u {u} -p {v}', 'psexec \\h -u {u} -p {v} cmd', 'wmic /node:h /user:{u} /password:{v} os',
    'schtasks /create /tn x /ru {u} /rp {v}', 'sc config x obj= {u} password= {v}', 'net user {u} {v} /add',
    'curl -d "grant_type=password&username={u}&password={v}" https://x',
    'curl -d \'{{"auth":{{"passwordCredentials":{{"username":"{u}","password":"{v}"}}}}}}\' https://x',
    'curl -X POST https://x -H \'Content-Type: application/json\' --data-raw $\'{{"password":"{v}"}}\'', "curl --data 'client_secret={o}' https://x",
    'curl -H "Authorization: ApiKey {o}" https://x', 'curl -H "authorization: {o}" https://x', 'curl -H "Ocp-Apim-Subscription-Key: {o}" https://x',
    "curl -H 'Cookie: JSESSIONID={o}' https://x", 'curl -H "X-Gitlab-Token: {o}" https://x', "sed -i 's/^DB_PASSWORD=.*/DB_PASSWORD={v}/' .env",
    'sed -i "s|__DB_PASSWORD__|{v}|" f', "tee .env <<< 'DB_PASSWORD={v}'", 'cat > .env <<EOF\nDB_PASSWORD={v}\nEOF',
    "echo 'DB_PASSWORD={v}' >> .env", 'echo "machine h.example login {u} password {v}" > ~/.netrc', "echo -n '{u}:{v}' | base64",
    "printf '{u}:{v}' | base64", 'echo {v} > /run/secrets/db_password', "echo '{v}' > password.txt", 'echo -n "{v}" > ~/.vault-token',
    '$ cat /run/secrets/db_password\n{v}', 'pass insert -e x <<< {v}', 'bw unlock {v}', 'bw login {u} {v}',
    'op item create --category login password={v}', 'keepassxc-cli add x <<< {v}', 'secret-tool store --label x a b <<< {v}',
    'cmdkey /generic:h /user:{u} /pass:{v}', 'vncpasswd <<< {v}', 'x11vnc -passwd {v}', 'vncviewer -passwd {v} h',
    'psql "host=h user={u} password={v} dbname=x"', 'psql "postgresql://{u}:{e}@h/x"', "pg_restore -d 'postgresql://{u}:{v}@h/x' f",
    'bundle exec rake db:seed ADMIN_PASSWORD={v}', 'flask run --secret-key {o}', 'python manage.py createsuperuser --password {v}',
    'php artisan user:create --password={v}', 'wp user create {u} a@b.c --user_pass={v}', 'wp config set DB_PASSWORD {v}',
    'drush user:password {u} "{v}"', 'rails credentials: secret_key_base: {o}', "ldap_bind($c, 'cn={u}', '{v}');",
    'mysql_connect("h", "{u}", "{v}");', 'pymysql.connect(host="h", user="{u}", password="{v}")',
    'psycopg2.connect("dbname=x user={u} password={v}")', 'psycopg2.connect(f"postgresql://{u}:{v}@h/x")',
    'create_engine("mysql+pymysql://{u}:{v}@h/x")', 'redis.Redis(host="h", password="{v}")', 'MongoClient("mongodb+srv://{u}:{v}@h.example/x")',
    'paramiko.connect("h", username="{u}", password="{v}")', "ssh.connect('h', 22, '{u}', '{v}')", "smtp.login('{u}@x.example', '{v}')",
    'imap.login("{u}", "{v}")', 'requests.post(u, json={{"username": "{u}", "password": "{v}"}})',
    'requests.get(u, headers={{"Authorization": "Bearer {o}"}})', "requests.get(u, headers={{'X-API-KEY': '{o}'}})",
    "axios.get(u, {{ auth: {{ username: '{u}', password: '{v}' }} }})", "axios.defaults.headers.common['Authorization'] = 'Bearer {o}';",
    "fetch(u, {{ headers: {{ 'Authorization': 'token {o}' }} }})", "new Pool({{ user: '{u}', password: '{v}' }})",
    "mysql.createConnection({{host:'h',user:'{u}',password:'{v}'}})", "mongoose.connect('mongodb://{u}:{v}@h/x')", "jwt.sign(payload, '{o}')",
    'jwt.verify(t, "{o}")', 'jwt.encode(payload, "{o}", algorithm="HS256")', "crypto.createHmac('sha256', '{o}')",
    'hmac.new(b"{o}", msg, hashlib.sha256)', "app.use(session({{ secret: '{v}' }}))", "cookieParser('{o}')",
    "passport.use(new S({{ clientID: 'x', clientSecret: '{o}' }}))", 'stripe.api_key = "{o}"', "openai.api_key = '{o}'", 'OpenAI(api_key="{o}")',
    "boto3.client('s3', aws_secret_access_key='{o}')", "AWS.config.update({{ secretAccessKey: '{o}' }})", 'new BasicAWSCredentials("AKIDX", "{o}")',
    'credentials.NewStaticCredentials("AKIDX", "{o}", "")', "Aws::Credentials.new('AKIDX', '{o}')", 'new UsernamePasswordCredentials("{u}", "{v}")',
    'new PasswordAuthentication("{u}", "{v}".toCharArray())', 'conn = DriverManager.getConnection("jdbc:x", "{u}", "{v}");',
    'http.SetBasicAuth("{u}", "{v}")', "Net::HTTP::Get.new(uri).basic_auth '{u}', '{v}'", ".auth('{u}', '{v}')", 'client.authenticate("{u}", "{v}")',
    'ds.setPassword("{v}");', 'user.set_password("{v}")', "User.create(email: 'a@b.c', password: '{v}')",
    "User.objects.create_user('{u}', 'a@b.c', '{v}')", "bcrypt.hashSync('{v}', 10)", 'bcrypt.compare("{v}", h)',
    "password_hash('{v}', PASSWORD_DEFAULT)", 'generate_password_hash("{v}")', "CREATE USER {u} PASSWORD '{v}';",
    "ALTER USER {u} WITH PASSWORD '{v}';", "CREATE LOGIN {u} WITH PASSWORD=N'{v}';", 'CREATE USER \'{u}\'@\'%\' IDENTIFIED BY "{v}";',
    "SET @password = '{v}';", "PRAGMA key = '{v}';", "UPDATE users SET token='{o}' WHERE id=1",
    "INSERT INTO t (id, api_key) VALUES (1, '{o}'), (2, '{o}');", 'CREATE DATABASE LINK x CONNECT TO {u} IDENTIFIED BY "{v}";',
    "CREATE SECRET (TYPE S3, KEY_ID 'x', SECRET '{o}');", "CHANGE MASTER TO MASTER_PASSWORD='{v}';", "SELECT pgp_sym_decrypt(x, '{v}')",
    'spring.datasource.url=jdbc:mysql://h/x?user={u}&password={v}', 'Data Source=h;User ID={u};Password={v};', 'mongodb.uri=mongodb://{u}:{v}@h:1/x',
    'amqps://{u}:{v}@h/x', '[client]\nuser={u}\npassword="{v}"', '*:*:*:{u}:{v}', 'machine h.example\n\tlogin {u}\n\tpassword {v}',
    '{u}:{{SSHA}}{h}', '{{"auths":{{"h":{{"username":"{u}","password":"{v}"}}}}}}', 'registry=https://r\n//r/:_auth="{b}"', 'psk={v}',
    'wpa_passphrase={v}', '  user: {u}\n  pass: {v}', 'hashed_password: $6$abcd${h}{h}', 'enable secret 5 $1$abcd${h}',
    'username {u} password 0 {v}', 'username {u} secret {v}', 'set system login user {u} authentication plain-text-password {v}',
    'snmp-server community {v} RO', 'tacacs-server key {v}', 'BasicAuth {u} {v}', 'proxy = "http://{u}:{v}@proxy:3128"',
    'HTTPS_PROXY=http://{u}:{v}@proxy:3128', '?sv=1&sig={s}&se=2', 'Authorization: Bearer {o}', '"Authorization": "Basic {b}"',
    "authorization: [ 'Bearer {o}' ]", '\'Authorization\' => "Bearer {o}"', 'req.Header.Set("Authorization", "Bearer {o}")',
    '.header("Authorization", "Bearer {o}")', ".setRequestHeader('X-Api-Key', '{o}')", 'headers = ("X-Api-Key", "{o}")', "-H 'apikey: {o}'",
]


def fill(rng, template, value):
    user = rng.choice(["alice", "bob", "app", "deploy", "admin", "svc_user", "root"])
    name = rng.choice(PASSWORD_NAMES + SECRET_NAMES)
    word = run(rng, ALNUM, 5) + rng.choice("/#?,") + run(rng, ALNUM, 5)
    basic = base64.b64encode(f"{user}:{value}".encode()).decode()
    fields = dict(
        v=value, u=user, n=name, N=name.upper().replace(".", "_").replace("-", "_"), d=name.lower().replace("_", "-").replace(".", "-"),
        x=name.replace("-", "_"), o=opaque(rng), b=basic, w=word, e=urllib.parse.quote(value, safe=""), k=base64.b64encode(rng.randbytes(64)).decode(),
        h=run(rng, ALNUM + "./", 22), H=run(rng, ALNUM + "./", 53), a=run(rng, BASE64, 40), s=urllib.parse.quote(base64.b64encode(rng.randbytes(32)).decode(), safe=""), x2="")
    fields["x"] = run(rng, HEX, 64) if "X-Amz-Signature" in template else fields["x"]
    text = template.format(**fields)
    for key in "wekhHasobv":
        if "{" + key + "}" in template:
            return text, [fields[key]]
    return text, [fields["x"]]


def simple(value):
    return not set(value) & set("!%*^~#=+/@.,:;<>&")


def named(rng):
    for shape in NAMED_SHAPES:
        for _ in range(30):
            while True:
                value = password(rng) if rng.random() < 0.5 else opaque(rng)
                # A shape in which the value would have been quoted or escaped gets one that needs neither.
                if simple(value) or any(mark in shape for mark in ("\"{v}", "'{v}", "`{v}")) and not set(value) & set("%&"):
                    break
            text, secrets = fill(rng, shape, value)
            yield "named", shape, text, secrets
    for shape in PROSE:
        for _ in range(12):
            while not simple(value := password(rng)):
                pass
            text, secrets = fill(rng, shape, value)
            yield "named", "prose: " + shape, text, secrets


def forms(rng):
    for shape in FORMS:
        for _ in range(8):
            while not simple(value := password(rng)):
                pass
            text, secrets = fill(rng, shape, value)
            yield "form", shape, text, secrets


SOURCES = ["/usr/lib/python3*/**/*.py", "/usr/local/lib/python3*/**/*.py", "/usr/lib/node_modules/npm/**/*.js", "/usr/local/lib/node_modules/npm/**/*.js",
           "/usr/share/perl*/**/*.pm", "/usr/include/**/*.h", "/usr/share/doc/**/*.md", "Sources/**/*.swift", "Tests/**/*.swift", "scripts/*"]


def negatives(rng, count=30000):
    lines = 0
    words = ["auth", "token", "session", "user", "config", "cache", "index", "parser", "reader", "client", "key", "password", "secret", "store"]
    while lines < count // 3:
        kind = rng.randrange(12)
        a, b, c = (rng.choice(words) for _ in range(3))
        number = rng.randrange(10, 9999)
        text = [
            f"{run(rng, HEX, 40)} {a}: fix the {b} {c} (#{number})",
            f"  resolved \"https://registry.npmjs.org/{a}-{b}/-/{a}-{b}-{number % 9}.{number % 7}.1.tgz#{run(rng, HEX, 40)}\"\n  integrity sha512-{run(rng, BASE64, 86)}==",
            f"    {{ file = \"{a}_{b}-1.{number % 30}-py3-none-any.whl\", hash = \"sha256:{run(rng, HEX, 64)}\" }},",
            f"name = \"{a}-{b}\"\nversion = \"0.{number % 40}.{number % 9}\"\nchecksum = \"{run(rng, HEX, 64)}\"",
            f"github.com/acme/{a} v1.{number % 50}.0 h1:{run(rng, BASE64, 43)}=",
            f"2026-11-{number % 28 + 1:02} 10:{number % 60:02}:11.123 INFO [{a}-{number % 16}] {b} {c} took {number} ms id={run(rng, HEX, 8)}-1b2c-4d3e-8f90-{run(rng, HEX, 12)}",
            f"diff --git a/src/{a}.ts b/src/{a}.ts\nindex {run(rng, HEX, 8)}..{run(rng, HEX, 8)} 100644\n@@ -{number},7 +{number},8 @@ export class {a.title()}{b.title()} {{\n-  private {a}: {b.title()};\n+  private readonly {a}{c.title()}: {b.title()} | undefined;",
            f"const {a} = await get{b.title()}{c.title()}({c}.id, {number});\nif ({a}.{b} !== this.{c}) throw new {a.title()}Error(`{b} ${{{c}}} is invalid`);",
            f"func {a}{b.title()}(_ {c}: {a.title()}, credentials: @escaping ({b.title()}?) -> Void, password: String?) async throws -> {c.title()}Token2 {{",
            f"    def {a}_{b}(self, {c}=None, token=None, password: str = '', secret_name='{a}-{b}', key={c}_v2):",
            f"{a}.{b}.{c}_key: id_{number}\n{a}_token_ttl: {number}s\n{b}_password_min_length: 12\nsecretName: {a}-{b}-tls\ntoken_url: https://{a}.example.org/oauth/token",
            f"let {a}Token = try container.decode({b.title()}Token.self, forKey: .{c}Token)\nself.{a}Password = {a}Password ?? {b}.{c}.password2\nlet key: Key = .init({c}: {a}1, token: token2, secret: \\.{b})",
        ][kind]
        lines += text.count("\n") + 1
        yield "negative", f"made-{kind}", text, []
    files = sorted({path for pattern in SOURCES for path in glob.glob(pattern, recursive=True)})
    rng.shuffle(files)
    for path in files:
        if lines >= count:
            break
        # The tests of redaction, here and elsewhere, hold what looks like secrets on purpose.
        if any(word in path.lower() for word in ("redact", "secret", "credential", "corpus", "test")):
            continue
        try:
            with open(path, encoding="utf-8") as file:
                block = file.read(40_000).split("\n")[:200]
        except (OSError, UnicodeDecodeError):
            continue
        lines += len(block)
        yield "negative", path, "\n".join(block), []


# Pieces of which endless text is made: what a rule begins at, without the end that it looks for.
PIECES = [
    "=", ":", "'", '"', "`", "a=", "a=a", "a:", "password", "password=", "password: ", 'password="', "password='a", "passwords ", "the password is ",
    "password is a1b2 ", "--password ", "--flag ", "--token=", "token ", "token:token:", "secret,", "password|", "| password ", "password\n", "password\n\n", "key: ",
    "api key ", "apiKey(", "password(", "Bearer ", "Bearer a1", "Authorization: ", "Authorization: Basic ", "Cookie: ", "Cookie: a=", "Set-Cookie: a=b;",
    "eyJ", "eyJa.", "eyJhbGciOiJIUzI1NiJ9.", "sk-", "sk-a", "xoxb-", "xoxb-a-", "AKIA", "SG.", "SG.a", "ghp_", "-ghp", "_sk_live_", ".s.", "pat.", "pat", "secret_",
    "A", "a", "1", "0", "a1", "1a", "f0", "a-", "a_", "a.", "-a", "-1", ".", "..", "-", "_", "--", "----", "-----", "~", "Q~", "1Q~", "@", "a@", "a:b@", "://", "a://", "a://a:", "a://a:a",
    "a://a:b@", "https://u:p@", "https://a@", "https://a/@", "https://a:/@b,", "a://a:a/@", "jdbc:oracle:", "/@", "tcp(", "@tcp(", "u:p@tcp(", "12345678:", "1:", "1/", "bot1",
    "\\", "\\\\", '\\"', '\\\\\\"', "\\n", "\\npassword=", "\\u0022", "%", "%20", "%22", "%3D", "&", "&quot;", "a=b&", "?sig=", "&sig=a", "<", ">", "<password>", "<password",
    "<key>password</key>", "{", "[", "(", "{{", "${", "$(", "[[", '{"password":', '{"a":', '{\\"password\\":', '{"password":{', '{"name":"password",', '"value":"a1",', "value: ", "name: password\n",
    "-----BEGIN PRIV" "ATE KEY-----", "-----BEGIN PRIV" "ATE KEY-----\n", "-----BEGIN PRIV" "ATE KEY-----\nMIIE\n", "-----BEGIN PRIV" "ATE KEY-----\n!", "-----END PRIV" "ATE KEY-----", "-----END PRIV" "ATE KEY-----\n",
    "aaaa -----END PRIV" "ATE KEY-----", "-----BEGIN CERTIFICATE-----", "-----BEGIN ", "---- BEGIN ", "LS0tLS1CRUdJTi", "MIIEpAIBAAKCAQ", "MIIEpAIBAAKCAQ\n", "PuTTY-User-Key-File-2: a\n", "PuTTY-User-Key-File-2: a\\",
    "machine a ", "machine a.b login c password ", "default login ", "curl -u ", "curl ", "curl -u a:b ", "mysql -p", "docker login -p ", "sudo -S <<< ", "sudo sudo ", "echo ", "echo a | ", "echo a | sudo -S ", "<<<", "<<< ",
    "send ", 'assword:"send "', "insert into a (", "INSERT INTO a (password) VALUES (", "INSERT INTO a (password) VALUES ('a1b2c3d4'),", "identified ", "identified by ", "auth=(", "auth=('a',", "login(", "kty", '"kty":"d":', "kind: Secret\n",
    "kind: Secret\ndata:\n  a: ", "data:\n", "[redacted:", "[redacted:a]", "[redacted:password]", "password=[redacted:", "[redacted:a]password=", "password=a1b2c3d4", "password=a1b2c3d4 ", "password=a1b2c3d4\n", '"password":"a1b2c3d4",', "PASSWORD=a1b2c3d4e5f6\n",
    "a,password,b\n", "| a | password |\n", "|---|---|\n", "| user | password |\n|---|---|\n", "| a1b2c3 | d4e5f6 |\n", "密码：", "密", "密码", "密码是 a1b2c3d4。", "пароль ", "пароль: ", "秘密鍵", "が", "日本語のテキスト", "🙂", "\u0301", "\u202e", "\0", "\u00a0", "\u3000",
    " ", "\t", "\n", "\r\n", " \n", "x\n", "a b", "word ", "words and more words, ", "$2a$", "$6$", "{SSHA}", "hooks.slack.com/services/", "discord.com/api/webhooks/", "base64,", "base64,eyJ", "v1.0-", "AGE-SECRET-KEY-1",
]


def hostile(rng, size=2_000_000):
    """Endless texts, which a rule that looks far ahead would look at again and again."""
    for piece in PIECES:
        yield "hostile", piece, piece * (size // len(piece.encode()) + 1), []
    whole = [
        ("base64 without an end", run(rng, BASE64, 65_536) * (size // 65_536)), ("hexadecimal", run(rng, HEX, 65_536) * (size // 65_536)),
        ("token", run(rng, TOKEN, 65_536) * (size // 65_536)), ("numbers", "".join(rng.choices(DIGITS, k=size))),
        ("lines of base64", "\n".join([run(rng, BASE64, 64)] * (size // 65))), ("any bytes", "".join(map(chr, rng.choices(range(256), k=size // 2)))),
        ("marks", "".join(rng.choices("\"'`=:,;|&<>()[]{}\\/@#$%^*-_.~ \n", k=size))), ("any pieces", "".join(rng.choices(PIECES, k=size // 8))),
        ("names and marks", "".join(rng.choices(["password", "token", "apiKey", "=", ":", " ", "\n", '"', "'", ",", "|", "\\", "a1b2c3d4", "is", "--"], k=size // 4))),
        ("deep JSON", '{"password":' * (size // 24) + "}" * (size // 24)), ("deep brackets", "[" * (size // 2) + "]" * (size // 2)),
        ("escapes of escapes", "".join("\\" * rng.randrange(1, 64) + '"' for _ in range(size // 33))), ("one open quote", 'password="' + "a" * size),
        ("one open quote of words", 'password="' + "a word " * (size // 7)), ("a key that never ends", "-----BEGIN PRIV" "ATE KEY-----\n" + "".join(run(rng, BASE64, 64) + "\n" for _ in range(size // 65))),
        ("a key in one line", "-----BEGIN PRIV" "ATE KEY-----\\n" + "a" * size), ("a long address", "https://a:" + "b" * size + "@c"), ("a long line of masks", "password=a1b2c3d4 and " * (size // 22)),
        ("masks and brackets", "[redacted:a] [" * (size // 14)), ("an escape and a name", '\\"password\\":\\"' * (size // 17)),
    ]
    for name, text in whole:
        yield "hostile", name, text, []


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    wanted = sys.argv[2:] or ["tokens", "named", "forms", "negatives"]
    for name in wanted:
        rng = random.Random(f"{seed} {name}")
        for kind, shape, text, secrets in globals()[name](rng):
            print(json.dumps({"kind": kind, "shape": shape, "text": text, "secrets": secrets}))


if __name__ == "__main__":
    main()
