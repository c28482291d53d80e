import { type Property, type ResourceType, readResourceType } from './resource-type-notation';
import { own } from './table';

/**
 * SAM's resource types, in the notation of `readResourceType`. Source: `property_types` and the schema of
 * aws-sam-translator 1.115.0; texts at
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-resources-and-properties.html
 */
interface ServerlessType {
  /** The type of the resource that SAM creates under the same logical id; `Fn::GetAtt` asks that one. */
  readonly becomes?: string;
  /** Properties that are handed on to it unchanged. */
  readonly handedOn?: string;
  /** All other properties, then definitions. */
  readonly own: string;
}

/** A SAM type by its full name; `plain` finds the CloudFormation types it builds upon. */
export function serverlessType(
  name: string,
  plain: (name: string) => ResourceType | undefined,
): ResourceType | undefined {
  const type = own(types, name);
  if (!type) return undefined;
  const base = type.becomes === undefined ? undefined : plain(type.becomes);
  const handedOn = (type.handedOn ?? '')
    .split(' ')
    .flatMap((property) => base?.properties.get(property) ?? []);
  const ownProperties = readResourceType(name, `#${type.own}`).properties;
  const properties = [...handedOn.map(optional), ...ownProperties.values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  return {
    name,
    attributes: base?.attributes ?? [],
    properties: new Map(properties.map((property) => [property.name, property])),
  };
}

/** The full names of SAM's types. */
export function serverlessTypeNames(): readonly string[] {
  return Object.keys(types);
}

/** SAM's `Globals` section may give what the underlying type requires. */
function optional(property: Property): Property {
  return { ...property, required: false };
}

const location = 'Bucket!:s;Key!:s;Version:s';

const types: Readonly<Record<string, ServerlessType>> = {
  'AWS::Serverless::Function': {
    becomes: 'AWS::Lambda::Function',
    handedOn:
      'Architectures CapacityProviderConfig CodeSigningConfigArn Description DurableConfig Environment ' +
      'EphemeralStorage FileSystemConfigs FunctionName FunctionScalingConfig Handler ImageConfig KmsKeyArn Layers ' +
      'LoggingConfig MemorySize PackageType PublishToLatestPublished RecursiveLoop ReservedConcurrentExecutions ' +
      'Runtime RuntimeManagementConfig SnapStart TenancyConfig Timeout VpcConfig',
    own: [
      'AssumeRolePolicyDocument:j;AutoPublishAlias:s;AutoPublishAliasAllProperties:b;AutoPublishCodeSha256:s',
      'CodeUri:<s|@0>;DeadLetterQueue:@1;DeploymentPreference:j;EventInvokeConfig:j;Events:{@2}',
      'FunctionUrlConfig:@3;ImageUri:s;InlineCode:s;PermissionsBoundary:s;Policies:<s|j|[<s|j>]>;PropagateTags:b',
      'ProvisionedConcurrencyConfig:j;Role:s;RolePath:s;SourceKMSKeyArn:s;Tags:{s}',
      'Tracing:s(Active,PassThrough,Disabled);VersionDeletionPolicy:s(Delete,Retain);VersionDescription:s',
    ]
      .join(';')
      .concat(
        `#${location}#TargetArn!:s;Type!:s(SNS,SQS)#Properties:j;Type!:s`,
        '#AuthType!:s(AWS_IAM,NONE);Cors:j;InvokeMode:s(BUFFERED,RESPONSE_STREAM)',
      ),
  },
  'AWS::Serverless::Api': {
    becomes: 'AWS::ApiGateway::RestApi',
    own: [
      'AccessLogSetting:@0;AlwaysDeploy:b;ApiKeySourceType:s;Auth:j;BinaryMediaTypes:[s];CacheClusterEnabled:b',
      'CacheClusterSize:s;CanarySetting:j;Cors:<s|j>;DefinitionBody:j;DefinitionUri:<s|@1>;Description:s',
      'DisableExecuteApiEndpoint:b;Domain:j;EndpointAccessMode:s;EndpointConfiguration:<s|j>;FailOnWarnings:b',
      'GatewayResponses:j;MergeDefinitions:b;MethodSettings:[j];MinimumCompressionSize:i;Mode:s;Models:j;Name:s',
      'OpenApiVersion:s;Policy:<s|j>;PropagateTags:b;SecurityPolicy:s;StageName!:s;Tags:{s};TracingEnabled:b',
      'Variables:{s}',
    ]
      .join(';')
      .concat(`#DestinationArn:s;Format:s#${location}`),
  },
  'AWS::Serverless::HttpApi': {
    becomes: 'AWS::ApiGatewayV2::Api',
    own: [
      'AccessLogSettings:@0;Auth:j;CorsConfiguration:<b|j>;DefaultRouteSettings:j;DefinitionBody:j',
      'DefinitionUri:<s|@1>;Description:s;DisableExecuteApiEndpoint:b;Domain:j;FailOnWarnings:b;Name:s',
      'PropagateTags:b;RouteSettings:j;StageName:s;StageVariables:{s};Tags:{s}',
    ]
      .join(';')
      .concat(`#DestinationArn:s;Format:s#${location}`),
  },
  'AWS::Serverless::StateMachine': {
    becomes: 'AWS::StepFunctions::StateMachine',
    own: [
      'AutoPublishAlias:s;Definition:j;DefinitionSubstitutions:{s};DefinitionUri:<s|@0>;DeploymentPreference:j',
      'Events:{@1};Logging:@2;Name^:s;PermissionsBoundary:s;Policies:<s|j|[<s|j>]>;PropagateTags:b;Role:s',
      'RolePath:s;Tags:{s};Tracing:@3;Type^:s(STANDARD,EXPRESS);UseAliasAsEventTarget:b',
    ]
      .join(';')
      .concat(
        `#${location}#Properties:j;Type!:s`,
        '#Destinations:[j];IncludeExecutionData:b;Level:s(ALL,ERROR,FATAL,OFF)#Enabled:b',
      ),
  },
  'AWS::Serverless::SimpleTable': {
    becomes: 'AWS::DynamoDB::Table',
    handedOn: 'PointInTimeRecoverySpecification ProvisionedThroughput SSESpecification TableName',
    own: 'PrimaryKey^:@0;Tags:{s}#Name:s;Type!:s(String,Number,Binary)',
  },
  'AWS::Serverless::LayerVersion': {
    becomes: 'AWS::Lambda::LayerVersion',
    handedOn: 'CompatibleArchitectures CompatibleRuntimes Description LayerName LicenseInfo',
    own: `ContentUri!:<s|@0>;PublishLambdaVersion:b;RetentionPolicy:s(Retain,Delete)#${location}`,
  },
  'AWS::Serverless::Connector': {
    own: [
      'Destination!:<@0|[@0]>;Permissions!:[s(Read,Write)];Source!:@0',
      'Arn:s;Id:s;Name:s;Qualifier:s;QueueUrl:s;ResourceId:s;RoleName:s;Type:s',
    ].join('#'),
  },
  'AWS::Serverless::Application': {
    becomes: 'AWS::CloudFormation::Stack',
    own: 'Location!:<s|@0>;NotificationARNs:[s];Parameters:{s};Tags:{s};TimeoutInMinutes:i#ApplicationId!:s;SemanticVersion!:s',
  },
  'AWS::Serverless::GraphQLApi': {
    becomes: 'AWS::AppSync::GraphQLApi',
    own: [
      'ApiKeys:j;Auth!:j;Cache:j;DataSources:j;DomainName:j;Functions:j;IntrospectionConfig:s;Logging:<b|j>;Name:s',
      'OwnerContact:s;QueryDepthLimit:i;ResolverCountLimit:i;Resolvers:j;SchemaInline:s;SchemaUri:s;Tags:{s}',
      'Visibility:s;XrayEnabled:b',
    ].join(';'),
  },
  'AWS::Serverless::CapacityProvider': {
    own: [
      'CapacityProviderName:s;InstanceRequirements:j;KmsKeyArn:s;LoggingConfig:j;ManagedResourceTags:j',
      'OperatorRole:s;PropagateTags:b;ScalingConfig:j;Tags:{s};VpcConfig:@0#SecurityGroupIds:[s];SubnetIds:[s]',
    ].join(';'),
  },
  'AWS::Serverless::WebSocketApi': {
    becomes: 'AWS::ApiGatewayV2::Api',
    own: [
      'AccessLogSettings:@0;ApiKeySelectionExpression:s;Auth:j;DefaultRouteSettings:j;Description:s',
      'DisableExecuteApiEndpoint:b;DisableSchemaValidation:b;Domain:j;IpAddressType:s;Name:s;PropagateTags:b',
      'RouteSelectionExpression:s;RouteSettings:j;Routes:{j};StageName:s;StageVariables:{s};Tags:{s}',
    ]
      .join(';')
      .concat('#DestinationArn:s;Format:s'),
  },
};
