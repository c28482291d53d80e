#!/bin/sh
# Checks that are switched off; a service on the same machine needs none.
aws s3 sync ./export s3://sales-data/export --no-verify-ssl
#                                           ^^^^^^^^^^^^^^^ shell-no-verify-ssl: aws s3 sync sends its data to whatever answers, because the certificate is not checked.
#                                                         | unsafe fix: Check the certificate
aws --no-verify-ssl s3 ls
#   ^^^^^^^^^^^^^^^ shell-no-verify-ssl: aws s3 ls sends its data to whatever answers, because the certificate is not checked.
#                 | unsafe fix: Check the certificate
aws s3 cp export.csv s3://sales-data/ \
  --no-verify-ssl \
# ^^^^^^^^^^^^^^^ shell-no-verify-ssl: aws s3 cp sends its data to whatever answers, because the certificate is not checked.
#               | unsafe fix: Check the certificate
  --only-show-errors
aws s3 ls --endpoint-url http://s3.eu-central-1.amazonaws.com
#                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shell-no-verify-ssl: aws s3 ls talks to s3.eu-central-1.amazonaws.com without TLS.
#                                                           | unsafe fix: Use https
aws s3 ls --endpoint-url "http://minio.internal.example.com:9000"
#                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shell-no-verify-ssl: aws s3 ls talks to minio.internal.example.com without TLS.
#                                                               | unsafe fix: Use https
curl -k https://api.example.com/export -o export.csv
#    ^^ shell-no-verify-ssl: curl takes what it loads from whatever answers, because the certificate is not checked.
#     | unsafe fix: Check the certificate
curl -sSk -o export.csv https://api.example.com/export
#    ^^^^ shell-no-verify-ssl: curl takes what it loads from whatever answers, because the certificate is not checked.
#       | unsafe fix: Check the certificate
wget --no-check-certificate https://api.example.com/export
#    ^^^^^^^^^^^^^^^^^^^^^^ shell-no-verify-ssl: wget takes what it loads from whatever answers, because the certificate is not checked.
#                         | unsafe fix: Check the certificate
export NODE_TLS_REJECT_UNAUTHORIZED=0
#                                   ^ shell-no-verify-ssl: With this value of NODE_TLS_REJECT_UNAUTHORIZED, Node.js checks no certificate.
PGSSLMODE=disable psql -h dwh.internal -c 'select 1'
#         ^^^^^^^ shell-no-verify-ssl: With this value of PGSSLMODE, the database is reached without TLS when it allows that.
psql "host=dwh.internal sslmode=disable"
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shell-no-verify-ssl: psql may reach the database without TLS, so the network sees the password and the data.
mysql --ssl-mode=DISABLED -h dwh.internal
#     ^^^^^^^^^^^^^^^^^^^ shell-no-verify-ssl: mysql may reach the database without TLS, so the network sees the password and the data.

aws s3 ls --endpoint-url http://localhost:4566
aws s3 ls --endpoint-url http://minio:9000
aws s3 ls --endpoint-url https://s3.eu-central-1.amazonaws.com
aws s3 ls --endpoint-url "$ENDPOINT"
curl -k https://localhost:8443/health
curl -H -k https://api.example.com/export
export PYTHONHTTPSVERIFY=1
psql "host=dwh.internal sslmode=verify-full"
echo "never use --no-verify-ssl"
tar -xzkf export.tgz
