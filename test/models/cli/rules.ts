import { asString } from '../../../server/src/base/value';
import { type AnyRule, defineRule } from '../../../server/src/engine/rule';

const bucket = (acl: string) => `Resources:
  Website:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: ${acl}
`;

/** Has a fix that is safe for one value and a decision for another. */
export const publicAcl = defineRule({
  id: 'test-public',
  title: 'The world can read a bucket',
  severity: 'error',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: 'Anyone can read it. That is fine for a website.',
  bad: { language: 'yaml', text: bucket('PublicRead') },
  good: { language: 'yaml', text: bucket('Private') },
  references: ['https://docs.aws.amazon.com/'],
  knownAs: ['Other OTH_1'],
  *check(resource) {
    const acl = resource.get('AccessControl');
    const text = asString(acl);
    if (acl === undefined || (text !== 'PublicRead' && text !== 'LogDeliveryWrite')) return;
    const certain = text === 'PublicRead';
    yield {
      at: acl.at,
      message: `${text} lets anyone read ${resource.id}.`,
      severity: certain ? 'error' : 'hint',
      related: [{ at: resource.idAt, message: 'declared here' }],
      fixes: [
        { title: 'Make it private', safe: certain, changes: [resource.set(['AccessControl'], 'Private')] },
      ],
    };
  },
});

const strict = defineRule({
  ...publicAcl,
  id: 'test-strict',
  title: 'A bucket is there',
  severity: 'info',
  profile: 'strict',
  knownAs: [],
  *check(resource) {
    if (asString(resource.get('AccessControl')) !== 'Private') return;
    yield { at: resource.idAt, message: `${resource.id} is a bucket.` };
  },
});

const secret = defineRule({
  id: 'secrets-test',
  title: 'A default is a password',
  severity: 'error',
  profile: 'recommended',
  on: 'parameter',
  why: 'Everyone who reads the file can log in. It is fine in a test.',
  bad: {
    language: 'yaml',
    text: `Parameters:\n  P: {Type: String, Default: hunter2hunter2}\n${bucket('Private')}`,
  },
  good: { language: 'yaml', text: bucket('Private') },
  references: [],
  knownAs: [],
  *check(parameter) {
    if (parameter.default?.startsWith('hunter2') !== true || parameter.defaultAt === undefined) return;
    yield { at: parameter.defaultAt, message: `The default of ${parameter.name} is a password.` };
  },
});

const policy = (element: string) => `{"Version": "2012-10-17", "Statement": [
  {"Effect": "Allow", "${element}": "s3:GetObject", "Resource": "*"}
]}`;

const notAction = defineRule({
  id: 'test-not-action',
  title: 'A statement allows all but some actions',
  severity: 'warning',
  profile: 'recommended',
  on: 'statement',
  why: 'New actions are allowed too. It is fine in a boundary.',
  bad: { language: 'json', text: policy('NotAction') },
  good: { language: 'json', text: policy('Action') },
  references: [],
  knownAs: [],
  *check(statement) {
    if (!statement.value.entries.has('NotAction')) return;
    yield { at: statement.at, message: 'All other actions are allowed.' };
  },
});

/** Rules that are simple enough to see through, for tests of what lies around rules. */
export const testRules: readonly AnyRule[] = [publicAcl, strict, secret, notAction];
