import type { Path, Resource } from '../cloudformation/resource';

/** Where Firehose delivers to, by the property of the delivery stream, and whether that is a bucket itself. */
const destinations: readonly (readonly [string, 'bucket' | 'other'])[] = [
  ['ExtendedS3DestinationConfiguration', 'bucket'],
  ['S3DestinationConfiguration', 'bucket'],
  ['AmazonopensearchserviceDestinationConfiguration', 'other'],
  ['AmazonOpenSearchServerlessDestinationConfiguration', 'other'],
  ['ElasticsearchDestinationConfiguration', 'other'],
  ['HttpEndpointDestinationConfiguration', 'other'],
  ['IcebergDestinationConfiguration', 'other'],
  ['RedshiftDestinationConfiguration', 'other'],
  ['SnowflakeDestinationConfiguration', 'other'],
  ['SplunkDestinationConfiguration', 'other'],
];

/** The destinations that a delivery stream is set up with. */
export function destinationsOf(stream: Resource): readonly Path[] {
  return destinations
    .filter(([property]) => stream.get(property)?.kind === 'mapping')
    .map(([property]) => [property]);
}

/** Where a delivery stream describes the buckets that it writes to: its target, its backup, or its stage. */
export function bucketsOf(stream: Resource): readonly Path[] {
  return destinations.flatMap(([property, kind]) => {
    const places: Path[] = kind === 'bucket' ? [[property]] : [[property, 'S3Configuration']];
    return [...places, [property, 'S3BackupConfiguration']].filter(
      (path) => stream.get(...path)?.kind === 'mapping',
    );
  });
}
