import { asList } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { lacksOwnKey, withOwnKey } from '../../graph/own-key';

export const rule = defineRule({
  id: 'msk-scram-secret',
  title: 'Secret that a Kafka cluster cannot use',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::MSK::BatchScramSecret'],
  why: `MSK takes a user's password for SASL/SCRAM from a secret only when its name begins with AmazonMSK_ and it is encrypted with a
customer managed key: a secret under the default key of Secrets Manager cannot be associated, and the deployment fails. The key is
changed in place, the name by a new secret. There is nothing to allow.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Reader:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: AmazonMSK_reader
  Users:
    Type: AWS::MSK::BatchScramSecret
    Properties:
      ClusterArn: arn:aws:kafka:eu-west-1:111122223333:cluster/events/11111111
      SecretArnList:
        - !Ref Reader
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  DataKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
  Reader:
    Type: AWS::SecretsManager::Secret
    Properties:
      Name: AmazonMSK_reader
      KmsKeyId: !GetAtt DataKey.Arn
  Users:
    Type: AWS::MSK::BatchScramSecret
    Properties:
      ClusterArn: arn:aws:kafka:eu-west-1:111122223333:cluster/events/11111111
      SecretArnList:
        - !Ref Reader
`,
  },
  references: [
    'https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-tutorial.html',
    'https://docs.aws.amazon.com/msk/latest/developerguide/msk-password-limitations.html',
  ],
  knownAs: [],
  *check(association, graph) {
    for (const item of asList(association.get('SecretArnList'))) {
      const secret = item.kind === 'reference' ? graph.find(item) : undefined;
      if (secret?.type !== 'AWS::SecretsManager::Secret') continue;
      const related = [{ at: item.at, message: `${association.id} gives it to the cluster here` }];
      for (const problem of problemsOf(secret, graph)) yield { ...problem, resource: secret.id, related };
    }
  },
});

function* problemsOf(secret: Resource, graph: Graph): Generator<Finding> {
  const lack = lacksOwnKey(secret, ['KmsKeyId'], graph);
  if (lack !== undefined) {
    const { name, changes } = withOwnKey(secret, ['KmsKeyId']);
    yield {
      at: lack.at,
      message: `A Kafka cluster cannot use ${secret.id}, because it is encrypted with the default key of Secrets Manager.`,
      fixes: [{ title: `Encrypt ${secret.id} with ${name}`, safe: false, changes }],
    };
  }
  const name = secret.get('Name');
  const beginning = name?.kind === 'text' ? name.parts[0] : name;
  if (name !== undefined && (beginning?.kind !== 'scalar' || saysMsk(beginning.text, name.kind))) return;
  yield {
    at: secret.at('Name'),
    message: `A Kafka cluster cannot use ${secret.id}, because its name does not begin with AmazonMSK_.`,
    fixes: name === undefined ? [nameIt(secret)] : [],
  };
}

/** True when the name has the prefix, or its known beginning is too short to tell. */
function saysMsk(beginning: string, kind: string): boolean {
  const prefix = 'AmazonMSK_';
  return beginning.startsWith(prefix) || (kind === 'text' && prefix.startsWith(beginning));
}

function nameIt(secret: Resource) {
  return {
    title: 'Give the secret a name that MSK accepts, which replaces it',
    safe: false,
    changes: [secret.set(['Name'], secret.stack.write.sub(`AmazonMSK_\${AWS::StackName}_${secret.id}`))],
  };
}
