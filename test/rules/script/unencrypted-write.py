# What a script creates or writes without a key that somebody controls.
import os

import boto3
from pyspark.sql import SparkSession

s3 = boto3.client("s3")
kinesis = boto3.client("kinesis")
sns = boto3.client("sns")
sqs = boto3.client("sqs")
rds = boto3.client("rds")
redshift = boto3.client("redshift")
dynamodb = boto3.client("dynamodb")
firehose = boto3.client("firehose")
spark = SparkSession.builder.getOrCreate()
bucket = "lake-raw-4711"
key = os.environ["KEY_ARN"]
options = load_options()

# Nothing encrypts it, or only a key of the service.
s3.create_bucket(Bucket="lake-scratch-4711")
#  ^^^^^^^^^^^^^ script-unencrypted-write (info): The bucket lake-scratch-4711 is encrypted with a key of S3's own: whoever may read it reads the data, and no key's log shows it.
#              | unsafe fix: Encrypt it with a KMS key
kinesis.create_stream(StreamName="clicks", ShardCount=2)
#       ^^^^^^^^^^^^^ script-unencrypted-write: The stream clicks keeps its records unencrypted: create_stream cannot encrypt, and no start_stream_encryption follows.
#                   | unsafe fix: Encrypt it with the key of Kinesis
topic = sns.create_topic(Name="sales")
#           ^^^^^^^^^^^^ script-unencrypted-write: Without Attributes.KmsMasterKeyId, the topic stores messages unencrypted.
#                      | unsafe fix: Set Attributes.KmsMasterKeyId
sqs.create_queue(QueueName="orders")
#   ^^^^^^^^^^^^ script-unencrypted-write (info): Without Attributes.KmsMasterKeyId, the queue is encrypted with a key of SQS's own, which nobody can take away.
#              | unsafe fix: Set Attributes.KmsMasterKeyId
sqs.create_queue(QueueName="returns", Attributes={"SqsManagedSseEnabled": "false"})
#                                                                         ^^^^^^^ script-unencrypted-write: SqsManagedSseEnabled switches off the encryption of what create_queue sets up.
#                                                                               | unsafe fix: Set SqsManagedSseEnabled to true
dynamodb.create_table(TableName="orders", BillingMode="PAY_PER_REQUEST")
#        ^^^^^^^^^^^^ script-unencrypted-write (info): Without SSESpecification, the table is encrypted with a key of DynamoDB's own, which nobody can take away.
#                   | unsafe fix: Set SSESpecification
firehose.create_delivery_stream(DeliveryStreamName="clicks", DeliveryStreamType="DirectPut")
#        ^^^^^^^^^^^^^^^^^^^^^^ script-unencrypted-write: Without DeliveryStreamEncryptionConfigurationInput, the delivery stream buffers records unencrypted.
#                             | unsafe fix: Set DeliveryStreamEncryptionConfigurationInput
rds.create_db_instance(DBInstanceIdentifier="dwh", Engine="postgres")
#   ^^^^^^^^^^^^^^^^^^ script-unencrypted-write: Without StorageEncrypted, the database keeps its storage and its snapshots unencrypted, which cannot be changed later.
#                    | unsafe fix: Set StorageEncrypted
rds.create_db_cluster(DBClusterIdentifier="dwh", StorageEncrypted=False)
#                                                                 ^^^^^ script-unencrypted-write: StorageEncrypted switches off the encryption of what create_db_cluster sets up.
#                                                                     | unsafe fix: Set StorageEncrypted to True
redshift.create_cluster(ClusterIdentifier="dwh", NodeType="ra3.large", Encrypted=False)
#                                                                                ^^^^^ script-unencrypted-write: Encrypted switches off the encryption of what create_cluster sets up.
#                                                                                    | unsafe fix: Set Encrypted to True
s3.put_object(Bucket=bucket, Key="a.csv", Body=b"", ServerSideEncryption="AES256")
#                                                                        ^^^^^^^^ script-unencrypted-write (info): AES256 is a key of S3's own: whoever may read the bucket reads the data, and no key's log shows it.
#                                                                               | unsafe fix: Encrypt with a KMS key
s3.upload_file("a.csv", bucket, "a.csv", ExtraArgs={'ServerSideEncryption': 'AES256'})
#                                                                           ^^^^^^^^ script-unencrypted-write (info): AES256 is a key of S3's own: whoever may read the bucket reads the data, and no key's log shows it.
#                                                                                  | unsafe fix: Encrypt with a KMS key
s3.put_bucket_encryption(
    Bucket="lake-a-4711",
    ServerSideEncryptionConfiguration={
        "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}],
#                                                                         ^^^^^^^^ script-unencrypted-write (info): AES256 is a key of S3's own: whoever may read the bucket reads the data, and no key's log shows it.
#                                                                                | unsafe fix: Encrypt with a KMS key
    },
)
s3.put_bucket_encryption(
    Bucket="lake-b-4711",
    ServerSideEncryptionConfiguration={
        "Rules": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}],
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-unencrypted-write (error): put_bucket_encryption does not know ServerSideEncryptionByDefault: the call fails, and the bucket keeps the encryption that it has.
#                                                | fix: Rename it to ApplyServerSideEncryptionByDefault
    },
)
spark.conf.set("spark.hadoop.fs.s3a.server-side-encryption-algorithm", "AES256")
#                                                                      ^^^^^^^^ script-unencrypted-write (info): AES256 is a key of S3's own: whoever may read the bucket reads the data, and no key's log shows it.
#                                                                             | unsafe fix: Encrypt with a KMS key
spark.conf.set("spark.io.encryption.enabled", "false")
#                                             ^^^^^^^ script-unencrypted-write: spark.io.encryption.enabled is switched off, so Spark writes or sends data unencrypted.
#                                                   | unsafe fix: Switch it on

# Encrypted with KMS, here or by a call that follows.
s3.create_bucket(Bucket=bucket)
s3.put_bucket_encryption(
    Bucket=bucket,
    ServerSideEncryptionConfiguration={
        "Rules": [
            {
                "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key},
                "BucketKeyEnabled": True,
            }
        ],
    },
)
kinesis.create_stream(StreamName="orders", ShardCount=1)
kinesis.start_stream_encryption(StreamName="orders", EncryptionType="KMS", KeyId=key)
sns.create_topic(Name="returns", Attributes={"KmsMasterKeyId": key})
sqs.create_queue(QueueName="jobs", Attributes={"KmsMasterKeyId": key, "VisibilityTimeout": "60"})
sqs.create_queue(QueueName="mail", Attributes={"SqsManagedSseEnabled": "true"})
dynamodb.create_table(TableName="returns", SSESpecification={"Enabled": True, "SSEType": "KMS"})
firehose.create_delivery_stream(DeliveryStreamName="orders", DeliveryStreamType="KinesisStreamAsSource")
rds.create_db_instance(DBInstanceIdentifier="dwh-1", DBClusterIdentifier="dwh", Engine="aurora-postgresql")
rds.create_db_cluster(DBClusterIdentifier="dwh-2", StorageEncrypted=True, KmsKeyId=key)
redshift.create_cluster(ClusterIdentifier="dwh-2", NodeType="ra3.large", Encrypted=True)
s3.put_object(Bucket=bucket, Key="a.csv", Body=b"", ServerSideEncryption="aws:kms", SSEKMSKeyId=key)
s3.upload_file("a.csv", bucket, "a.csv", ExtraArgs={"ServerSideEncryption": "aws:kms:dsse"})

# The bucket's default holds, or it cannot be known.
s3.put_object(Bucket=bucket, Key="b.csv", Body=b"")
s3.copy_object(Bucket=bucket, Key="c.csv", CopySource={"Bucket": bucket, "Key": "b.csv"})
sns.create_topic(**options)
sqs.create_queue(QueueName="late", Attributes=options)
s3.put_object(Bucket=bucket, Key="d.csv", Body=b"", ServerSideEncryption=os.environ["SSE"])
spark.conf.set("spark.io.encryption.enabled", "true")
cipher = {"algorithm": "AES256"}
