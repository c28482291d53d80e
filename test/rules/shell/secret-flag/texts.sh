#!/bin/sh
# Within a longer text the quotes around it stay what they are.
psql "postgresql://etl:Wint3r-Levee-42@dwh.internal/sales" -c 'select 1'
#                      ^^^^^^^^^^^^^^^ shell-secret-flag: This is the password of a URL, which everybody who can read this script can use.
#                                    | unsafe fix: Read it from Secrets Manager
psql 'postgresql://etl:Wint3r-Levee-43@dwh.internal/sales' -c 'select 1'
#                      ^^^^^^^^^^^^^^^ shell-secret-flag: This is the password of a URL, which everybody who can read this script can use.
#                                    | unsafe fix: Read it from Secrets Manager
psql postgresql://etl:Wint3r-Levee-44@dwh.internal/sales -c 'select 1'
#                     ^^^^^^^^^^^^^^^ shell-secret-flag: This is the password of a URL, which everybody who can read this script can use.
#                                   | unsafe fix: Read it from Secrets Manager
psql -h dwh.internal -c "CREATE USER load PASSWORD 'Wint3r-Levee-45'"
#                                                   ^^^^^^^^^^^^^^^ shell-secret-flag: The text under PASSWORD is a secret, which everybody who can read this script can use.
#                                                                 | unsafe fix: Read it from Secrets Manager
mysql -h dwh.internal -e "CREATE USER load IDENTIFIED BY 'Wint3r-Levee-46'"
#                                                         ^^^^^^^^^^^^^^^ shell-secret-flag: The text under IDENTIFIED BY is a secret, which everybody who can read this script can use.
#                                                                       | unsafe fix: Read it from Secrets Manager
URL="mongodb://etl:Wint3r-Levee-47@docdb.internal/orders"
#                  ^^^^^^^^^^^^^^^ shell-secret-flag: This is the password of a URL, which everybody who can read this script can use.
#                                | unsafe fix: Read it from Secrets Manager
psql "postgresql://${USER}:Wint3r-Levee-48@dwh.internal/sales" -c 'select 1'
#                          ^^^^^^^^^^^^^^^ shell-secret-flag: This is the password of a URL, which everybody who can read this script can use.
psql <<SQL
ALTER USER load PASSWORD 'Wint3r-Levee-49'
#                         ^^^^^^^^^^^^^^^ shell-secret-flag: The text under PASSWORD is a secret, which everybody who can read this script can use.
SQL
