#!/bin/bash
# Data that a script stores unencrypted.
aws rds create-db-instance --db-instance-identifier dwh --engine postgres --storage-encrypted
aws rds create-db-instance --storage-encrypted \
  --db-instance-identifier staging \
  --engine mysql
aws efs create-file-system --creation-token exports --encrypted
aws efs create-file-system --encrypted --creation-token exports
aws kinesis create-stream --stream-name clicks --shard-count 2
aws kinesis stop-stream-encryption --stream-name orders --encryption-type KMS --key-id alias/orders
aws elasticache create-replication-group --replication-group-id cache --transit-encryption-enabled
aws s3 cp export.csv s3://sales-data/ --sse AES256

aws rds create-db-instance --db-instance-identifier dwh --engine postgres --storage-encrypted
aws rds create-db-instance --db-instance-identifier member --db-cluster-identifier dwh --engine aurora-postgresql
aws efs create-file-system --creation-token exports --encrypted
aws kinesis create-stream --stream-name orders --shard-count 2
aws kinesis start-stream-encryption --stream-name orders --encryption-type KMS --key-id alias/orders
aws s3 cp export.csv s3://sales-data/ --sse aws:kms --sse-kms-key-id alias/sales
aws rds create-db-instance --cli-input-json file://dwh.json
