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
s3.put_bucket_encryption(
    Bucket="lake-scratch-4711",
    ServerSideEncryptionConfiguration={
        "Rules": [
            {
                "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"},
                "BucketKeyEnabled": True,
            }
        ]
    },
)
kinesis.create_stream(StreamName="clicks", ShardCount=2)
kinesis.get_waiter("stream_exists").wait(StreamName="clicks")
kinesis.start_stream_encryption(StreamName="clicks", EncryptionType="KMS", KeyId="alias/aws/kinesis")
topic = sns.create_topic(Name="sales", Attributes={"KmsMasterKeyId": "alias/aws/sns"})
sqs.create_queue(QueueName="orders", Attributes={"KmsMasterKeyId": "alias/aws/sqs"})
sqs.create_queue(QueueName="returns", Attributes={"SqsManagedSseEnabled": "true"})
dynamodb.create_table(TableName="orders", BillingMode="PAY_PER_REQUEST", SSESpecification={"Enabled": True, "SSEType": "KMS"})
firehose.create_delivery_stream(DeliveryStreamName="clicks", DeliveryStreamType="DirectPut", DeliveryStreamEncryptionConfigurationInput={"KeyType": "AWS_OWNED_CMK"})
rds.create_db_instance(DBInstanceIdentifier="dwh", Engine="postgres", StorageEncrypted=True)
rds.create_db_cluster(DBClusterIdentifier="dwh", StorageEncrypted=True)
redshift.create_cluster(ClusterIdentifier="dwh", NodeType="ra3.large", Encrypted=True)
s3.put_object(Bucket=bucket, Key="a.csv", Body=b"", ServerSideEncryption="aws:kms")
s3.upload_file("a.csv", bucket, "a.csv", ExtraArgs={'ServerSideEncryption': 'aws:kms'})
s3.put_bucket_encryption(
    Bucket="lake-a-4711",
    ServerSideEncryptionConfiguration={
        "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}],
    },
)
s3.put_bucket_encryption(
    Bucket="lake-b-4711",
    ServerSideEncryptionConfiguration={
        "Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}}],
    },
)
spark.conf.set("spark.hadoop.fs.s3a.server-side-encryption-algorithm", "SSE-KMS")
spark.conf.set("spark.io.encryption.enabled", "true")

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
