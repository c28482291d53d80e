import { type KmsNeeds, kms, pages } from './kms-need';

/** A use of a key that is switched on by a property and not by one data action. */
export type KeyUse =
  | 'athena-result'
  | 'dax-table'
  | 'deploy-database'
  | 'deploy-environment'
  | 'dms-target'
  | 'dynamodb-create'
  | 'emr-ebs'
  | 'emr-files'
  | 'emr-logs-profile'
  | 'emr-logs-service'
  | 'firehose-delivery'
  | 'glue-bookmarks'
  | 'glue-catalog'
  | 'glue-connection-password'
  | 'glue-s3'
  | 'redshift-unload'
  | 's3-multipart'
  | 's3-replication-destination'
  | 's3-replication-source'
  | 'state-machine';

/** What the role that the use names needs of the key. */
export function kmsNeedsOfUse(use: KeyUse): KmsNeeds {
  return uses[use];
}

const uses: Readonly<Record<KeyUse, KmsNeeds>> = {
  'athena-result': {
    test: [kms.dataKey, kms.decrypt],
    repair: [kms.dataKey, kms.decrypt],
    note: 'whoever runs the query, to write and read its result',
    source: pages.athena,
  },
  'dax-table': {
    test: [kms.decrypt],
    repair: [kms.decrypt],
    note: 'the role of the DAX cluster, on the key of the table behind it',
    source: pages.dynamodb,
  },
  'deploy-database': {
    test: [kms.grant, kms.describe],
    repair: [kms.grant, kms.describe],
    note: 'whoever deploys it; the service then works by a grant, and roles at run time need nothing',
    source: pages.rds,
  },
  'deploy-environment': {
    test: [kms.grant, kms.encrypt],
    repair: [kms.grant, kms.encrypt],
    note: 'whoever deploys the function; its execution role needs nothing for its environment variables',
    source: pages.lambda,
  },
  'dms-target': {
    test: [kms.dataKey],
    repair: [kms.dataKey, kms.decrypt],
    note: 'the service access role of the endpoint, to write to the bucket; decryption for uploads in parts',
    source: pages.s3,
  },
  'dynamodb-create': {
    test: [kms.grant, kms.describe],
    repair: [kms.encrypt, kms.decrypt, kms.reEncrypt, kms.anyDataKey, kms.describe, kms.grant],
    note: 'whoever chooses the key of the table',
    source: pages.dynamodb,
  },
  'emr-ebs': {
    test: [kms.grant, kms.describe, kms.dataKeyWithoutPlaintext, kms.decrypt],
    repair: [kms.grant, kms.describe, kms.dataKeyWithoutPlaintext, kms.decrypt, kms.encrypt, kms.reEncrypt],
    note: 'the service role of the cluster, when EnableEbsEncryption is on',
    source: pages.emr,
  },
  'emr-files': {
    test: [kms.decrypt, kms.dataKey],
    repair: [kms.decrypt, kms.dataKey, kms.encrypt, kms.reEncrypt, kms.describe],
    note: 'the instance profile or the role mapped in EMRFS, for objects and for local disks',
    source: pages.emr,
  },
  'emr-logs-profile': {
    test: [kms.dataKey],
    repair: [kms.dataKey],
    note: 'the instance profile, to write encrypted logs',
    source: pages.emrLogs,
  },
  'emr-logs-service': {
    test: [kms.describe],
    repair: [kms.describe],
    note: 'the service role of the cluster, to write encrypted logs',
    source: pages.emrLogs,
  },
  'firehose-delivery': {
    test: [kms.dataKey, kms.decrypt],
    repair: [kms.dataKey, kms.decrypt],
    note: 'the role of the delivery stream, to write to the bucket',
    source: pages.firehose,
  },
  'glue-bookmarks': {
    test: [kms.encrypt, kms.decrypt],
    repair: [kms.encrypt, kms.decrypt],
    note: 'the role of the job, when job bookmarks are encrypted on the client',
    source: pages.glue,
  },
  'glue-catalog': {
    test: [kms.decrypt, kms.encrypt, kms.dataKey],
    repair: [kms.decrypt, kms.encrypt, kms.dataKey],
    note: 'whoever uses the Data Catalog, or the service role where the settings name one',
    source: pages.glue,
  },
  'glue-connection-password': {
    test: [kms.decrypt],
    repair: [kms.decrypt],
    note: 'the role of every job and crawler that uses a connection',
    source: pages.glue,
  },
  'glue-s3': {
    test: [kms.dataKey, kms.decrypt],
    repair: [kms.dataKey, kms.decrypt, kms.encrypt],
    note: 'the role of the job, when its security configuration encrypts S3 with the key',
    source: pages.glue,
  },
  'redshift-unload': {
    test: [kms.dataKey, kms.decrypt],
    repair: [kms.dataKey, kms.decrypt],
    note: 'the role of the cluster, to unload to the bucket; no AWS page lists it, it follows from S3’s rules',
    source: pages.s3,
  },
  's3-multipart': {
    test: [kms.dataKey, kms.decrypt],
    repair: [kms.dataKey, kms.decrypt],
    note: 'whoever uploads in parts, as SDKs do with large objects',
    source: pages.s3,
  },
  's3-replication-destination': {
    test: [kms.encrypt],
    repair: [kms.encrypt, kms.dataKey, kms.decrypt],
    note: 'the replication role, on the key of the destination; the data key is for sources without KMS, decryption for a bucket key',
    source: pages.replication,
  },
  's3-replication-source': {
    test: [kms.decrypt],
    repair: [kms.decrypt],
    note: 'the replication role, on the key of the source',
    source: pages.replication,
  },
  'state-machine': {
    test: [kms.decrypt, kms.dataKey],
    repair: [kms.decrypt, kms.dataKey],
    note: 'the execution role, for the history of the executions and what goes through them',
    source: pages.stepFunctions,
  },
};
