#!/bin/sh
# A program that only fetches files is read for the logins that it gives.
curl -sSu etl:"$(aws secretsmanager get-secret-value --secret-id login/password --query SecretString --output text)" https://artifacts.internal/job.jar -o job.jar
curl --proxy-user=etl:"$(aws secretsmanager get-secret-value --secret-id login/proxy-user --query SecretString --output text)" https://artifacts.internal/job.jar
curl \
  -uetl:"$(aws secretsmanager get-secret-value --secret-id login/password --query SecretString --output text)" https://artifacts.internal/job.jar
curl -u "$USER:$PASS" https://artifacts.internal/job.jar
curl --user ci:"$TOKEN" https://artifacts.internal/job.jar
curl -u etl https://artifacts.internal/job.jar
curl -H 'Authorization: Bearer '"$(aws secretsmanager get-secret-value --secret-id login/bearer --query SecretString --output text)"'' https://artifacts.internal/job.jar
