#!/bin/sh
wget --user=etl --password=Wint3r-Levee-45 https://artifacts.internal/job.jar
#                          ^^^^^^^^^^^^^^^ shell-secret-flag: The secret after --password is in this script, and in the list of processes while wget runs.
#                                        | unsafe fix: Read it from Secrets Manager
wget --user=etl --ask-password https://artifacts.internal/job.jar
wget -U 'Fetcher: 42-Levee' https://artifacts.internal/job.jar
