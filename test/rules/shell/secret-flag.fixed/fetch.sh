#!/bin/sh
wget --user=etl --password="$(aws secretsmanager get-secret-value --secret-id fetch/password --query SecretString --output text)" https://artifacts.internal/job.jar
wget --user=etl --ask-password https://artifacts.internal/job.jar
wget -U 'Fetcher: 42-Levee' https://artifacts.internal/job.jar
