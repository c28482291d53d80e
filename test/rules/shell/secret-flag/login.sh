#!/bin/sh
# A program that only fetches files is read for the logins that it gives.
curl -sSu etl:Wint3r-Levee-42 https://artifacts.internal/job.jar -o job.jar
#             ^^^^^^^^^^^^^^^ shell-secret-flag: The secret after -u is in this script, and in the list of processes while curl runs.
#                           | unsafe fix: Read it from Secrets Manager
curl --proxy-user=etl:Wint3r-Levee-43 https://artifacts.internal/job.jar
#                     ^^^^^^^^^^^^^^^ shell-secret-flag: The secret after --proxy-user is in this script, and in the list of processes while curl runs.
#                                   | unsafe fix: Read it from Secrets Manager
curl \
  -uetl:Wint3r-Levee-44 https://artifacts.internal/job.jar
#       ^^^^^^^^^^^^^^^ shell-secret-flag: The secret after -u is in this script, and in the list of processes while curl runs.
#                     | unsafe fix: Read it from Secrets Manager
curl -u "$USER:$PASS" https://artifacts.internal/job.jar
curl --user ci:"$TOKEN" https://artifacts.internal/job.jar
curl -u etl https://artifacts.internal/job.jar
curl -H 'Authorization: Bearer 9d8f7s6d5f4g3h2j1k0lQwErTy' https://artifacts.internal/job.jar
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ shell-secret-flag: The text under Bearer is a secret, which everybody who can read this script can use.
#                                                       | unsafe fix: Read it from Secrets Manager
