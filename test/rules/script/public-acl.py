# Buckets and objects that a script opens to everybody.
import os

import boto3

s3 = boto3.client("s3")
resource = boto3.resource("s3")
bucket = "site-4711"
acl = "public-read"
#     ^^^^^^^^^^^^^ script-public-acl: public-read lets everybody on the internet read what this call writes.
#                 | fix: Keep it private

s3.put_object(Bucket=bucket, Key="a.csv", Body=b"", ACL="public-read")
#                                                       ^^^^^^^^^^^^^ script-public-acl: public-read lets everybody on the internet read what this call writes.
#                                                                   | fix: Keep it private
s3.create_bucket(Bucket=bucket, ACL='public-read-write')
#                                   ^^^^^^^^^^^^^^^^^^^ script-public-acl: public-read-write lets everybody on the internet read and replace what this call writes.
#                                                     | fix: Keep it private
s3.put_bucket_acl(Bucket=bucket, ACL="authenticated-read")
#                                    ^^^^^^^^^^^^^^^^^^^^ script-public-acl: authenticated-read lets everybody with an AWS account read what this call writes.
#                                                       | fix: Keep it private
s3.upload_file("a.csv", bucket, "a.csv", ExtraArgs={"ACL": acl, "ContentType": "text/csv"})
resource.Object(bucket, "a.csv").put(Body=b"", ACL="public-read")
#                                                  ^^^^^^^^^^^^^ script-public-acl: public-read lets everybody on the internet read what this call writes.
#                                                              | fix: Keep it private
s3.put_object_acl(Bucket=bucket, Key="a.csv", GrantRead='uri="http://acs.amazonaws.com/groups/global/AllUsers"')
#                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ script-public-acl: This grant gives everybody on the internet access to what the call writes.
s3.delete_public_access_block(Bucket=bucket)
#  ^^^^^^^^^^^^^^^^^^^^^^^^^^ script-public-acl: Without its public access block, the next ACL or policy can publish the bucket.
s3.put_public_access_block(
    Bucket=bucket,
    PublicAccessBlockConfiguration={"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": False},
#                                                                                                           ^^^^^ script-public-acl: With BlockPublicPolicy off, the next ACL or policy can publish the bucket.
#                                                                                                               | unsafe fix: Set BlockPublicPolicy to True
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
