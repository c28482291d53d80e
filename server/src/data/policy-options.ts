/** An option of AWS's command line that takes a policy document, and what the document is attached to. */
export interface PolicyOption {
  readonly option: string;
  /** A kind of policy as `iam/policy.ts` names it. */
  readonly kind:
    | 'identity'
    | 'trust'
    | 'bucket'
    | 'key'
    | 'queue'
    | 'topic'
    | 'secret'
    | 'stream'
    | 'table'
    | 'catalog'
    | 'endpoint'
    | 'vault'
    | 'iot'
    | 'event-bus'
    | 'service-control'
    | 'unknown';
  /** The key under which the option's JSON holds the document as a text. */
  readonly under?: string;
}

/** Source: the pages of the operations under https://docs.aws.amazon.com/cli/latest/reference/. */
const table = `
s3api put-bucket-policy policy bucket
s3control put-bucket-policy policy bucket
kms create-key policy key
kms create-replica-key policy key
kms put-key-policy policy key
iam create-role assume-role-policy-document trust
iam update-assume-role-policy policy-document trust
iam create-policy policy-document identity
iam create-policy-version policy-document identity
iam put-role-policy policy-document identity
iam put-user-policy policy-document identity
iam put-group-policy policy-document identity
sso-admin put-inline-policy-to-permission-set inline-policy identity
sts assume-role policy identity
sqs create-queue attributes queue Policy
sqs set-queue-attributes attributes queue Policy
sns create-topic attributes topic Policy
sns set-topic-attributes attribute-value topic
secretsmanager put-resource-policy resource-policy secret
kinesis put-resource-policy policy stream
dynamodb put-resource-policy policy table
glue put-resource-policy policy-in-json catalog
ec2 create-vpc-endpoint policy-document endpoint
ec2 modify-vpc-endpoint policy-document endpoint
glacier set-vault-access-policy policy vault
glacier set-vault-lock-policy policy vault
glacier initiate-vault-lock policy vault
backup put-backup-vault-access-policy policy vault
iot create-policy policy-document iot
iot create-policy-version policy-document iot
events put-permission policy event-bus
organizations create-policy content unknown
organizations update-policy content unknown
`;

const options: ReadonlyMap<string, PolicyOption> = new Map(
  table
    .trim()
    .split('\n')
    .map((line): [string, PolicyOption] => {
      const [service = '', operation = '', option = '', kind = '', under] = line.split(' ');
      const read: PolicyOption = { option, kind: kind as PolicyOption['kind'] };
      return [`${service} ${operation}`, under === undefined ? read : { ...read, under }];
    }),
);

/** The option of an operation that takes a policy document, or undefined. */
export function policyOption(service: string, operation: string): PolicyOption | undefined {
  return options.get(`${service} ${operation}`);
}
