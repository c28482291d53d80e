#!/bin/sh
git clone https://etl:Wint3r-Levee-48@git.internal/jobs.git
#                     ^^^^^^^^^^^^^^^ shell-secret-flag: This is the password of a URL, which everybody who can read this script can use.
#                                   | unsafe fix: Read it from Secrets Manager
git clone "https://etl:${TOKEN}@git.internal/jobs.git"
