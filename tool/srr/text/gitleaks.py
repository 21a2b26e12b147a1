"""The tokens of gitleaks that begin with a text of their own, as data.

Taken from the rules of gitleaks 8.30.1 (https://github.com/gitleaks/gitleaks, config/gitleaks.toml); each row keeps the
id of its rule there. Left out are the rules that know a secret by the name of its maker alone (`datadog: 9f2c...`):
here a name such as "token" or "key" is wanted, or each commit hash behind such a name would be one. A rule with
several beginnings has several rows, and where a token may end is said once, in `tokens`.

MIT License

Copyright (c) 2019 Zachary Rice

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""

ROWS = r"""
1password-secret-key | 1Password key | A3- | [A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}
1password-service-account-token | 1Password token | ops_eyJ | [a-zA-Z0-9+/]{250,}={0,3}
adobe-client-secret | Adobe secret | p8e- | (?i:[a-z0-9]{32})
age-secret-key | age key | AGE-SECRET-KEY-1 | [QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}
airtable-personnal-access-token | Airtable token | pat | [a-zA-Z0-9]{14}\.[a-f0-9]{64}
alibaba-access-key-id | Alibaba Cloud key | LTAI | (?i:[a-z0-9]{20})
anthropic-admin-api-key | Anthropic key | sk-ant-admin01- | [a-zA-Z0-9_\-]{93}AA
anthropic-api-key | Anthropic key | sk-ant-api03- | [a-zA-Z0-9_\-]{93}AA
artifactory-api-key | Artifactory key | AKCp | [A-Za-z0-9]{69}
artifactory-reference-token | Artifactory token | cmVmd | [A-Za-z0-9]{59}
atlassian-api-token | Atlassian token | ATATT3 | [A-Za-z0-9_\-=]{186}
aws-access-token | AWS access key | A3T | [A-Z0-9][A-Z2-7]{16}
aws-access-token | AWS access key | ABIA | [A-Z2-7]{16}
aws-access-token | AWS access key | ACCA | [A-Z2-7]{16}
aws-amazon-bedrock-api-key-long-lived | Bedrock key | ABSK | [A-Za-z0-9+/]{109,269}={0,2}
aws-amazon-bedrock-api-key-short-lived | Bedrock key | bedrock-api-key- | YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=]*
clickhouse-cloud-api-secret-key | ClickHouse key | 4b1d | [A-Za-z0-9]{38}
clojars-api-token | Clojars token | CLOJARS_ | (?i:[a-z0-9]{60})
cloudflare-origin-ca-key | Cloudflare key | v1.0- | [a-f0-9]{24}-[a-f0-9]{146}
databricks-api-token | Databricks token | dapi | [a-f0-9]{32}(?:-\d)?
defined-networking-api-token | Defined Networking token | dnkey- | (?i:[a-z0-9=_\-]{26}-[a-z0-9=_\-]{52})
digitalocean-access-token | DigitalOcean token | doo_v1_ | [a-f0-9]{64}
digitalocean-pat | DigitalOcean token | dop_v1_ | [a-f0-9]{64}
digitalocean-refresh-token | DigitalOcean token | dor_v1_ | [a-f0-9]{64}
doppler-api-token | Doppler token | dp.pt. | (?i:[a-z0-9]{43})
dropbox-short-lived-api-token | Dropbox token | sl. | (?i:[a-z0-9\-=_]{135})
duffel-api-token | Duffel token | duffel_ | (?:test|live)_(?i:[a-z0-9_\-=]{43})
dynatrace-api-token | Dynatrace token | dt0c01. | (?i:[a-z0-9]{24}\.[a-z0-9]{64})
easypost-api-token | EasyPost token | EZAK | (?i:[a-z0-9]{54})
easypost-test-api-token | EasyPost token | EZTK | (?i:[a-z0-9]{54})
facebook-page-access-token | Facebook token | EAAM | (?i:[a-z0-9]{100,})
facebook-page-access-token | Facebook token | EAAC | (?i:[a-z0-9]{100,})
flutterwave-secret-key | Flutterwave key | FLWSECK_TEST- | (?i:[a-h0-9]{12,32})
flyio-access-token | Fly.io token | fo1_ | [\w-]{43}
flyio-access-token | Fly.io token | fm1 | [ar]_[a-zA-Z0-9+/]{100,}={0,3}
flyio-access-token | Fly.io token | fm2_ | [a-zA-Z0-9+/]{100,}={0,3}
frameio-api-token | Frame.io token | fio-u- | (?i:[a-z0-9\-_=]{64})
gitlab-cicd-job-token | GitLab token | glcbt- | [0-9a-zA-Z]{1,5}_[0-9a-zA-Z_-]{20}
gitlab-deploy-token | GitLab token | gldt- | [0-9a-zA-Z_\-]{20}
gitlab-feature-flag-client-token | GitLab token | glffct- | [0-9a-zA-Z_\-]{20}
gitlab-feed-token | GitLab token | glft- | [0-9a-zA-Z_\-]{20}
gitlab-incoming-mail-token | GitLab token | glimt- | [0-9a-zA-Z_\-]{25}
gitlab-kubernetes-agent-token | GitLab token | glagent- | [0-9a-zA-Z_\-]{50}
gitlab-oauth-app-secret | GitLab secret | gloas- | [0-9a-zA-Z_\-]{64}
gitlab-pat | GitLab token | glpat- | [\w-]{20}
gitlab-ptt | GitLab token | glptt- | [0-9a-f]{40}
gitlab-rrt | GitLab token | GR1348941 | [\w-]{20}
gitlab-runner-authentication-token | GitLab token | glrt- | [0-9a-zA-Z_\-]{20}
gitlab-scim-token | GitLab token | glsoat- | [0-9a-zA-Z_\-]{20}
gitlab-session-cookie | GitLab token | _gitlab_session= | [0-9a-z]{32}
grafana-api-key | Grafana key | eyJrIjoi | [A-Za-z0-9]{70,400}={0,3}
grafana-cloud-api-token | Grafana token | glc_ | [A-Za-z0-9+/]{32,400}={0,3}
grafana-service-account-token | Grafana token | glsa_ | [A-Za-z0-9]{32}_[A-Fa-f0-9]{8}
harness-api-key | Harness key | pat. | [a-zA-Z0-9_-]{22}\.[a-zA-Z0-9]{24}\.[a-zA-Z0-9]{20}
harness-api-key | Harness key | sat. | [a-zA-Z0-9_-]{22}\.[a-zA-Z0-9]{24}\.[a-zA-Z0-9]{20}
heroku-api-key-v2 | Heroku key | HRKU-AA | [0-9a-zA-Z_-]{58}
huggingface-access-token | Hugging Face token | hf_ | (?i:[a-z]{34})
huggingface-organization-api-token | Hugging Face token | api_org_ | (?i:[a-z]{34})
infracost-api-token | Infracost token | ico- | [a-zA-Z0-9]{32}
intra42-client-secret | 42 secret | s-s4t2 | (?:ud|af)-(?i:[a-f0-9]{64})
linear-api-key | Linear key | lin_api_ | (?i:[a-z0-9]{40})
mailgun-private-api-token | Mailgun key | key- | [a-f0-9]{32}
new-relic-browser-api-token | New Relic token | NRJS- | [a-f0-9]{19}
new-relic-insert-key | New Relic key | NRII- | (?i:[a-z0-9-]{32})
new-relic-user-api-key | New Relic key | NRAK- | (?i:[a-z0-9]{27})
notion-api-token | Notion token | ntn_ | [0-9]{11}[A-Za-z0-9]{35}
npm-access-token | npm token | npm_ | (?i:[a-z0-9]{36})
octopus-deploy-api-key | Octopus Deploy key | API- | [A-Z0-9]{26}
openshift-user-token | OpenShift token | sha256~ | [\w-]{43}
perplexity-api-key | Perplexity key | pplx- | [a-zA-Z0-9]{48}
plaid-api-token | Plaid token | access- | (?:sandbox|development|production)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}
planetscale-api-token | PlanetScale token | pscale_tkn_ | [\w=\.-]{32,64}
planetscale-oauth-token | PlanetScale token | pscale_oauth_ | [\w=\.-]{32,64}
planetscale-password | PlanetScale password | pscale_pw_ | [\w=\.-]{32,64}
postman-api-token | Postman token | PMAK- | (?i:[a-f0-9]{24}\-[a-f0-9]{34})
prefect-api-token | Prefect token | pnu_ | [a-zA-Z0-9]{36}
pulumi-api-token | Pulumi token | pul- | [a-f0-9]{40}
pypi-upload-token | PyPI token | pypi-AgEIcHlwaS5vcmc | [\w-]{50,1000}
readme-api-token | ReadMe token | rdme_ | [a-z0-9]{70}
rubygems-api-token | RubyGems token | rubygems_ | [a-f0-9]{48}
scalingo-api-token | Scalingo token | tk-us- | [\w-]{48}
sendgrid-api-token | SendGrid token | SG. | (?i:[a-z0-9=_\-\.]{66})
sendinblue-api-token | Brevo token | xkeysib- | [a-f0-9]{64}\-(?i:[a-z0-9]{16})
sentry-org-token | Sentry token | sntrys_eyJpYXQiO | [a-zA-Z0-9+/]{20,400}={0,2}_[a-zA-Z0-9+/]{43}
sentry-user-token | Sentry token | sntryu_ | [a-f0-9]{64}
settlemint-application-access-token | SettleMint token | sm_aat_ | [a-zA-Z0-9]{16}
settlemint-personal-access-token | SettleMint token | sm_pat_ | [a-zA-Z0-9]{16}
settlemint-service-access-token | SettleMint token | sm_sat_ | [a-zA-Z0-9]{16}
shippo-api-token | Shippo token | shippo_ | (?:live|test)_[a-fA-F0-9]{40}
shopify-access-token | Shopify token | shpat_ | [a-fA-F0-9]{32}
shopify-custom-access-token | Shopify token | shpca_ | [a-fA-F0-9]{32}
shopify-private-app-access-token | Shopify token | shppa_ | [a-fA-F0-9]{32}
shopify-shared-secret | Shopify secret | shpss_ | [a-fA-F0-9]{32}
sourcegraph-access-token | Sourcegraph token | sgp_ | (?:(?:[a-fA-F0-9]{16}|local)_)?[a-fA-F0-9]{40}
square-access-token | Square token | sq0atp- | [\w-]{22,60}
stripe-access-token | Stripe key | sk_ | (?:test|live|prod)_[a-zA-Z0-9]{10,99}
stripe-access-token | Stripe key | rk_ | (?:test|live|prod)_[a-zA-Z0-9]{10,99}
twilio-api-key | Twilio key | SK | [0-9a-fA-F]{32}
typeform-api-token | Typeform token | tfp_ | (?i:[a-z0-9\-_\.=]{59})
vault-batch-token | Vault token | hvb. | [\w-]{138,300}
vault-service-token | Vault token | hvs. | [\w-]{90,120}
yandex-api-key | Yandex key | AQVN | [A-Za-z0-9_\-]{35,38}
"""
"""A row a token: the id of the rule, what it is, how it begins, and the rest of it as a regular expression."""
