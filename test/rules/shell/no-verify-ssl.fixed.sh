#!/bin/sh
# Checks that are switched off; a service on the same machine needs none.
aws s3 sync ./export s3://sales-data/export
aws s3 ls
aws s3 cp export.csv s3://sales-data/ \
  --only-show-errors
aws s3 ls --endpoint-url https://s3.eu-central-1.amazonaws.com
aws s3 ls --endpoint-url "https://minio.internal.example.com:9000"
curl https://api.example.com/export -o export.csv
curl -sS -o export.csv https://api.example.com/export
wget https://api.example.com/export
export NODE_TLS_REJECT_UNAUTHORIZED=0
PGSSLMODE=disable psql -h dwh.internal -c 'select 1'
psql "host=dwh.internal sslmode=disable"
mysql --ssl-mode=DISABLED -h dwh.internal

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
