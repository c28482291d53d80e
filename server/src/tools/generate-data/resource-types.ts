import type {
  DefinitionReference,
  Property,
  PropertyType,
  Resource,
  SpecDatabase,
  TypeDefinition,
} from '@aws-cdk/service-spec-types';
import { compare } from './text';

/** The services whose resource types are kept whole; of all others only the types' names are kept. */
const services: readonly string[] = `
  ACMPCA AccessAnalyzer AmazonMQ ApiGateway ApiGatewayV2 AppFlow ApplicationAutoScaling Athena AutoScaling Backup
  Batch Cassandra CertificateManager CloudFormation CloudTrail CloudWatch CodeBuild Config DAX DMS DataBrew
  DataExchange DataPipeline DataSync DataZone DirectoryService DocDB DocDBElastic DynamoDB EC2 ECR ECS EFS EMR
  EMRContainers EMRServerless ElastiCache ElasticLoadBalancingV2 Elasticsearch EventSchemas Events FSx Glue IAM
  IoT KMS KafkaConnect Kinesis KinesisAnalytics KinesisAnalyticsV2 KinesisFirehose KinesisVideo LakeFormation
  Lambda Logs MSK MWAA MemoryDB Neptune OSIS OpenSearchServerless OpenSearchService Organizations Pipes QuickSight
  RAM RDS Redshift RedshiftServerless ResourceGroups S3 S3Express S3ObjectLambda S3Outposts S3Tables SNS SQS SSM
  SageMaker Scheduler SecretsManager StepFunctions Timestream Transfer XRay
`
  .trim()
  .split(/\s+/);

/** Deep trees that describe how a chart looks, not who may see it; they are kept as free JSON. */
const charts: ReadonlySet<string> = new Set([
  'AWS::QuickSight::Analysis.Definition',
  'AWS::QuickSight::Dashboard.Definition',
  'AWS::QuickSight::Template.Definition',
  'AWS::QuickSight::Theme.Configuration',
  'AWS::QuickSight::Topic.DataSets',
]);

/** The content of `generated/resource-types.json`; the notation is read by `data/resource-type-notation.ts`. */
export interface ResourceTypesFile {
  readonly source: string;
  /** The types kept whole. */
  readonly types: Readonly<Record<string, string>>;
  /** Names of all other types, per service: `AppSync` gives `Api ApiKey …`. */
  readonly names: Readonly<Record<string, string>>;
}

/** Reduces CloudFormation's specification to what rules, hovers and completions ask for. */
export function resourceTypesFile(database: SpecDatabase, version: string): ResourceTypesFile {
  const kept = new Set(services.map((service) => `AWS::${service}`));
  const types: Record<string, string> = {};
  const names: Record<string, string[]> = {};
  for (const resource of sortedResources(database)) {
    const type = resource.cloudFormationType;
    const namespace = type.split('::').slice(0, 2).join('::');
    // SAM's types are written by hand in `data/serverless-types.ts`: the specification's copy is years old.
    if (namespace === 'AWS::Serverless') continue;
    if (kept.has(namespace)) types[type] = resourceNotation(database, resource);
    else names[namespace] = [...(names[namespace] ?? []), type.slice(namespace.length + 2)];
  }
  const joined = Object.fromEntries(Object.entries(names).map(([key, value]) => [key, value.join(' ')]));
  return { source: `@aws-cdk/aws-service-spec ${version}`, types, names: joined };
}

function sortedResources(database: SpecDatabase): readonly Resource[] {
  return [...database.all('resource')].sort((a, b) => compare(a.cloudFormationType, b.cloudFormationType));
}

/** Attributes, then the properties, then each definition that the properties reach, separated by `#`. */
function resourceNotation(database: SpecDatabase, resource: Resource): string {
  const indexes = new Map<TypeDefinition, number>();
  const queue: TypeDefinition[] = [];
  const index = (reference: DefinitionReference): number => {
    const definition = database.get('typeDefinition', reference.reference.$ref);
    const known = indexes.get(definition);
    if (known !== undefined) return known;
    indexes.set(definition, queue.length);
    return queue.push(definition) - 1;
  };
  const freeJson = (name: string) => charts.has(`${resource.cloudFormationType}.${name}`);
  const parts = [
    Object.keys(resource.attributes).sort(compare).join(' '),
    propertiesNotation(resource.properties, index, freeJson),
  ];
  for (let next = 0; next < queue.length; next++) {
    const definition = queue[next];
    if (definition) parts.push(propertiesNotation(definition.properties, index, () => false));
  }
  return parts.join('#');
}

type Index = (reference: DefinitionReference) => number;

function propertiesNotation(
  properties: Readonly<Record<string, Property>>,
  index: Index,
  freeJson: (name: string) => boolean,
): string {
  return Object.entries(properties)
    .sort(([a], [b]) => compare(a, b))
    .map(([name, property]) => {
      const type = freeJson(name) ? 'j' : typeNotation(property.type, index);
      return `${name}${property.required ? '!' : ''}${replacementNotation(property)}:${type}`;
    })
    .join(';');
}

function replacementNotation(property: Property): string {
  if (property.causesReplacement === 'yes') return '^';
  return property.causesReplacement === 'maybe' ? '~' : '';
}

function typeNotation(type: PropertyType, index: Index): string {
  switch (type.type) {
    case 'string':
      return `s${valuesNotation(type.allowedValues)}`;
    case 'integer':
      return `i${valuesNotation(type.allowedValues)}`;
    case 'number':
      return 'n';
    case 'boolean':
      return 'b';
    case 'date-time':
      return 's';
    case 'tag':
      return 't';
    case 'json':
    case 'null':
      return 'j';
    case 'array':
      return `[${typeNotation(type.element, index)}]`;
    case 'map':
      return `{${typeNotation(type.element, index)}}`;
    case 'ref':
      return `@${index(type).toString(36)}`;
    case 'union':
      return `<${type.types.map((member) => typeNotation(member, index)).join('|')}>`;
  }
}

function valuesNotation(values: readonly (string | number)[] | undefined): string {
  if (!values || values.length === 0) return '';
  const text = values.join(',');
  if (/[();#]/.test(text)) throw new Error(`An allowed value clashes with the notation: ${text}`);
  return `(${text})`;
}
