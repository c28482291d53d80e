#!/bin/bash
# Blocks that are taken away, whole or in part.
aws s3api delete-public-access-block --bucket sales-data
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^ shell-block-public-access-off: delete-public-access-block leaves the objects of the bucket to their policies and ACLs alone.
aws s3control delete-public-access-block --account-id 111122223333
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^ shell-block-public-access-off: delete-public-access-block leaves all buckets of the account to their policies and ACLs alone.
aws s3api put-public-access-block --bucket sales-data --public-access-block-configuration "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=false,RestrictPublicBuckets=false"
#                                                                                                                                                       ^^^^^ shell-block-public-access-off: Without BlockPublicPolicy nothing stops a policy or ACL that opens it.
#                                                                                                                                                           | unsafe fix: Block it
#                                                                                                                                                                                   ^^^^^ shell-block-public-access-off: Without RestrictPublicBuckets nothing stops a policy or ACL that opens it.
#                                                                                                                                                                                       | unsafe fix: Block it
aws s3api put-public-access-block --bucket sales-data \
  --public-access-block-configuration '{"BlockPublicAcls": true, "IgnorePublicAcls": true, "BlockPublicPolicy": false, "RestrictPublicBuckets": true}'
#                                                                                                               ^^^^^ shell-block-public-access-off: Without BlockPublicPolicy nothing stops a policy or ACL that opens it.
#                                                                                                                   | unsafe fix: Block it
aws emr put-block-public-access-configuration --block-public-access-configuration BlockPublicSecurityGroupRules=false
#                                                                                                               ^^^^^ shell-block-public-access-off: Without BlockPublicSecurityGroupRules clusters may be reached by everybody.
#                                                                                                                   | unsafe fix: Block it
aws ec2 disable-snapshot-block-public-access
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shell-block-public-access-off: disable-snapshot-block-public-access leaves all snapshots of the account to their policies and ACLs alone.

aws s3api put-public-access-block --bucket sales-data --public-access-block-configuration "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true"
aws s3api put-public-access-block --bucket sales-data --public-access-block-configuration "BlockPublicPolicy=$BLOCK"
aws s3api get-public-access-block --bucket sales-data
aws emr put-block-public-access-configuration --block-public-access-configuration BlockPublicSecurityGroupRules=true
