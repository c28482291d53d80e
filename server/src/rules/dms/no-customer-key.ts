import { defineRule } from '../../engine/rule';
import { keyFor } from '../../graph/key-choice';
import { lacksOwnKey } from '../../graph/own-key';

export const rule = defineRule({
  id: 'dms-no-customer-key',
  title: 'DMS without a customer managed key',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::DMS::ReplicationInstance', 'AWS::DMS::Endpoint'],
  why: `The disk of a replication instance and the passwords in its endpoints are encrypted with the AWS managed key of DMS unless
KmsKeyId names another one: no key policy limits who uses it. Choosing another key later replaces the resource. Allow it for a migration that
is over in days.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Replication:
    Type: AWS::DMS::ReplicationInstance
    Properties:
      ReplicationInstanceClass: dms.t3.medium
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  ReplicationKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
  Replication:
    Type: AWS::DMS::ReplicationInstance
    Properties:
      ReplicationInstanceClass: dms.t3.medium
      KmsKeyId: !GetAtt ReplicationKey.Arn
`,
  },
  references: ['https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.html'],
  knownAs: [],
  *check(resource, graph) {
    if (lacksOwnKey(resource, ['KmsKeyId'], graph) === undefined) return;
    const key = keyFor(resource.stack, resource);
    yield {
      at: resource.at('KmsKeyId'),
      message: `${resource.id} is encrypted with the AWS managed key of DMS, so no key policy limits who decrypts it; another key later replaces it.`,
      fixes: [
        {
          title: `Encrypt ${resource.id} with ${key.name}, which replaces it`,
          safe: false,
          changes: [resource.set(['KmsKeyId'], key.arn), ...key.changes],
        },
      ],
    };
  },
});
