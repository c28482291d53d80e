#!/bin/bash
# Data that a script stores unencrypted.
aws rds create-db-instance --db-instance-identifier dwh --engine postgres --no-storage-encrypted
#                                                                         ^^^^^^^^^^^^^^^^^^^^^^ shell-unencrypted: What create-db-instance makes stores everything unencrypted.
#                                                                                              | fix: Encrypt it
aws rds create-db-instance \
#       ^^^^^^^^^^^^^^^^^^ shell-unencrypted: What create-db-instance makes stores everything unencrypted, and cannot be encrypted later.
#                        | fix: Encrypt it
  --db-instance-identifier staging \
  --engine mysql
aws efs create-file-system --creation-token exports --no-encrypted
#                                                   ^^^^^^^^^^^^^^ shell-unencrypted: What create-file-system makes stores everything unencrypted.
#                                                                | fix: Encrypt it
aws efs create-file-system --creation-token exports
#       ^^^^^^^^^^^^^^^^^^ shell-unencrypted: What create-file-system makes stores everything unencrypted, and cannot be encrypted later.
#                        | fix: Encrypt it
aws kinesis create-stream --stream-name clicks --shard-count 2
#           ^^^^^^^^^^^^^ shell-unencrypted: create-stream makes an unencrypted stream, and nothing in this script runs start-stream-encryption on it.
aws kinesis stop-stream-encryption --stream-name orders --encryption-type KMS --key-id alias/orders
#           ^^^^^^^^^^^^^^^^^^^^^^ shell-unencrypted: New records of the stream are stored unencrypted from here on.
aws elasticache create-replication-group --replication-group-id cache --no-transit-encryption-enabled
#                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shell-unencrypted: What create-replication-group makes sends everything unencrypted.
#                                                                                                   | fix: Encrypt it
aws s3 cp export.csv s3://sales-data/ --sse AES256
#                                           ^^^^^^ shell-unencrypted (info): AES256 encrypts with a key that S3 keeps for itself: reading needs no permission on a key, and no key's log tells who did.

aws rds create-db-instance --db-instance-identifier dwh --engine postgres --storage-encrypted
aws rds create-db-instance --db-instance-identifier member --db-cluster-identifier dwh --engine aurora-postgresql
aws efs create-file-system --creation-token exports --encrypted
aws kinesis create-stream --stream-name orders --shard-count 2
aws kinesis start-stream-encryption --stream-name orders --encryption-type KMS --key-id alias/orders
aws s3 cp export.csv s3://sales-data/ --sse aws:kms --sse-kms-key-id alias/sales
aws rds create-db-instance --cli-input-json file://dwh.json
