#!/usr/bin/env bash
# Lets the raw bucket be used from the company's network alone, and from nowhere else: not even by whoever runs this.
set -euo pipefail

BUCKET="lake-raw-4711"

cat > vpc-only-policy.json <<POLICY
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "OnlyFromOurNetwork",
      "Effect": "Deny",
      "Principal": "*",
      "Action": "s3:*",
      "Resource": [
        "arn:aws:s3:::${BUCKET}",
        "arn:aws:s3:::${BUCKET}/*"
      ],
      "Condition": {
        "StringNotEquals": {
          "aws:SourceVpc": "vpc-0a1b2c3d4e5f6g7h8"
        }
      }
    }
  ]
}
POLICY

aws s3api put-bucket-policy --bucket "$BUCKET" --policy file://vpc-only-policy.json
