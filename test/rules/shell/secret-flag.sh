#!/usr/bin/env bash
# Secrets in options, variables, texts and comments; and what only looks like one.
set -euo pipefail

export AWS_ACCESS_KEY_ID=AKIAQ3EGRZ7LMWYVHT5N
#                        ^^^^^^^^^^^^^^^^^^^^ shell-secret-flag: This is an AWS access key id, which everybody who can read this script can use.
export AWS_SECRET_ACCESS_KEY="wJ8qXk2LzP0vN4tR6yB1mC3dF5gH7jK9aS2eU4iO"
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shell-secret-flag: The text under AWS_SECRET_ACCESS_KEY is a secret, which everybody who can read this script can use.
export AWS_DEFAULT_REGION=eu-central-1
aws configure set aws_secret_access_key "wJ8qXk2LzP0vN4tR6yB1mC3dF5gH7jK9aS2eU4iP"
#                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shell-secret-flag: The secret after aws_secret_access_key is in this script, and in the list of processes while aws runs.
aws configure set region eu-central-1

aws rds create-db-instance --db-instance-identifier dwh --engine postgres \
  --master-username etl \
  --master-user-password 'Wint3r-Levee-42' \
#                         ^^^^^^^^^^^^^^^ shell-secret-flag: The secret after --master-user-password is in this script, and in the list of processes while aws runs.
#                                       | unsafe fix: Let AWS manage the password
#                                       | unsafe fix: Read it from Secrets Manager
  --storage-encrypted
aws --profile etl redshift modify-cluster --cluster-identifier dwh --master-user-password=Wint3r-Levee-43
#                                                                                         ^^^^^^^^^^^^^^^ shell-secret-flag: The secret after --master-user-password is in this script, and in the list of processes while aws runs.
#                                                                                                       | unsafe fix: Let AWS manage the password
#                                                                                                       | unsafe fix: Read it from Secrets Manager
aws elasticache create-replication-group --replication-group-id cache --auth-token "Wint3r-Levee-44-cache"
#                                                                                   ^^^^^^^^^^^^^^^^^^^^^ shell-secret-flag: The secret after --auth-token is in this script, and in the list of processes while aws runs.
#                                                                                                       | unsafe fix: Read it from Secrets Manager
aws iam create-login-profile --user-name etl --password Wint3r-Levee-45 --password-reset-required
#                                                       ^^^^^^^^^^^^^^^ shell-secret-flag: The secret after --password is in this script, and in the list of processes while aws runs.
#                                                                     | unsafe fix: Read it from Secrets Manager

PW=Wint3r-Levee-46
#  ^^^^^^^^^^^^^^^ shell-secret-flag: The text under PW is a secret, which everybody who can read this script can use.
#                | unsafe fix: Read it from Secrets Manager
aws rds modify-db-instance --db-instance-identifier dwh --master-user-password "$PW"
DB_PASSWORD="${DB_PASSWORD:-Wint3r-Levee-47}"
#                           ^^^^^^^^^^^^^^^ shell-secret-flag: The text under DB_PASSWORD is a secret, which everybody who can read this script can use.
PGPASSWORD=Wint3r-Levee-48 psql -h dwh.internal -U etl -c 'select 1'
#          ^^^^^^^^^^^^^^^ shell-secret-flag: The text under PGPASSWORD is a secret, which everybody who can read this script can use.
#                        | unsafe fix: Read it from Secrets Manager
mysql -h dwh.internal -u etl -pWint3r-Levee-49 sales < load.sql
#                              ^^^^^^^^^^^^^^^ shell-secret-flag: The secret after -p is in this script, and in the list of processes while mysql runs.
#                                            | unsafe fix: Read it from Secrets Manager
sshpass -p "Wint3r-Levee-50" scp export.csv etl@ftp.internal:
#           ^^^^^^^^^^^^^^^ shell-secret-flag: The secret after -p is in this script, and in the list of processes while sshpass runs.
#                         | unsafe fix: Read it from Secrets Manager
curl -u etl:Wint3r-Levee-51 https://api.internal/export -o export.csv
#           ^^^^^^^^^^^^^^^ shell-secret-flag: The secret after -u is in this script, and in the list of processes while curl runs.
#                         | unsafe fix: Read it from Secrets Manager
redis-cli -a Wint3r-Levee-52 ping
#            ^^^^^^^^^^^^^^^ shell-secret-flag: The secret after -a is in this script, and in the list of processes while redis-cli runs.
#                          | unsafe fix: Read it from Secrets Manager
aws lambda update-function-configuration --function-name load --environment "Variables={DB_PASSWORD=Wint3r-Levee-53,STAGE=prod}"
#                                                                                                   ^^^^^^^^^^^^^^^ shell-secret-flag: The text under DB_PASSWORD is a secret, which everybody who can read this script can use.
#                                                                                                                 | unsafe fix: Read it from Secrets Manager
aws cloudformation deploy --stack-name dwh --parameter-overrides Stage=prod MasterPassword=Wint3r-Levee-54
#                                                                                          ^^^^^^^^^^^^^^^ shell-secret-flag: The text under MasterPassword is a secret, which everybody who can read this script can use.
#                                                                                                        | unsafe fix: Read it from Secrets Manager
aws cloudformation create-stack --stack-name dwh --parameters ParameterKey=MasterPassword,ParameterValue=Wint3r-Levee-55
#                                                                                                        ^^^^^^^^^^^^^^^ shell-secret-flag: The text under MasterPassword is a secret, which everybody who can read this script can use.
#                                                                                                                      | unsafe fix: Read it from Secrets Manager
aws secretsmanager create-secret --name dwh --secret-string '{"username": "etl", "password": "Wint3r-Levee-56"}'
#                                                                                             ^^^^^^^^^^^^^^^ shell-secret-flag: The text under password is a secret, which everybody who can read this script can use.
psql -h dwh.internal <<SQL
CREATE USER etl PASSWORD 'Wint3r-Levee-57';
#                         ^^^^^^^^^^^^^^^ shell-secret-flag: The text under PASSWORD is a secret, which everybody who can read this script can use.
SQL
# The old key: AKIAQ3EGRZ7LMWYVHT5M
#              ^^^^^^^^^^^^^^^^^^^^ shell-secret-flag: This is an AWS access key id, which everybody who can read this script can use.

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
POSTGRES_PASSWORD=airflow
#                 ^^^^^^^ shell-secret-flag: The text under POSTGRES_PASSWORD is a secret, which everybody who can read this script can use.
#                       | unsafe fix: Read it from Secrets Manager
docker run -e POSTGRES_DB=dwh -e POSTGRES_PASSWORD=postgres --env=POSTGRES_USER=etl postgres:16
#                                                  ^^^^^^^^ shell-secret-flag: The secret after POSTGRES_PASSWORD is in this script, and in the list of processes while docker runs.
#                                                         | unsafe fix: Read it from Secrets Manager
REDIS_PASSWORD=${REDIS_PASSWORD:-cache_password}
#                                ^^^^^^^^^^^^^^ shell-secret-flag: The text under REDIS_PASSWORD is a secret, which everybody who can read this script can use.
aws ssm put-parameter --name /prod/db/password --type SecureString --value Wint3r-Levee-58
#                                                                          ^^^^^^^^^^^^^^^ shell-secret-flag: The secret after --value is in this script, and in the list of processes while aws runs.
#                                                                                        | unsafe fix: Read it from Secrets Manager
aws emr add-steps --cluster-id j-1 --steps "Type=Spark,Name=load,Args=[--password,Wint3r-Levee-59,s3://code/load.py]"
#                                                                                 ^^^^^^^^^^^^^^^ shell-secret-flag: The text under password is a secret, which everybody who can read this script can use.
#                                                                                               | unsafe fix: Read it from Secrets Manager
