# Buckets and objects that a script opens to everybody.
import os

import boto3

s3 = boto3.client("s3")
resource = boto3.resource("s3")
bucket = "site-4711"
acl = "private"

s3.put_object(Bucket=bucket, Key="a.csv", Body=b"", ACL="private")
s3.create_bucket(Bucket=bucket, ACL='private')
s3.put_bucket_acl(Bucket=bucket, ACL="private")
s3.upload_file("a.csv", bucket, "a.csv", ExtraArgs={"ACL": acl, "ContentType": "text/csv"})
resource.Object(bucket, "a.csv").put(Body=b"", ACL="private")
s3.put_object_acl(Bucket=bucket, Key="a.csv", GrantRead='uri="http://acs.amazonaws.com/groups/global/AllUsers"')
s3.delete_public_access_block(Bucket=bucket)
s3.put_public_access_block(
    Bucket=bucket,
    PublicAccessBlockConfiguration={"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True},
)

# Private, for the owner, or not known.
s3.put_object(Bucket=bucket, Key="b.csv", Body=b"", ACL="private")
s3.put_object(Bucket=bucket, Key="c.csv", Body=b"", ACL="bucket-owner-full-control")
s3.put_object(Bucket=bucket, Key="d.csv", Body=b"", ACL=os.environ["ACL"])
s3.put_object(Bucket=bucket, Key="public-read", Body=b"public-read")
s3.put_bucket_acl(Bucket=bucket, ACL="log-delivery-write")
s3.put_object(Bucket=bucket, Key="e.csv", Body=b"", GrantRead='id="79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"')
s3.put_public_access_block(
    Bucket=bucket,
    PublicAccessBlockConfiguration={
        "BlockPublicAcls": True,
        "IgnorePublicAcls": True,
        "BlockPublicPolicy": True,
        "RestrictPublicBuckets": True,
    },
)
s3.get_bucket_acl(Bucket=bucket)
description = "public-read is refused"
