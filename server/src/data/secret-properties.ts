import { lookalikeNotation } from './secret-lookalikes';
import { dataCredentialNotation } from './secret-properties-data';
import { otherCredentialNotation } from './secret-properties-others';

/**
 * How a literal credential is best replaced. `manage-…`: the service makes and rotates the password itself when the property
 * is true. `generate`: the resource is created with this password, so a generated one will do. `given`: somebody else decides
 * what it is, so it comes in through a parameter. `none`: no property could hold it safely.
 */
export type CredentialRepair =
  | { readonly way: 'manage'; readonly property: string }
  | { readonly way: 'generate' | 'given' | 'none' };

/** A property that takes a credential. */
export interface CredentialProperty {
  /** From `Properties`; `[]` is every item of a list, `{}` every value of a map. */
  readonly path: readonly string[];
  readonly kind: 'password' | 'token' | 'key' | 'url';
  readonly repair: CredentialRepair;
  /** Sibling that names a stored secret instead, for messages: `SecretsManagerConfiguration`. */
  readonly instead: string | undefined;
}

/** A map or JSON text whose keys say which values are secrets. */
export interface NamedValues {
  /** To the map; or to the list of which each item has `name` and `value`. */
  readonly path: readonly string[];
  readonly list: { readonly name: string; readonly value: string } | undefined;
  /** What its values are called: "environment variable". */
  readonly noun: string;
}

/** The properties of a type that take nothing but a credential. */
export function credentialProperties(type: string): readonly CredentialProperty[] {
  return credentials.get(type) ?? [];
}

/** The types of which some property takes a credential. */
export function typesWithCredentials(): readonly string[] {
  return [...credentials.keys()];
}

/** The places of a type where free names lead to values. */
export function namedValues(type: string): readonly NamedValues[] {
  return named.get(type) ?? [];
}

export function typesWithNamedValues(): readonly string[] {
  return [...named.keys()];
}

/** True for a property of one of AWS's types that is called like a secret and takes something else. `path` is from `Properties`. */
export function takesNoCredential(type: string, path: string): boolean {
  if (!type.startsWith('AWS::')) return false;
  return others.some(
    (other) =>
      (other.type === undefined || other.type === type) &&
      (path === other.path || path.endsWith(`.${other.path}`)),
  );
}

const others: readonly { readonly type: string | undefined; readonly path: string }[] = lookalikeNotation
  .trim()
  .split('\n')
  .map((line) => {
    const [path = '', type] = line.trim().split(' ').reverse();
    return { type, path };
  });

/** The properties that turn on a password which the service makes itself, with the property that must then be absent. */
export const managedPasswords: ReadonlyMap<string, { readonly manage: string; readonly password: string }> =
  new Map([
    ['AWS::RDS::DBInstance', { manage: 'ManageMasterUserPassword', password: 'MasterUserPassword' }],
    ['AWS::RDS::DBCluster', { manage: 'ManageMasterUserPassword', password: 'MasterUserPassword' }],
    ['AWS::DocDB::DBCluster', { manage: 'ManageMasterUserPassword', password: 'MasterUserPassword' }],
    ['AWS::Redshift::Cluster', { manage: 'ManageMasterPassword', password: 'MasterUserPassword' }],
    ['AWS::RedshiftServerless::Namespace', { manage: 'ManageAdminPassword', password: 'AdminUserPassword' }],
  ]);

const credentials: ReadonlyMap<string, readonly CredentialProperty[]> = readCredentials();

function readCredentials(): Map<string, readonly CredentialProperty[]> {
  const read = new Map<string, readonly CredentialProperty[]>();
  let type = '';
  for (const line of `${dataCredentialNotation}${otherCredentialNotation}`.split('\n')) {
    if (line.trim() === '') continue;
    if (!line.startsWith(' ')) type = line.trim();
    else read.set(type, [...(read.get(type) ?? []), readCredential(line.trim())]);
  }
  return read;
}

function readCredential(line: string): CredentialProperty {
  const [path = '', kind = 'password', repair = 'given', instead] = line.split(/\s+/);
  return { path: steps(path), kind: kindOf(kind), repair: repairOf(repair), instead };
}

function kindOf(word: string): CredentialProperty['kind'] {
  return word === 'token' || word === 'key' || word === 'url' ? word : 'password';
}

function repairOf(word: string): CredentialRepair {
  if (word.startsWith('Manage')) return { way: 'manage', property: word };
  return { way: word === 'generate' || word === 'none' ? word : 'given' };
}

function steps(path: string): readonly string[] {
  return path
    .replaceAll('[]', '.[]')
    .replaceAll('{}', '.{}')
    .split('.')
    .filter((step) => step !== '');
}

const environment = (path: string, name = 'Name'): NamedValues => ({
  path: steps(path),
  list: { name, value: 'Value' },
  noun: 'environment variable',
});
const variables = (path: string): NamedValues => ({
  path: steps(path),
  list: undefined,
  noun: 'environment variable',
});
const settings = (path: string): NamedValues => ({ path: steps(path), list: undefined, noun: 'setting' });
const pairs = (path: string, name: string, value: string): NamedValues => ({
  path: steps(path),
  list: { name, value },
  noun: 'setting',
});

const named: ReadonlyMap<string, readonly NamedValues[]> = new Map([
  ['AWS::Lambda::Function', [variables('Environment.Variables')]],
  ['AWS::Serverless::Function', [variables('Environment.Variables')]],
  [
    'AWS::Batch::JobDefinition',
    [
      environment('ContainerProperties.Environment'),
      environment('EcsProperties.TaskProperties[].Containers[].Environment'),
      environment('NodeProperties.NodeRangeProperties[].Container.Environment'),
      settings('Parameters'),
    ],
  ],
  ['AWS::ECS::TaskDefinition', [environment('ContainerDefinitions[].Environment')]],
  ['AWS::CodeBuild::Project', [environment('Environment.EnvironmentVariables')]],
  [
    'AWS::AppRunner::Service',
    [
      environment('SourceConfiguration.ImageRepository.ImageConfiguration.RuntimeEnvironmentVariables'),
      environment(
        'SourceConfiguration.CodeRepository.CodeConfiguration.CodeConfigurationValues.RuntimeEnvironmentVariables',
      ),
    ],
  ],
  [
    'AWS::SageMaker::Model',
    [variables('PrimaryContainer.Environment'), variables('Containers[].Environment')],
  ],
  ['AWS::EMR::Cluster', [settings('Configurations[].ConfigurationProperties')]],
  ['AWS::EMR::InstanceGroupConfig', [settings('Configurations[].ConfigurationProperties')]],
  ['AWS::EMRServerless::Application', [settings('RuntimeConfiguration[].Properties')]],
  [
    'AWS::Glue::Connection',
    [
      settings('ConnectionInput.ConnectionProperties'),
      settings('ConnectionInput.SparkProperties'),
      settings('ConnectionInput.AthenaProperties'),
      settings('ConnectionInput.PythonProperties'),
      settings('ConnectionInput.AuthenticationConfiguration.CustomAuthenticationCredentials'),
    ],
  ],
  ['AWS::CloudFormation::Stack', [{ path: ['Parameters'], list: undefined, noun: 'parameter' }]],
  ['AWS::Serverless::Application', [{ path: ['Parameters'], list: undefined, noun: 'parameter' }]],
  ['AWS::KafkaConnect::Connector', [settings('ConnectorConfiguration')]],
  [
    'AWS::KinesisAnalyticsV2::Application',
    [settings('ApplicationConfiguration.EnvironmentProperties.PropertyGroups[].PropertyMap')],
  ],
  [
    'AWS::DataZone::Connection',
    [
      settings(
        'Props.GlueProperties.GlueConnectionInput.AuthenticationConfiguration.CustomAuthenticationCredentials',
      ),
    ],
  ],
  [
    'AWS::AppFlow::ConnectorProfile',
    [settings('ConnectorProfileConfig.ConnectorProfileCredentials.CustomConnector.Custom.CredentialsMap')],
  ],
  ['AWS::Athena::DataCatalog', [settings('Parameters')]],
  ['AWS::ElasticBeanstalk::Environment', [pairs('OptionSettings', 'OptionName', 'Value')]],
  ['AWS::ElasticBeanstalk::ConfigurationTemplate', [pairs('OptionSettings', 'OptionName', 'Value')]],
  ['AWS::Amplify::App', [environment('EnvironmentVariables')]],
  ['AWS::Amplify::Branch', [environment('EnvironmentVariables')]],
  ['AWS::Synthetics::Canary', [variables('RunConfig.EnvironmentVariables')]],
  [
    'AWS::DataPipeline::Pipeline',
    [pairs('ParameterValues', 'Id', 'StringValue'), pairs('PipelineObjects[].Fields', 'Key', 'StringValue')],
  ],
  [
    'AWS::CloudFormation::StackSet',
    [
      pairs('Parameters', 'ParameterKey', 'ParameterValue'),
      pairs('StackInstancesGroup[].ParameterOverrides', 'ParameterKey', 'ParameterValue'),
    ],
  ],
  ['AWS::OpsWorksCM::Server', [pairs('EngineAttributes', 'Name', 'Value')]],
  ['AWS::RDS::OptionGroup', [pairs('OptionConfigurations[].OptionSettings', 'Name', 'Value')]],
  ['AWS::Cognito::UserPoolIdentityProvider', [settings('ProviderDetails')]],
]);
