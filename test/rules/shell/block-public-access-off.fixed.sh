#!/bin/bash
# Blocks that are taken away, whole or in part.
aws s3api delete-public-access-block --bucket sales-data
aws s3control delete-public-access-block --account-id 111122223333
aws s3api put-public-access-block --bucket sales-data --public-access-block-configuration "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true"
aws s3api put-public-access-block --bucket sales-data \
  --public-access-block-configuration '{"BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": true, "RestrictPublicBuckets": true}'
aws emr put-block-public-access-configuration --block-public-access-configuration BlockPublicSecurityGroupRules=true
aws ec2 disable-snapshot-block-public-access

aws s3api put-public-access-block --bucket sales-data --public-access-block-configuration "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true"
aws s3api put-public-access-block --bucket sales-data --public-access-block-configuration "BlockPublicPolicy=$BLOCK"
aws s3api get-public-access-block --bucket sales-data
aws emr put-block-public-access-configuration --block-public-access-configuration BlockPublicSecurityGroupRules=true
