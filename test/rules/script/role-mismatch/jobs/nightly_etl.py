"""Copies the day's sales to the curated bucket."""

import sys

import boto3
from awsglue.context import GlueContext
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext

args = getResolvedOptions(sys.argv, ["JOB_NAME", "raw_path", "curated_bucket", "audit_bucket"])
glue_context = GlueContext(SparkContext.getOrCreate())
spark = glue_context.spark_session

sales = spark.read.parquet(args["raw_path"])
#                          ^^^^^^^^^^^^^^^^ script-role-mismatch: NightlyJob runs this script as NightlyRole, which no policy lets list RawBucket: this fails with AccessDenied, not authorized to perform s3:ListBucket.
#                                         | see s3://example-artifacts-${AWS::Region}/jobs/nightly_etl.py (pipeline.yaml:41): NightlyJob runs this script
#                                         | see NightlyRole (pipeline.yaml:55): the role NightlyRole
#                                         | see RawBucket (pipeline.yaml:8): RawBucket holds the data
#                                         | see Version: '2012-10-17' (pipeline.yaml:68): no statement allows s3:ListBucket
#                                         | fix: Allow NightlyRole to list RawBucket (s3:ListBucket)
sales.write.mode("overwrite").parquet(f"s3://{args['curated_bucket']}/sales/day")
#                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-role-mismatch: NightlyJob runs this script as NightlyRole, which no policy lets write to CuratedBucket: this fails with AccessDenied, not authorized to perform s3:PutObject.
#                                                                              | see s3://example-artifacts-${AWS::Region}/jobs/nightly_etl.py (pipeline.yaml:41): NightlyJob runs this script
#                                                                              | see NightlyRole (pipeline.yaml:55): the role NightlyRole
#                                                                              | see CuratedBucket (pipeline.yaml:10): CuratedBucket holds the data
#                                                                              | see DataKey (pipeline.yaml:4): DataKey encrypts it
#                                                                              | see Version: '2012-10-17' (pipeline.yaml:68): no statement allows s3:PutObject
#                                                                              | fix: Allow NightlyRole to write to CuratedBucket (s3:PutObject) and to use DataKey

s3 = boto3.client("s3")
s3.get_object(Bucket="lake-curated-4711", Key="state/last.json")
#                    ^^^^^^^^^^^^^^^^^^^ script-role-mismatch: NightlyJob runs this script as NightlyRole, which no policy lets use DataKey, the key of CuratedBucket: this fails with AccessDenied, not authorized to perform kms:Decrypt.
#                                      | see s3://example-artifacts-${AWS::Region}/jobs/nightly_etl.py (pipeline.yaml:41): NightlyJob runs this script
#                                      | see NightlyRole (pipeline.yaml:55): the role NightlyRole
#                                      | see CuratedBucket (pipeline.yaml:10): CuratedBucket holds the data
#                                      | see DataKey (pipeline.yaml:4): DataKey encrypts it
#                                      | see Version: '2012-10-17' (pipeline.yaml:68): no statement allows kms:Decrypt
#                                      | fix: Allow NightlyRole to use DataKey (kms:Decrypt)

secret = boto3.client("secretsmanager").get_secret_value(SecretId="warehouse/etl")
#                                                                 ^^^^^^^^^^^^^^^ script-role-mismatch: BackfillJob runs this script as BackfillRole, which no policy lets read WarehouseLogin: this fails with AccessDenied, not authorized to perform secretsmanager:GetSecretValue.
#                                                                               | see s3://example-artifacts-${AWS::Region}/jobs/nightly_etl.py (pipeline.yaml:51): BackfillJob runs this script
#                                                                               | see BackfillRole (pipeline.yaml:76): the role BackfillRole
#                                                                               | see WarehouseLogin (pipeline.yaml:29): WarehouseLogin holds the data
#                                                                               | see Version: '2012-10-17' (pipeline.yaml:85): no statement allows secretsmanager:GetSecretValue
#                                                                               | see arn:aws:iam::aws:policy/AmazonS3FullAccess (pipeline.yaml:81): no statement allows secretsmanager:GetSecretValue
#                                                                               | fix: Allow BackfillRole to read WarehouseLogin (secretsmanager:GetSecretValue)
#                                                                 ^^^^^^^^^^^^^^^ script-role-mismatch: NightlyJob runs this script as NightlyRole, which no policy lets read WarehouseLogin: this fails with AccessDenied, not authorized to perform secretsmanager:GetSecretValue.
#                                                                               | see s3://example-artifacts-${AWS::Region}/jobs/nightly_etl.py (pipeline.yaml:41): NightlyJob runs this script
#                                                                               | see NightlyRole (pipeline.yaml:55): the role NightlyRole
#                                                                               | see WarehouseLogin (pipeline.yaml:29): WarehouseLogin holds the data
#                                                                               | see Version: '2012-10-17' (pipeline.yaml:68): no statement allows secretsmanager:GetSecretValue
#                                                                               | fix: Allow NightlyRole to read WarehouseLogin (secretsmanager:GetSecretValue)

# Buckets that the templates do not define, or do not give a name for, say nothing.
s3.put_object(Bucket="somebody-elses-bucket", Key="done", Body=b"")
s3.put_object(Bucket=args["audit_bucket"], Key="done", Body=b"")

# A client with credentials of its own is not called as the role.
keys = boto3.client("sts").assume_role(RoleArn=args["audit_bucket"], RoleSessionName="etl")["Credentials"]
other = boto3.client("s3", aws_access_key_id=keys["AccessKeyId"], aws_session_token=keys["SessionToken"])
other.put_object(Bucket="lake-curated-4711", Key="audit/done", Body=b"")


def by_hand():
    """Nothing calls this."""
    s3.delete_object(Bucket="lake-curated-4711", Key="state/last.json")
