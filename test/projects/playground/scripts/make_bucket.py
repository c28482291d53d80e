"""Creates the bucket for the lake's raw data."""

import boto3

s3 = boto3.client("s3")
bucket = "lake-raw-4711"

s3.create_bucket(Bucket=bucket)
s3.put_bucket_encryption(
    Bucket=bucket,
    ServerSideEncryptionConfiguration={
        "Rules": [
            {
                "ApplyServerSideEncryptionByDefault": {
                    "SSEAlgorithm": "AES256",
                },
            },
        ],
    },
)
