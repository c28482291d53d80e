import boto3

boto3.client("s3").put_object(Bucket="lake-curated-4711", Key="report-a", Body=b"")
