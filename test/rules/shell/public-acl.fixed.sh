#!/bin/bash
# ACLs and grants that open data to everybody.
aws s3 cp report.csv s3://sales-data/report.csv --acl private
aws s3api put-bucket-acl --bucket sales-data --acl private
aws s3 sync ./site s3://sales-data --acl private --delete
aws s3api put-object --bucket sales-data --key a --body a \
  --grant-read uri=http://acs.amazonaws.com/groups/global/AllUsers
aws rds modify-db-snapshot-attribute --db-snapshot-identifier nightly --attribute-name restore --values-to-add all
aws ec2 modify-snapshot-attribute --snapshot-id snap-0a1b2c3d --attribute createVolumePermission --operation-type add --group-names all
aws ec2 modify-image-attribute --image-id ami-0a1b2c3d --launch-permission "Add=[{Group=all}]"
for file in *.csv; do aws s3 cp "$file" s3://sales-data/ --acl private; done

aws s3 cp report.csv s3://sales-data/report.csv --acl bucket-owner-full-control
aws s3 cp report.csv s3://sales-data/report.csv --acl "$ACL"
aws s3api put-bucket-acl --bucket sales-data --acl private
aws s3api put-object --bucket sales-data --key a --grant-read id=79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be
aws ec2 modify-snapshot-attribute --snapshot-id snap-0a1b2c3d --attribute createVolumePermission --operation-type remove --group-names all
aws rds modify-db-snapshot-attribute --db-snapshot-identifier nightly --attribute-name restore --values-to-add 111122223333
# aws s3 cp report.csv s3://sales-data/report.csv --acl public-read
