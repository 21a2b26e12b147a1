"""Secrets that nobody ever used, and lines that only look like them.

The secrets are drawn at random from a fixed seed and put together from parts, so that no scanner of a forge finds one
in this file.
"""

import base64
import random
import string

_DRAW = random.Random(20261125)  # noqa: S311 - these secrets open nothing


def _of(alphabet: str, number: int) -> str:
    """Return *number* characters of *alphabet*, with a letter and a digit where it has both."""
    while True:
        drawn = "".join(_DRAW.choices(alphabet, k=number))
        kinds = (str.isalpha, str.isdigit)
        if all(any(map(kind, drawn)) or not any(map(kind, alphabet)) for kind in kinds):
            return drawn


def word(number: int) -> str:
    """Return letters and digits."""
    return _of(string.ascii_letters + string.digits, number)


def letters(number: int) -> str:
    """Return letters."""
    return _of(string.ascii_letters, number)


def capitals(number: int) -> str:
    """Return capital letters and digits, as AWS takes them."""
    return _of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", number)


def digits(number: int) -> str:
    """Return digits."""
    return _of(string.digits, number)


def hexes(number: int) -> str:
    """Return hexadecimal digits."""
    return _of("0123456789abcdef", number)


def dashed(number: int) -> str:
    """Return the characters of base64 for URLs."""
    return _of(string.ascii_letters + string.digits + "_-", number - 1) + "x"


def base(number: int) -> str:
    """Return the base64 of *number* bytes."""
    return base64.b64encode(_DRAW.randbytes(number)).decode()


def uuid() -> str:
    """Return a UUID."""
    return "-".join(map(hexes, (8, 4, 4, 4, 12)))


def _key_block(kind: str) -> str:
    lines = "\n".join(base(48) for _ in range(5))
    return f"-----BEGIN {kind}-----\n{lines}\n-----END {kind}-----"


SHAPES: dict[str, str] = {
    # Clouds.
    "AWS access key": "AKIA" + capitals(16),
    "AWS temporary key": "ASIA" + capitals(16),
    "AWS secret key": "aws_secret_access_key = " + base(30),
    "AWS secret key in the environment": "export AWS_SECRET_ACCESS_KEY=" + base(30),
    "AWS session token": "AWS_SESSION_TOKEN=" + base(96),
    "AWS signature": "https://s3.example.com/f?X-Amz-Signature=" + hexes(64),
    "Google API key": "AIza" + dashed(35),
    "Google OAuth secret": "GOCSPX-" + dashed(28),
    "Google OAuth token": "ya29." + dashed(60),
    "Google service account": '"private_key": "' + _key_block("PRIVATE KEY").replace("\n", "\\n"),
    "Azure storage key": "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=" + base(64),
    "Azure shared access signature": "https://shop.blob.example.com/f?sv=2024-11-04&sig="
    + base(32).replace("+", "%2B").replace("/", "%2F").replace("=", "%3D"),
    "Azure service bus": "Endpoint=sb://shop.example.com/;SharedAccessKey=" + base(32),
    "Azure client secret": word(3) + "8Q~" + word(34),
    "Alibaba key": "LTAI" + word(20),
    "DigitalOcean token": "dop_v1_" + hexes(64),
    # Forges and registries.
    "GitHub token": "ghp_" + word(36),
    "GitHub OAuth token": "gho_" + word(36),
    "GitHub app token": "ghs_" + word(36),
    "GitHub fine-grained token": "github_pat_" + word(22) + "_" + word(59),
    "GitLab token": "glpat-" + dashed(20),
    "GitLab deploy token": "gldt-" + dashed(20),
    "GitLab runner token": "glrt-" + dashed(20),
    "GitLab trigger token": "glptt-" + hexes(40),
    "Atlassian token": "ATATT3" + dashed(186),
    "npm token": "npm_" + word(36),
    "PyPI token": "pypi-AgEIcHlwaS5vcmc" + dashed(150),
    "RubyGems token": "rubygems_" + hexes(48),
    "Docker token": "dckr_pat_" + dashed(27),
    "Terraform token": word(14) + ".atlasv1." + dashed(67),
    # Payments and shops.
    "Stripe key": "sk_" + "live_" + word(24),
    "Stripe restricted key": "rk_" + "live_" + word(24),
    "Stripe webhook secret": "whsec_" + word(32),
    "Square token": "sq0atp-" + dashed(22),
    "Shopify token": "shpat_" + hexes(32),
    "Shopify secret": "shpss_" + hexes(32),
    # Language models.
    "OpenAI key": "sk-" + word(20) + "T3BlbkFJ" + word(20),
    "OpenAI project key": "sk-proj-" + dashed(74) + "T3BlbkFJ" + dashed(74),
    "Anthropic key": "sk-ant-api03-" + dashed(93) + "AA",
    "Hugging Face token": "hf_" + letters(34),
    "Groq key": "gsk_" + word(52),
    "Perplexity key": "pplx-" + word(48),
    # Mail and messages.
    "SendGrid key": "SG." + dashed(22) + "." + dashed(43),
    "Mailgun key": "key-" + hexes(32),
    "Mailchimp key": hexes(32) + "-us21",
    "Twilio key": "SK" + hexes(32),
    "Twilio token": "TWILIO_AUTH_TOKEN=" + hexes(32),
    "Slack bot token": "xoxb-" + digits(12) + "-" + digits(12) + "-" + word(24),
    "Slack user token": "-".join(("xoxp", digits(12), digits(12), digits(12), hexes(32))),
    "Slack app token": "-".join(("xapp", "1", "A" + capitals(10), digits(12), hexes(64))),
    "Slack webhook": f"https://hooks.slack.com/services/T{capitals(8)}/B{capitals(8)}/{word(24)}",
    "Discord webhook": "https://discord.com/api/webhooks/" + digits(18) + "/" + dashed(68),
    "Teams webhook": f"https://shop.webhook.office.com/webhookb2/{uuid()}@{uuid()}/IncomingWebhook/"
    f"{hexes(32)}/{uuid()}",
    "Telegram token": digits(10) + ":AA" + dashed(33),
    "LINE token": "LINE_CHANNEL_ACCESS_TOKEN=" + base(128),
    # Operations.
    "Vault token": "hvs." + dashed(95),
    "Grafana token": "glsa_" + word(32) + "_" + hexes(8),
    "Grafana cloud token": "glc_" + base(96),
    "Datadog key": "DD_API_KEY=" + hexes(32),
    "New Relic key": "NRAK-" + capitals(27),
    "Sentry token": "sntryu_" + hexes(64),
    "PagerDuty key": "pagerduty_api_key: " + dashed(20),
    "Databricks token": "dapi" + hexes(32),
    "Notion token": "ntn_" + digits(11) + word(35),
    "Older Notion token": "secret_" + word(43),
    "Linear key": "lin_api_" + word(40),
    "Postman token": "PMAK-" + hexes(24) + "-" + hexes(34),
    # Keys and headers.
    "RSA key": _key_block("RSA PRIVATE KEY"),
    "OpenSSH key": _key_block("OPENSSH PRIVATE KEY"),
    "JSON web token": ".".join(("eyJ" + word(33), "eyJ" + word(60), dashed(43))),
    "Bearer header": "Authorization: Bearer " + word(40),
    "Basic header": "Authorization: Basic " + base64.b64encode(b"ura:S0mmer-2026").decode(),
    "curl with a user": "curl -u ura:S0mmer-2026 https://example.com/orders",
    # Passwords.
    "password": "password: S0mmer-2026",
    "Japanese password": "パスワード：S0mmer-2026",
    "password of a database": "postgres://orders:S0mmer2026@db.example.com/orders",
    "token in a link": "https://metrics.example.com/d/orders?token=" + word(20),
    # Sentences.
    "password in a sentence": "The password is x9$Kq7Lm2.",
    "password of a service": "the password for orders-db is now S0mmer-2026, ask ura",
    "password that was changed": "Changed the password of the screen to **S0mmer-2026**",
    "quoted password": "The password was “hunter2” until Monday.",
    "passphrase in a sentence": "its passphrase is `c0rrect-Horse`",
    "password after its name": "login with ura, password S0mmer-2026",
    "password of a stage": "password (staging): S0mmer-2026",
    "key in a sentence": "The API key is " + word(32) + " there.",
    "token in a sentence": "the token of the job was " + word(24),
    "Japanese password in quotes": "パスワードは「S0mmer-2026」。",
    "Japanese password in a sentence": "管理画面のパスワードはS0mmer-2026です",
    "Japanese password that was changed": "パスワードを x9$Kq7Lm2 に変更した",
    "Japanese token in a sentence": "トークンは " + word(24) + " です",
    # Short names, pairs, digits.
    "pass": "pass: S0mmer-2026",
    "pass behind a user": "user: ura, pass: x9$Kq7Lm2",
    "pass of a list": "- pass=hunter2",
    "pair of name and password": "ID/PW: ura / S0mmer-2026",
    "pair of user and password": "user/password: ura / hunter2",
    "Japanese pair": "ID・パスワード：ura／S0mmer-2026",
    "pair in two words": "ID ura / PW S0mmer-2026",
    "password of digits": "password: 83920174",
    "Japanese password of digits": "パスワード：83920174。",
    "password of digits in JSON": '{"password": "83920174"}',
    "PIN": "暗証番号：4829",
    # Cookies and databases.
    "cookie": "Cookie: session=" + hexes(32),
    "cookie behind another": "cookie: lang=ja; theme=dark; sid=" + word(24) + "; seen=1",
    "cookie of an answer": "Set-Cookie: __Host-auth=" + dashed(43) + "; Path=/; HttpOnly; Secure",
    "cookie in JSON": '"Cookie": "session=' + hexes(40) + '"',
    "cookie of curl": "curl --cookie 'session=" + word(26) + "' https://example.com/orders",
    "password of MySQL": "CREATE USER 'orders'@'%' IDENTIFIED BY 'S0mmer-2026';",
    "password of a MySQL plugin": "ALTER USER ura IDENTIFIED WITH mysql_native_password BY 'hunter2'",
    "password of Oracle": "alter user orders identified by S0mmer_2026;",
    "password that SQL sets": "SET PASSWORD FOR 'orders'@'%' = 'S0mmer-2026'",
    "password function of SQL": "SET PASSWORD = PASSWORD('S0mmer-2026')",
    # Signs in URLs, and marks of Markdown.
    "slash in a password": "postgres://orders:S0m/mer2026@db.example.com/orders",
    "at sign in a password": "postgres://orders:S0m@mer2026@db.example.com/orders",
    "slash and at sign in a password": "amqp://orders:S0m@mer/2026@mq:5672/orders",
    "bold in a token": "ghp_**" + word(36) + "**",
    "bold beginning of a token": "**glpat-**" + dashed(20),
    "token that is half bold": "ghp_" + word(12) + "**" + word(12) + "**" + word(12),
    "token in two pieces of code": "`ghp_``" + word(36) + "`",
    "token that is half code": "xoxb-`" + digits(12) + "-" + digits(12) + "-" + word(24) + "`",
}
"""The common shapes by what they are."""


def _benign() -> tuple[str, ...]:
    return (
        *(f"Rolled back to {hexes(40)} at 14:05." for _ in range(10)),
        *(f"* {hexes(7)} Raise the limit of the pool" for _ in range(5)),
        *(f"https://git.example.com/shop/orders/commit/{hexes(40)}" for _ in range(5)),
        *(f"image: registry.example.com/orders@sha256:{hexes(64)}" for _ in range(5)),
        *(f"request {uuid()} took 12 s" for _ in range(5)),
        *(f"The trace is {hexes(32)}, the span {hexes(16)}." for _ in range(5)),
        *(f"https://grafana.example.com/d/{word(9)}/orders?orgId=1&from=now-6h" for _ in range(5)),
        *(f"https://app.example.com/dashboard/abc-{word(3)}-xyz?live=true" for _ in range(5)),
        *(f'"integrity": "sha512-{base(64)}",' for _ in range(10)),
        *(f"    --hash=sha256:{hexes(64)} \\" for _ in range(5)),
        *(f"github.com/example/orders v1.2.3 h1:{base(32)}" for _ in range(5)),
        *(f"![](data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA{base(240)})" for _ in range(10)),
        *(f"| {hexes(12)} | orders-{word(5).lower()}-{hexes(5)} | Running |" for _ in range(5)),
        *(f"arn:aws:ecs:ap-northeast-1:{digits(12)}:task/shop/{hexes(32)}" for _ in range(3)),
        *(f"datadog: https://app.example.com/notebook/{digits(7)}/orders" for _ in range(3)),
        *(f"sentry: released as orders@{hexes(40)}" for _ in range(3)),
        *(f"cloudflare: rolled back to {hexes(40)}" for _ in range(3)),
        *(f"- The fix for the expired token:\n  {hexes(40)}" for _ in range(3)),
        *(f"トークン:\n{hexes(40)}" for _ in range(3)),
        *(f"The commit that removed the token is {hexes(40)}" for _ in range(3)),
        *_WORDS,
    )


_WORDS = (
    "postgres://user:password@localhost:5432/orders",
    "postgres://user:password@localhost/orders",
    "mysql://root:root:3306/",
    "https://example.com/inbox?sig=apps",
    "https://user:${PASSWORD}@example.com/",
    "https://$USER:$TOKEN@example.com/",
    "https://<user>:<password>@example.com/",
    "AKIA" + "IOSFODNN7EXAMPLE",
    "aws_access_key_id = AKIA" + "IOSFODNN7EXAMPLE",
    "DB_PASSWORD=${DB_PASSWORD}",
    "password: ${DB_PASSWORD}",
    "password: {{ vault.orders.password }}",
    "password: <your password>",
    "password: ********",
    "password: required",
    "password: must-have-8-characters",
    "password: os.environ['DB_PASSWORD']",
    "password: process.env.DB_PASSWORD_2",
    "password: /run/secrets/db-password-1",
    "password: vault:secret/data/orders",
    "password=changeme",
    "the password: incorrect ones are refused",
    "password reset mails come 12 minutes late",
    "PWD=/home/ura/orders1",
    "first pass: 12 of 14 shops",
    "passed: 1234/1250",
    "パスワード: 未設定",
    "パスワード：8文字以上",
    "パスワードの再設定メールが 30 分遅れる",
    "暗証番号: 4 桁",
    "token: 500 tokens a minute",
    "token: expires after 24h",
    "token=<token>",
    "TOKEN=YOUR_TOKEN_FROM_THE_VAULT",
    "token: ${{ secrets.GITHUB_TOKEN }}",
    "GH_TOKEN: ${{ github.token }}",
    "max_tokens: 4096",
    "tokens_per_minute: 100000",
    "next_page_token: 3",
    "https://example.com/feed?page_token=3",
    "https://example.com/search?q=token&page=2",
    "https://example.com/?token=****",
    "トークン: 期限切れ",
    "トークンの期限は 2026-11-25T00:00:00Z",
    "the access key: documented-in-the-runbook",
    "api key: see-the-runbook-of-orders-v2",
    "api_key: ${API_KEY_FROM_THE_VAULT}",
    "api_key: projects/123456789/secrets/orders-api-key/versions/3",
    "key: orders:2026-11-25:shop-12345678",
    "the key: everything hangs on https://example.com/orders/2026-01-14",
    "cache key orders-v2-ap-northeast-1a holds 12 MB",
    "primary key (shop_id, ordered_at) grows by 900 rows a second",
    "foreign_key: orders_shop_id_fkey_20261125",
    "idempotency-key is sent by 98 % of the clients",
    "partition_key=shop_id#2026-11",
    "breaks_when: key_rows > 900",
    "secret: arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:prod/orders",
    "secretName: orders-database-credentials",
    "secretKeyRef: {name: orders-db, key: password}",
    "client_secret: stored-in-the-vault",
    "credentials: rotated on 2026-11-25",
    "credentials_file=/etc/orders/credentials-v2.json",
    "Authorization: Bearer ${TOKEN}",
    "Authorization: Bearer <token>",
    "Authorization: required",
    "authorization: denied-by-policy-v2",
    "Bearer tokens expire after 24 hours",
    "Basic authentication is off since 2026",
    "curl -u $USER:$PASSWORD https://example.com/orders",
    "curl -s -o /dev/null -w '%{time_total}' https://example.com/orders",
    "docker run -u 1000:1000 orders:v2",
    "mysql -h db.example.com -P 3306 -u orders -p",
    "sudo -u postgres psql -p 5432",
    "ssh -p 2222 ura@example.com",
    "AKIA is how an AWS key begins, ghp_ a GitHub token",
    "skxoxb- is no token, nor is eyJ.eyJ.x",
    "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "glpat-xxxxxxxxxxxxxxxxxxxx",
    "sk-fading-circle spins for 12 seconds before the list is there",
    "https://hooks.slack.com/services/...",
    "https://discord.com/api/webhooks/<id>/<token>",
    "-----BEGIN CERTIFICATE-----",
    "-----BEGIN PUBLIC KEY-----",
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 ura@example.com",
    "mail ura@example.com, see https://example.com/a:b",
    "https://example.com:8080/@ura",
    "@ura: see https://example.com/d/12:30 for the graph",
    "2026-11-25T14:05:00+09:00 orders-7d9c5b6f4-x2x9k restarted",
    "p99 of orders-api-latency-seconds-bucket rose from 240ms to 1200ms",
    "max_connections=200, pool_timeout=30s",
    "# yaml-language-server: $schema=../.srr/risk.schema.json",
    "Slack: https://example.slack.com/archives/C012AB3CD/p1700000000000100",
    "https://example.atlassian.net/browse/SRE-1234?focusedCommentId=10203040",
    "https://docs.google.com/spreadsheets/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit",
    "https://www.notion.so/team/Orders-0f4a1c2d3e4b5a6978877665544332211",
    "https://console.example.com/cloudwatch/home?region=ap-northeast-1#dashboards:name=orders-v2",
    "https://example.com/orders?id=SRR-0003&state=open&sort=priority",
    "The signature: verified with SHA256 since release 2026.11",
    "Keyboard shortcut: Ctrl+Shift+K",
    "https://status.example.com/incidents/8k3jf92kdl1x",
    "https://example.pagerduty.com/incidents/Q1A2B3C4D5E6F7",
    "https://example.sentry.io/issues/4567890123/?project=12345&referrer=slack",
    "https://app.example.com/apm/traces?traceID=1234567890abcdef1234567890abcdef",
    "https://s3.example.com/orders/2026/11/25/orders-20261125T140500Z.csv.gz",
    "https://example.com/reset?lang=ja#signature",
    "ETag: W/5f2c-Zk3v9QhTq7LmB2xYw8PzR4n6sT1",
    "X-Request-Id: 7f9c24e8-3b12-4c5d-8e6f-1a2b3c4d5e6f",
    "kubectl -n orders rollout undo deployment/orders-api --to-revision=42",
    "terraform apply -target=module.orders.aws_rds_cluster.main",
    "SELECT count(*) FROM orders WHERE ordered_at > now() - interval 1 hour",
    "orders_total{shop='tokyo', status='5xx'} rose from 12 to 900",
    "`oauth_token_data:/app/secrets/oauth2_token.env` is empty",
    '"license_key": "ms-edge-webview2-fixed",',
    "The monkey: 12 % of the traffic for 30 minutes",
    "password:SHA-256",
    "password: TLS1.3",
    "password: sha256(salt + input)",
    "password: TLSv1.2 or newer",
    "passwords: PBKDF2-HMAC-SHA256",
    "password: AES-256-GCM",
    "password: bcrypt12",
    "password: argon2id",
    "password: OAuth2.0",
    "password: UTF-16",
    "passphrase: RSA-4096",
    "パスワード：SHA-256で保存",
    "パスワードは SHA-256 でハッシュ化する",
    "パスワードは1Passwordで管理する",
    "パスワードは2026-11-25に変更した",
    "パスワードは「8文字以上」",
    "パスワードを忘れた店舗が 12 件",
    "パスワードは orders-db-v2 の Secret にある",
    "The password is SHA-256 hashed.",
    "The password is base64-encoded.",
    "the password is too-short!",
    "the password was rotated on 2026-11-25",
    "The password is in the vault, see https://example.com/vault/orders-v2",
    "the password is sent to ura@example.com",
    "The password was ura@example.com's to change",
    "the password of ura@example.com expires in 30 days",
    "The password is ${DB_PASSWORD}, as before",
    'The password is "required"',
    "The password reset is 12x slower",
    "password auth-service-v2 restarted 3 times",
    "password db-7d9c5-x2x9k is gone",
    "the token is refreshed every 15min",
    "The token was valid for 24h, the key for 90d",
    "The API key is kept in arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:prod/orders",
    "the token is missing in orders-api-v2-canary",
    "パスワード: 83920174 件を再設定した",
    "passwords: 1234567",
    "failed password: 1203451 times in an hour",
    "wrong password: 120345",
    "password: 100000",
    "password: 20261125",
    "暗証番号: 4 桁の数字",
    "apt passwd 1:4.13+dfsg1-1+deb12u1",
    "password 1.2.6-5+deb12u1 is installed",
    "pass: 12/14 shops",
    "def orders(): pass\n\n@staticmethod\ndef shops(): pass",
    "second pass: 240ms-1200ms",
    "- pass: p99 < 250ms",
    "pass: 98.75 %",
    "bypass: v2-canary",
    "ID/PW: see the vault / orders-v2",
    "user/password: in 1Password",
    "ID・パスワード：各店舗で管理",
    "Cookie: session=<id>",
    "Set-Cookie: session=...; Path=/; SameSite=None; Secure",
    "Set-Cookie: lang=ja; Max-Age=31536000; Domain=orders-v2.example.com; Path=/",
    "Cookie: _ga=GA1.2.1234567890.1700000000; consent=accepted-2026-11-25",
    "cookie policy: https://example.com/legal?doc=cookie-policy-2026",
    "The cookie: 4096 bytes at most",
    "The fault was identified by tracing-v2 at 14:05.",
    "identified by 'SRE-1234'",
    "It was identified by 'p99-latency' first",
    "identified by ura-2026-11",
    "CREATE USER orders IDENTIFIED BY '${DB_PASSWORD}';",
    "SET PASSWORD FOR orders = '********'",
    "http://db:5432/ura@example.com",
    "https://example.com:8443/docs/orders@v2/index.html",
    "https://example.com:PORT/@ura",
    "https://<host>:<port>/orders@v2",
    "git+ssh://git@git.example.com:2222/shop/orders.git@v1.2.3",
    "docker://registry:5000/shop/orders@sha256:" + "a1" * 32,
    "see https://example.com/a:b/c@d",
    "**ghp_**, the beginning of a GitHub token",
    "`xoxb-`tokens of the chat begin so, `ghp_`those of GitHub",
    "5*3 shops, orders*2, `SRR-0001`s and `orders-api`s",
)

BENIGN: tuple[str, ...] = _benign()
"""Lines of records and of what is pasted into them, without a secret."""
