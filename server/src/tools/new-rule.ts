import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findRuleFiles, indexPath, ruleIndex } from './rule-index';

/** `npm run new-rule s3/public-acl`: writes the two files that a rule is, and the index. */
function newRule(root: string, name: string | undefined): string | undefined {
  const [, service, defect] = /^([a-z0-9]+)\/([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(name ?? '') ?? [];
  if (service === undefined || defect === undefined) {
    return 'Name the rule by its path, such as s3/public-acl: a service in one word, and the defect.';
  }
  const rule = join(root, 'server/src/rules', service, `${defect}.ts`);
  const fixture = join(root, 'test/rules', service, `${defect}.yaml`);
  for (const path of [rule, fixture]) if (existsSync(path)) return `There is ${path} already.`;
  write(rule, ruleText(`${service}-${defect}`));
  write(fixture, fixtureText(`${service}-${defect}`));
  write(indexPath(root), ruleIndex(findRuleFiles(root)));
  process.stdout.write(`wrote ${rule}\nwrote ${fixture}\nThen: npm run update\n`);
  return undefined;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function ruleText(id: string): string {
  const imports = [
    "import { asString } from '../../base/value';",
    "import { defineRule } from '../../engine/rule';",
  ];
  return `${imports.join('\n')}

export const rule = defineRule({
  id: '${id}',
  title: 'Name the defect in a few words',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: 'Say in two to five sentences what goes wrong and how. End with when it is fine to allow it.',
  bad: {
    language: 'yaml',
    text: \`Resources:
  Website:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
\`,
  },
  good: {
    language: 'yaml',
    text: \`Resources:
  Website:
    Type: AWS::S3::Bucket
\`,
  },
  references: ['https://docs.aws.amazon.com/'],
  knownAs: [],
  *check(resource) {
    const acl = resource.get('AccessControl');
    if (acl === undefined || asString(acl) !== 'PublicRead') return;
    yield {
      at: acl.at,
      message: \`PublicRead lets anyone on the internet read \${resource.id}.\`,
      fixes: [
        {
          title: 'Make the bucket private',
          safe: false,
          changes: [resource.set(['AccessControl'], 'Private')],
        },
      ],
    };
  },
});
`;
}

function fixtureText(id: string): string {
  return `# ${id}, in every way it can be written. Lines without a marker must stay silent.
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Acl:
    Type: String
Resources:
  Website:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: PublicRead
  # A near miss.
  Private:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: Private
  # The value is chosen at deployment, so nothing can be said.
  Chosen:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: !Ref Acl
`;
}

const problem = newRule(process.cwd(), process.argv[2]);
if (problem !== undefined) {
  process.stderr.write(`new-rule: ${problem}\n`);
  process.exitCode = 2;
}
