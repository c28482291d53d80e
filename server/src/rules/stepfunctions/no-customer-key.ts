import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'stepfunctions-no-customer-key',
  title: 'State machine without a customer managed key',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::StepFunctions::StateMachine'],
  why: `Step Functions encrypts definitions and the input and output of every step with a key that AWS owns. With a customer managed key
reading an execution needs a second permission, and disabling the key closes them. The role of the state machine needs the key then. Allow it
for workflows that pass on names and numbers of no value.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Pipeline:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/pipeline
      DefinitionString: '{}'
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  PipelineKey:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
  Pipeline:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/pipeline
      DefinitionString: '{}'
      EncryptionConfiguration:
        Type: CUSTOMER_MANAGED_KMS_KEY
        KmsKeyId: !GetAtt PipelineKey.Arn
`,
  },
  references: ['https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html'],
  knownAs: [],
  *check(machine) {
    const type = machine.get('EncryptionConfiguration', 'Type');
    if (type !== undefined && asString(type) !== 'AWS_OWNED_KEY') return;
    yield {
      at: machine.at('EncryptionConfiguration', 'Type'),
      message: `${machine.id} keeps the data of its executions under a key that AWS owns, so no key policy limits who reads it.`,
    };
  },
});
