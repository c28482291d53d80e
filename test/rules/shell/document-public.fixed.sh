#!/bin/bash
# Documents of Systems Manager that everybody may use.
aws ssm modify-document-permission --name load-data --permission-type Share --account-ids-to-add all
aws ssm modify-document-permission --name "$DOCUMENT" --permission-type "Share" --account-ids-to-add 444455556666 'All'
aws ssm update-service-setting --setting-id arn:aws:ssm:eu-west-1:111122223333:servicesetting/ssm/documents/console/public-sharing-permission --setting-value Disable
aws ssm update-service-setting --setting-id /ssm/documents/console/public-sharing-permission --setting-value Disable

# Accounts by name, taking it back, blocking it, another setting, and what is given.
aws ssm modify-document-permission --name load-data --permission-type Share --account-ids-to-add 444455556666
aws ssm modify-document-permission --name load-data --permission-type Share --account-ids-to-remove all
aws ssm update-service-setting --setting-id /ssm/documents/console/public-sharing-permission --setting-value Disable
aws ssm update-service-setting --setting-id /ssm/parameter-store/high-throughput-enabled --setting-value true
aws ssm modify-document-permission --name load-data --permission-type Share --account-ids-to-add "$ACCOUNTS"
