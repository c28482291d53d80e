#!/bin/sh
# Within a longer text the quotes around it stay what they are.
psql "postgresql://etl:$(aws secretsmanager get-secret-value --secret-id texts/password --query SecretString --output text)@dwh.internal/sales" -c 'select 1'
psql 'postgresql://etl:'"$(aws secretsmanager get-secret-value --secret-id texts/password --query SecretString --output text)"'@dwh.internal/sales' -c 'select 1'
psql postgresql://etl:"$(aws secretsmanager get-secret-value --secret-id texts/password --query SecretString --output text)"@dwh.internal/sales -c 'select 1'
psql -h dwh.internal -c "CREATE USER load PASSWORD '$(aws secretsmanager get-secret-value --secret-id texts/password --query SecretString --output text)'"
mysql -h dwh.internal -e "CREATE USER load IDENTIFIED BY '$(aws secretsmanager get-secret-value --secret-id texts/identified-by --query SecretString --output text)'"
URL="mongodb://etl:$(aws secretsmanager get-secret-value --secret-id texts/password --query SecretString --output text)@docdb.internal/orders"
psql "postgresql://${USER}:Wint3r-Levee-48@dwh.internal/sales" -c 'select 1'
psql <<SQL
ALTER USER load PASSWORD 'Wint3r-Levee-49'
SQL
