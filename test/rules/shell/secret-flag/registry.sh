#!/bin/sh
docker login -u ci -p Wint3r-Levee-47 registry.internal
#                     ^^^^^^^^^^^^^^^ shell-secret-flag: The secret after -p is in this script, and in the list of processes while docker runs.
#                                   | unsafe fix: Read it from Secrets Manager
docker login -u ci --password-stdin registry.internal < token
