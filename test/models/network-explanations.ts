/** What the hover of a resource says: the title, then the notes. */
export interface ExplanationRow {
  readonly network: string;
  readonly ask: string;
  readonly expected: readonly string[];
}

const network = [
  'vpc V; subnet A in V on T; table T in V; T -> nat N; nat N in P; s3 gateway E in V on T; kms interface K in V',
  'subnet P in V on Public; table Public in V; Public -> igw I; igw I; subnet Bare in V; param Shared',
  "C: {Type: 'AWS::Glue::Connection', Properties: {ConnectionInput: {PhysicalConnectionRequirements: {SubnetId: !Ref A}}}}",
].join('; ');

export const explanations: readonly ExplanationRow[] = [
  {
    network,
    ask: 'A',
    expected: [
      'What A reaches',
      'The internet: through the NAT gateway N, billed per GB.',
      'S3: through E, for nothing.',
      'DynamoDB: through the NAT gateway N, billed per GB.',
      'KMS: through K, without leaving the VPC.',
    ],
  },
  {
    network,
    ask: 'P',
    expected: [
      'What P reaches',
      'The internet: through the internet gateway I, with a public address only.',
      'S3: through the internet gateway I, with a public address only.',
      'DynamoDB: through the internet gateway I, with a public address only.',
      'KMS: through K, without leaving the VPC.',
    ],
  },
  {
    network: 'vpc V; subnet Bare in V',
    ask: 'Bare',
    expected: [
      'What Bare reaches',
      'The internet: nothing leads there.',
      'S3: nothing leads there.',
      'DynamoDB: nothing leads there.',
    ],
  },
  {
    network,
    ask: 'T',
    expected: ['Where T leads', 'The internet: through the NAT gateway N, billed per GB.', 'It serves A.'],
  },
  {
    network,
    ask: 'N',
    expected: [
      'What takes N',
      'T leads to it.',
      'It is right for package indexes and other APIs. S3 and DynamoDB have gateway endpoints, which cost nothing.',
    ],
  },
  { network, ask: 'E', expected: ['Who reaches S3 through E', 'A'] },
  { network, ask: 'C', expected: ['What C reaches', 'From A, S3: through E, for nothing.'] },
  {
    network: `vpc V; subnet A in V; O: {Type: 'AWS::EMR::Studio', Properties: {SubnetIds: [!Ref A]}}`,
    ask: 'O',
    expected: ['What O reaches', 'From A, S3: nothing leads there.'],
  },
];
