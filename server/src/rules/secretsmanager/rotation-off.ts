import type { Value } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';

export const rule = defineRule({
  id: 'secretsmanager-rotation-off',
  title: 'Secret that is never rotated',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::SecretsManager::Secret'],
  why: `A secret without a rotation schedule stays the same until somebody thinks of it: whoever once read it, from a log, a notebook or
an old laptop, can use it for years. A rotation schedule changes it in the database and in Secrets Manager together. Allow it for a
credential of another company that can only be changed by hand.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Database:
    Type: AWS::SecretsManager::Secret
    Properties:
      GenerateSecretString:
        PasswordLength: 32
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Database:
    Type: AWS::SecretsManager::Secret
    Properties:
      GenerateSecretString:
        PasswordLength: 32
  DatabaseRotation:
    Type: AWS::SecretsManager::RotationSchedule
    Properties:
      SecretId: !Ref Database
      RotationLambdaARN: arn:aws:lambda:eu-central-1:111122223333:function:rotate
      RotationRules:
        AutomaticallyAfterDays: 30
`,
  },
  references: ['https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html'],
  knownAs: [
    'SecurityHub SecretsManager.1',
    'Guard SECRETSMANAGER_ROTATION_ENABLED_CHECK',
    'cdk-nag SecretsManagerRotationEnabled',
  ],
  *check(secret, graph) {
    for (const stack of graph.joined(secret.stack))
      for (const schedule of stack.resources('AWS::SecretsManager::RotationSchedule'))
        if (mayName(schedule.get('SecretId'), secret, graph)) return;
    yield {
      at: secret.idAt,
      message: `${secret.id} is never rotated, so whoever once read it can use it until somebody changes it by hand.`,
      fixes: [repair(secret)],
    };
  },
});

/** True when a value is the secret, or its attachment to a database, or cannot be told from it. */
function mayName(value: Value | undefined, secret: Resource, graph: Graph): boolean {
  if (value === undefined) return false;
  if (graph.isNameOf(value, secret) || value.kind === 'unknown' || value.kind === 'text') return true;
  const target = value.kind === 'reference' ? graph.find(value) : undefined;
  return (
    target?.type === 'AWS::SecretsManager::SecretTargetAttachment' &&
    mayName(target.get('SecretId'), secret, graph)
  );
}

/** Not safe: somebody has to write, or choose, the function that changes the credential. */
function repair({ id, stack, declaration }: Resource): Fix {
  const parameter = stack.freeId(`${id}RotationFunctionArn`);
  return {
    title: `Rotate ${id} every 30 days`,
    safe: false,
    changes: [
      stack.insertResource(
        stack.freeId(`${id}Rotation`),
        {
          Type: 'AWS::SecretsManager::RotationSchedule',
          ...(declaration.condition === undefined ? {} : { Condition: declaration.condition }),
          Properties: {
            SecretId: stack.write.ref(id),
            RotationLambdaARN: stack.write.ref(parameter),
            RotationRules: { AutomaticallyAfterDays: 30 },
          },
        },
        id,
      ),
      stack.insertParameter(parameter, {
        Type: 'String',
        Description: `ARN of the function that rotates ${id}`,
      }),
    ],
  };
}
