import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { exposedSecrets } from '../../graph/secret-exposure';

export const rule = defineRule({
  id: 'secrets-output',
  title: 'Secret shown in an output, metadata or tag',
  severity: 'error',
  profile: 'recommended',
  on: 'stack',
  why: `NoEcho hides a parameter's value among the parameters only. Put into an output, into a resource's metadata or into a tag it is
shown in plain text in the console and by DescribeStacks, DescribeStackResource and the tagging API, to people who may not read the
secret itself. The same holds for the secret access key of a user. Leave the output out and give the name of the secret instead. Allow
it in metadata that only an instance reads, where the template's readers may know the secret.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  LoaderKey:
    Type: AWS::IAM::AccessKey
    Properties:
      UserName: loader
Outputs:
  SecretKey:
    Value: !GetAtt LoaderKey.SecretAccessKey
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  LoaderKey:
    Type: AWS::IAM::AccessKey
    Properties:
      UserName: loader
  LoaderSecret:
    Type: AWS::SecretsManager::Secret
    Properties:
      SecretString: !GetAtt LoaderKey.SecretAccessKey
Outputs:
  SecretArn:
    Value: !Ref LoaderSecret
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-accesskey.html',
  ],
  knownAs: [],
  *check(stack): Generator<Finding> {
    for (const { at, where, what, isUser, owner, removal } of exposedSecrets(stack)) {
      yield {
        at,
        severity: isUser ? 'info' : where.startsWith('output') ? 'error' : 'warning',
        message: `${where.charAt(0).toUpperCase()}${where.slice(1)} shows ${what} to everybody who may look at ${seen(owner)}.`,
        ...(owner === undefined ? {} : { resource: owner }),
        fixes:
          removal === undefined ? [] : [{ title: removal.title, safe: false, changes: [removal.change] }],
      };
    }
  },
});

function seen(owner: string | undefined): string {
  return owner === undefined ? 'the stack' : owner;
}
