import { asBoolean, asList, asString, lookUp } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';
import { catalogUses, catalogWriterUses, connectionUses } from './catalog-key-uses';
import { type ConfiguredUse, named, roleAt, use } from './configured-use';
import type { Graph } from './graph';

/** Every configured use of a key of the workspace by a resource. */
export function configuredUses(workload: Resource, graph: Graph): ConfiguredUse[] {
  switch (workload.type) {
    case 'AWS::Glue::Job':
    case 'AWS::Glue::DevEndpoint':
    case 'AWS::Glue::Session':
      return [...glueUses(workload, ['SecurityConfiguration'], graph), ...connectionUses(workload, graph)];
    case 'AWS::Glue::Crawler':
      return [
        ...glueUses(workload, ['CrawlerSecurityConfiguration'], graph),
        ...catalogWriterUses(workload, graph),
        ...connectionUses(workload, graph),
      ];
    case 'AWS::Glue::DataCatalogEncryptionSettings':
      return catalogUses(workload, graph);
    case 'AWS::Athena::WorkGroup':
      return sparkUses(workload, graph);
    case 'AWS::DMS::Endpoint':
      return endpointUses(workload, graph);
    case 'AWS::KinesisFirehose::DeliveryStream':
      return firehoseUses(workload, graph);
    case 'AWS::S3::Bucket':
      return replicationUses(workload, graph);
    case 'AWS::EMR::Cluster':
      return clusterUses(workload, graph);
    case 'AWS::DataBrew::Job': {
      const role = roleAt(workload, ['RoleArn'], graph);
      return use(
        workload,
        role,
        workload.get('EncryptionKeyArn'),
        'redshift-unload',
        `the output of ${workload.id}`,
        graph,
      );
    }
    case 'AWS::StepFunctions::StateMachine':
      return machineUses(workload, graph);
    default:
      return [];
  }
}

function machineUses(machine: Resource, graph: Graph): ConfiguredUse[] {
  const encryption = ['EncryptionConfiguration'] as const;
  if (asString(machine.get(...encryption, 'Type')) !== 'CUSTOMER_MANAGED_KMS_KEY') return [];
  const role = roleAt(machine, ['RoleArn'], graph);
  const key = machine.get(...encryption, 'KmsKeyId');
  return use(machine, role, key, 'state-machine', `the executions of ${machine.id}`, graph);
}

function glueUses(workload: Resource, path: Path, graph: Graph): ConfiguredUse[] {
  const configuration = named(workload.get(...path), workload, 'AWS::Glue::SecurityConfiguration', graph);
  const role = roleAt(workload, ['Role'], graph) ?? roleAt(workload, ['RoleArn'], graph);
  if (configuration === undefined) return [];
  const at = workload.at(...path);
  const encryption = ['EncryptionConfiguration'] as const;
  const files = asList(configuration.get(...encryption, 'S3Encryptions')).flatMap((entry) =>
    asString(lookUp(entry, 'S3EncryptionMode')) === 'SSE-KMS'
      ? use(
          workload,
          role,
          lookUp(entry, 'KmsKeyArn'),
          'glue-s3',
          `writes of ${workload.id} to S3`,
          graph,
          at,
        )
      : [],
  );
  const bookmarked =
    asString(workload.get('DefaultArguments', '--job-bookmark-option')) === 'job-bookmark-enable';
  const mode = asString(
    configuration.get(...encryption, 'JobBookmarksEncryption', 'JobBookmarksEncryptionMode'),
  );
  if (!bookmarked || mode !== 'CSE-KMS') return files;
  const key = configuration.get(...encryption, 'JobBookmarksEncryption', 'KmsKeyArn');
  return [
    ...files,
    ...use(workload, role, key, 'glue-bookmarks', `the bookmarks of ${workload.id}`, graph, at),
  ];
}

/** In a workgroup for Spark the execution role writes the results; in one for SQL whoever asks does. */
function sparkUses(group: Resource, graph: Graph): ConfiguredUse[] {
  const engine = group.get('WorkGroupConfiguration', 'EngineVersion', 'SelectedEngineVersion');
  if (!/spark/i.test(asString(engine) ?? '')) return [];
  const role = roleAt(group, ['WorkGroupConfiguration', 'ExecutionRole'], graph);
  const encryption = group.get('WorkGroupConfiguration', 'ResultConfiguration', 'EncryptionConfiguration');
  if (!/kms/i.test(asString(lookUp(encryption, 'EncryptionOption')) ?? '')) return [];
  const key = lookUp(encryption, 'KmsKey');
  return use(group, role, key, 'athena-result', `the calculations of ${group.id}`, graph);
}

const destinations = [
  'ExtendedS3DestinationConfiguration',
  'S3DestinationConfiguration',
  'RedshiftDestinationConfiguration',
  'AmazonopensearchserviceDestinationConfiguration',
  'ElasticsearchDestinationConfiguration',
  'HttpEndpointDestinationConfiguration',
  'SplunkDestinationConfiguration',
  'IcebergDestinationConfiguration',
  'SnowflakeDestinationConfiguration',
];

function firehoseUses(stream: Resource, graph: Graph): ConfiguredUse[] {
  const key = ['EncryptionConfiguration', 'KMSEncryptionConfig', 'AWSKMSKeyARN'] as const;
  return destinations.flatMap((destination) =>
    [[], ['S3Configuration'], ['S3BackupConfiguration']].flatMap((inner) => {
      const place = [destination, ...inner];
      const role = roleAt(stream, [...place, 'RoleARN'], graph);
      return use(
        stream,
        role,
        stream.get(...place, ...key),
        'firehose-delivery',
        `the delivery of ${stream.id}`,
        graph,
      );
    }),
  );
}

/** An endpoint writes to S3 only as a target: the files of a lake, or those that Redshift then loads. */
function endpointUses(endpoint: Resource, graph: Graph): ConfiguredUse[] {
  if (asString(endpoint.get('EndpointType')) !== 'target') return [];
  return ['S3Settings', 'RedshiftSettings'].flatMap((settings) => {
    if (asString(endpoint.get(settings, 'EncryptionMode'))?.toLowerCase().replace('_', '-') !== 'sse-kms')
      return [];
    const role = roleAt(endpoint, [settings, 'ServiceAccessRoleArn'], graph);
    const key = endpoint.get(settings, 'ServerSideEncryptionKmsKeyId');
    return use(endpoint, role, key, 'dms-target', `writes of ${endpoint.id} to S3`, graph);
  });
}

function replicationUses(bucket: Resource, graph: Graph): ConfiguredUse[] {
  const role = roleAt(bucket, ['ReplicationConfiguration', 'Role'], graph);
  if (role === undefined) return [];
  const fails = `the replication of ${bucket.id}`;
  return asList(bucket.get('ReplicationConfiguration', 'Rules')).flatMap((rule) => {
    const status = lookUp(rule, 'SourceSelectionCriteria', 'SseKmsEncryptedObjects', 'Status');
    if (asString(status) !== 'Enabled') return [];
    const source = graph.encryptionOf(bucket);
    const replica = lookUp(rule, 'Destination', 'EncryptionConfiguration', 'ReplicaKmsKeyID');
    const at = status?.at;
    return [
      ...(source.kind === 'customer'
        ? use(bucket, role, source.written, 's3-replication-source', fails, graph, at)
        : []),
      ...use(bucket, role, replica, 's3-replication-destination', fails, graph),
    ];
  });
}

function clusterUses(cluster: Resource, graph: Graph): ConfiguredUse[] {
  const profile = graph.workloadsBy(cluster);
  const service = roleAt(cluster, ['ServiceRole'], graph);
  const instances = profile.map(({ role }) => role).find((role) => role !== service);
  const logs = cluster.get('LogEncryptionKmsKeyId');
  const configuration = named(
    cluster.get('SecurityConfiguration'),
    cluster,
    'AWS::EMR::SecurityConfiguration',
    graph,
  );
  const rest = ['SecurityConfiguration', 'EncryptionConfiguration', 'AtRestEncryptionConfiguration'] as const;
  const files = configuration?.get(...rest, 'S3EncryptionConfiguration');
  const disks = configuration?.get(...rest, 'LocalDiskEncryptionConfiguration');
  const at = cluster.at('SecurityConfiguration');
  const mode = asString(lookUp(files, 'EncryptionMode'));
  const ebs = asBoolean(lookUp(disks, 'EnableEbsEncryption')) === true;
  return [
    ...use(cluster, instances, logs, 'emr-logs-profile', `the log files of ${cluster.id}`, graph),
    ...(mode === 'SSE-KMS' || mode === 'CSE-KMS'
      ? use(
          cluster,
          instances,
          lookUp(files, 'AwsKmsKey'),
          'emr-files',
          `reads and writes of ${cluster.id}`,
          graph,
          at,
        )
      : []),
    ...(asString(lookUp(disks, 'EncryptionKeyProviderType')) === 'AwsKms'
      ? use(
          cluster,
          instances,
          lookUp(disks, 'AwsKmsKey'),
          'emr-files',
          `the start of ${cluster.id}`,
          graph,
          at,
        )
      : []),
    ...(ebs
      ? use(cluster, service, lookUp(disks, 'AwsKmsKey'), 'emr-ebs', `the start of ${cluster.id}`, graph, at)
      : []),
  ];
}
