#!/bin/sh
git clone https://etl:"$(aws secretsmanager get-secret-value --secret-id clone/password --query SecretString --output text)"@git.internal/jobs.git
git clone "https://etl:${TOKEN}@git.internal/jobs.git"
