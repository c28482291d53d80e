import type { Stack } from '../../cloudformation/stack';
import type { Finding, Related } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { takersOf } from '../../graph/script-link-arguments';
import { literalSecrets } from '../../graph/secret-literals';
import { passedSecret } from '../../graph/secret-passing';
import type { SecretPlace } from '../../graph/secret-place';
import { secretPlaces } from '../../graph/secret-places';
import { repairsOf } from '../../graph/secret-repair';
import { placeAtStart } from './place-words';

export const rule = defineRule({
  id: 'secrets-job-argument',
  title: 'Secret passed as a job argument',
  severity: 'error',
  profile: 'recommended',
  on: 'stack',
  why: `The arguments of Glue jobs, EMR steps and Step Functions executions are no place for secrets: the console shows them, the
services return them to everybody who may describe the job or its runs, and they stay in the history of every run and in CloudTrail.
That holds for a password written here and as well for one that comes from a NoEcho parameter or a dynamic reference, which
CloudFormation resolves before it hands the argument over. Pass the name or ARN of the secret and read it in the script. Allow it when
the argument only has the name of a secret.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  LoadOrders:
    Type: AWS::Glue::Job
    Properties:
      Role: arn:aws:iam::111122223333:role/etl
      Command:
        Name: glueetl
        ScriptLocation: s3://scripts/load_orders.py
      DefaultArguments:
        --db_password: Winter-2019
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  LoadOrders:
    Type: AWS::Glue::Job
    Properties:
      Role: arn:aws:iam::111122223333:role/etl
      Command:
        Name: glueetl
        ScriptLocation: s3://scripts/load_orders.py
      DefaultArguments:
        --db_secret_arn: !Ref DatabaseSecret
  DatabaseSecret:
    Type: AWS::SecretsManager::Secret
    Properties:
      GenerateSecretString:
        SecretStringTemplate: '{"username": "etl"}'
        GenerateStringKey: password
`,
  },
  references: [
    'https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html',
    'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-sensitive-data.html',
  ],
  knownAs: [],
  *check(stack, graph): Generator<Finding> {
    const written = new Set<unknown>();
    for (const literal of literalSecrets(stack.template)) {
      const { place, at } = literal;
      if (!place.isArgument || place.owner === undefined) continue;
      written.add(place);
      yield {
        at,
        message: `${placeAtStart(place)} has a secret written in it, which the console, the API and every run of it show.`,
        resource: place.owner.id,
        related: takenBy(place, stack, graph),
        fixes: repairsOf(literal, stack, graph).map((repair) => ({ ...repair, safe: false })),
      };
    }
    for (const place of secretPlaces(stack.template)) {
      if (!place.isArgument || place.owner === undefined || written.has(place)) continue;
      const passed = passedSecret(place, stack);
      if (passed === undefined) continue;
      yield {
        at: passed.at,
        severity: 'warning',
        message: `${placeAtStart(place)} is given ${passed.what}, which the console, the API and every run of it then show.`,
        resource: place.owner.id,
        related: takenBy(place, stack, graph),
      };
    }
  },
});

/** Where the job's script takes the argument. */
function takenBy({ owner, name }: SecretPlace, stack: Stack, graph: Graph): Related[] {
  const workload = owner === undefined ? undefined : stack.resource(owner.id);
  if (workload === undefined || !name.startsWith('--')) return [];
  return takersOf(workload, name, graph).map((at) => ({ at, message: 'the script takes it here' }));
}
