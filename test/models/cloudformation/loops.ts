/** Templates with loops, and the resources that they become: by logical id, the properties. */
export interface LoopCase {
  readonly name: string;
  readonly text: string;
  readonly resources: Readonly<Record<string, unknown>>;
  /** True when more may be made than is known. */
  readonly open: boolean;
}

const bucket = (properties: string): string => `        Type: AWS::S3::Bucket
        Properties: ${properties}
`;

const loop = (list: string, body: string): string => `Transform: AWS::LanguageExtensions
Parameters:
  Names: {Type: CommaDelimitedList, Default: 'a,b'}
  Env: {Type: String}
Mappings:
  Names:
    Raw: {Name: raw-data}
    Curated: {Name: curated-data}
Conditions:
  Never: !Equals [a, b]
Resources:
  Fn::ForEach::Buckets:
    - Name
    - ${list}
    - ${body}`;

export const loopCases: readonly LoopCase[] = [
  {
    name: 'a literal list',
    text: loop('[Raw, Curated]', `\${Name}Bucket:\n${bucket('{BucketName: !Sub "lake-${Name}"}')}`),
    resources: { RawBucket: { BucketName: 'lake-Raw' }, CuratedBucket: { BucketName: 'lake-Curated' } },
    open: false,
  },
  {
    name: 'the identifier by Ref, in a join and in plain text',
    text: loop(
      '[raw]',
      `B\${Name}:\n${bucket('{A: !Ref Name, B: !Join ["-", [!Ref Name, x]], C: "${Name}-y"}')}`,
    ),
    resources: { Braw: { A: 'raw', B: 'raw-x', C: 'raw-y' } },
    open: false,
  },
  {
    name: 'the identifier with letters and digits alone',
    text: loop('[raw-data, 10.0.0.1]', `B&{Name}:\n${bucket('{A: "${Name}", B: "&{Name}"}')}`),
    resources: {
      Brawdata: { A: 'raw-data', B: 'rawdata' },
      B10001: { A: '10.0.0.1', B: '10001' },
    },
    open: false,
  },
  {
    name: 'references between the resources of one turn',
    text: loop(
      '[Raw, Curated]',
      `\${Name}Bucket:\n${bucket('{}')}      \${Name}Copy:\n${bucket('{A: !Ref "${Name}Bucket", B: !GetAtt "${Name}Bucket.Arn", C: {"Fn::GetAtt": ["${Name}Bucket", Arn]}, D: !Sub "${RawBucket.Arn}/*"}')}`,
    ),
    resources: {
      RawBucket: {},
      RawCopy: { A: '<RawBucket>', B: '<RawBucket.Arn>', C: '<RawBucket.Arn>', D: '<RawBucket.Arn>/*' },
      CuratedBucket: {},
      CuratedCopy: {
        A: '<CuratedBucket>',
        B: '<CuratedBucket.Arn>',
        C: '<CuratedBucket.Arn>',
        D: '<RawBucket.Arn>/*',
      },
    },
    open: false,
  },
  {
    name: 'a mapping by the identifier',
    text: loop(
      '[Raw, Curated]',
      `\${Name}Bucket:\n${bucket('{BucketName: !FindInMap [Names, !Ref Name, Name]}')}`,
    ),
    resources: { RawBucket: { BucketName: 'raw-data' }, CuratedBucket: { BucketName: 'curated-data' } },
    open: false,
  },
  {
    name: 'a loop in a loop',
    text: loop(
      '[A, B]',
      `Fn::ForEach::Zones:\n        - Zone\n        - ['1', '2']\n        - \${Name}\${Zone}:\n            Type: AWS::S3::Bucket\n            Properties: {N: !Sub "\${Name}-\${Zone}"}`,
    ),
    resources: { A1: { N: 'A-1' }, A2: { N: 'A-2' }, B1: { N: 'B-1' }, B2: { N: 'B-2' } },
    open: false,
  },
  {
    name: 'a loop in properties',
    text: `Resources:
  B:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: x
      Fn::ForEach::Settings:
        - Setting
        - [One, Two]
        - Is\${Setting}: !Sub "\${Setting}!"
`,
    resources: { B: { BucketName: 'x', IsOne: 'One!', IsTwo: 'Two!' } },
    open: false,
  },
  {
    name: 'a condition of each turn',
    text: `Conditions:
  Fn::ForEach::Each:
    - Name
    - [a, b]
    - Is\${Name}: !Equals [!Ref Name, a]
Resources:
  Fn::ForEach::Buckets:
    - Name
    - [a, b]
    - B\${Name}:
        Type: AWS::S3::Bucket
        Condition: Is\${Name}
        Properties: {P: !If ["Is\${Name}", yes, no]}
`,
    resources: { Ba: { P: 'yes' } },
    open: false,
  },
  {
    name: 'a list that is chosen at deployment, although it has a default',
    text: loop('!Ref Names', `B\${Name}:\n${bucket('{}')}`),
    resources: {},
    open: true,
  },
  {
    name: 'a list with an item that is chosen at deployment',
    text: loop('[a, !Ref Env]', `B\${Name}:\n${bucket('{}')}`),
    resources: {},
    open: true,
  },
  {
    name: 'an unfinished loop',
    text: loop('', ''),
    resources: {},
    open: true,
  },
  {
    name: 'a loop among other resources',
    text: `${loop('[a]', `B\${Name}:\n${bucket('{}')}`)}  Other: {Type: AWS::S3::Bucket, Properties: {P: !Ref Ba}}\n`,
    resources: { Ba: {}, Other: { P: '<Ba>' } },
    open: false,
  },
];
