#!/usr/bin/env bash
# Secrets in options, variables, texts and comments; and what only looks like one.
set -euo pipefail

export AWS_ACCESS_KEY_ID=AKIAQ3EGRZ7LMWYVHT5N
export AWS_SECRET_ACCESS_KEY="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"
export AWS_DEFAULT_REGION=eu-central-1
aws configure set aws_secret_access_key "wJ8qXk2LzP0vN4tR6yB1mC3dF5gH7jK9aS2eU4iP"
aws configure set region eu-central-1

aws rds create-db-instance --db-instance-identifier dwh --engine postgres \
  --master-username etl \
  --manage-master-user-password \
  --storage-encrypted
aws --profile etl redshift modify-cluster --cluster-identifier dwh --manage-master-password
aws elasticache create-replication-group --replication-group-id cache --auth-token "$(aws secretsmanager get-secret-value --secret-id secret-flag/auth-token --query SecretString --output text)"
aws iam create-login-profile --user-name etl --password "$(aws secretsmanager get-secret-value --secret-id secret-flag/password --query SecretString --output text)" --password-reset-required

PW="$(aws secretsmanager get-secret-value --secret-id secret-flag/pw --query SecretString --output text)"
aws rds modify-db-instance --db-instance-identifier dwh --master-user-password "$PW"
DB_PASSWORD="${DB_PASSWORD:-Wint3r-Levee-47}"
PGPASSWORD="$(aws secretsmanager get-secret-value --secret-id secret-flag/pg-password --query SecretString --output text)" psql -h dwh.internal -U etl -c 'select 1'
mysql -h dwh.internal -u etl -p"$(aws secretsmanager get-secret-value --secret-id secret-flag/password --query SecretString --output text)" sales < load.sql
sshpass -p "$(aws secretsmanager get-secret-value --secret-id secret-flag/password --query SecretString --output text)" scp export.csv etl@ftp.internal:
curl -u etl:"$(aws secretsmanager get-secret-value --secret-id secret-flag/password --query SecretString --output text)" https://api.internal/export -o export.csv
redis-cli -a "$(aws secretsmanager get-secret-value --secret-id secret-flag/password --query SecretString --output text)" ping
aws lambda update-function-configuration --function-name load --environment "Variables={DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id secret-flag/db-password --query SecretString --output text),STAGE=prod}"
aws cloudformation deploy --stack-name dwh --parameter-overrides Stage=prod MasterPassword="$(aws secretsmanager get-secret-value --secret-id secret-flag/master-password --query SecretString --output text)"
aws cloudformation create-stack --stack-name dwh --parameters ParameterKey=MasterPassword,ParameterValue="$(aws secretsmanager get-secret-value --secret-id secret-flag/master-password --query SecretString --output text)"
aws secretsmanager create-secret --name dwh --secret-string '{"username": "etl", "password": "Wint3r-Levee-56"}'
psql -h dwh.internal <<SQL
CREATE USER etl PASSWORD 'Wint3r-Levee-57';
SQL
# The old key: AKIAQ3EGRZ7LMWYVHT5M

# None of these is a secret.
aws rds create-db-instance --db-instance-identifier dwh2 --engine postgres --master-username etl --manage-master-user-password
aws rds create-db-instance --db-instance-identifier dwh3 --master-user-password "$MASTER_PASSWORD"
aws rds create-db-instance --db-instance-identifier dwh4 --master-user-password "$(aws secretsmanager get-secret-value --secret-id dwh --query SecretString --output text)"
aws rds create-db-instance --db-instance-identifier dwh5 --master-user-password "<password>"
aws secretsmanager create-secret --name dwh --secret-string file://secret.json
aws secretsmanager put-secret-value --secret-id dwh --secret-string "{\"password\": \"$NEW_PASSWORD\"}" --client-request-token 9f0f7b7e-5cb2-4b61-a6e9-d6a1d0a2f3b4
aws s3api list-objects-v2 --bucket lake --starting-token eyJDb250aW51YXRpb25Ub2tlbiI6IG51bGx9
aws sts get-session-token --serial-number arn:aws:iam::111122223333:mfa/etl --token-code 123456
export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
PASSWORD_FILE=/run/secrets/db
DB_SECRET_ARN=arn:aws:secretsmanager:eu-central-1:111122223333:secret:dwh-a1b2c3
read -rsp 'Password: ' DB_PASS
mysql -h dwh.internal -u etl -p"$DB_PASS" -P 3306 sales
curl -u "etl:$API_TOKEN" https://api.internal/export
docker run -p 8080:80 nginx
mkdir -p /tmp/export-2019
docker run -e POSTGRES_DB=dwh -e POSTGRES_HOST=Db-2019 postgres:16
aws ssm put-parameter --name /prod/db/host --type String --value Db-2019
aws ssm put-parameter --name /prod/db/password --type SecureString --value "$DB_PASSWORD"
POSTGRES_PASSWORD_FILE=/run/secrets/postgres
DB_PASSWORD=${DB_PASSWORD:-}
DB_PASSWORD=${DB_PASSWORD:-$OTHER}
PWD=export

# Settings that are called passwords, where also a plain word is one.
POSTGRES_PASSWORD="$(aws secretsmanager get-secret-value --secret-id secret-flag/postgres-password --query SecretString --output text)"
docker run -e POSTGRES_DB=dwh -e POSTGRES_PASSWORD="$(aws secretsmanager get-secret-value --secret-id secret-flag/postgres-password --query SecretString --output text)" --env=POSTGRES_USER=etl postgres:16
REDIS_PASSWORD=${REDIS_PASSWORD:-cache_password}
aws ssm put-parameter --name /prod/db/password --type SecureString --value "$(aws secretsmanager get-secret-value --secret-id secret-flag/value --query SecretString --output text)"
aws emr add-steps --cluster-id j-1 --steps "Type=Spark,Name=load,Args=[--password,$(aws secretsmanager get-secret-value --secret-id secret-flag/password --query SecretString --output text),s3://code/load.py]"
