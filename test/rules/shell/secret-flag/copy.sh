#!/bin/sh
sshpass -pWint3r-Levee-46 scp export.csv etl@ftp.internal:
#         ^^^^^^^^^^^^^^^ shell-secret-flag: The secret after -p is in this script, and in the list of processes while sshpass runs.
#                       | unsafe fix: Read it from Secrets Manager
sshpass -f /run/secrets/ftp scp export.csv etl@ftp.internal:
