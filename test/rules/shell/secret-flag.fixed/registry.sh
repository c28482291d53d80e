#!/bin/sh
docker login -u ci -p "$(aws secretsmanager get-secret-value --secret-id registry/password --query SecretString --output text)" registry.internal
docker login -u ci --password-stdin registry.internal < token
