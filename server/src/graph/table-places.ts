import type { Place } from '../base/range';
import { asString } from '../base/value';
import type { Path, Resource } from '../cloudformation/resource';

interface TablePlace {
  readonly path: Path;
  readonly name: string;
}

/** Where a DynamoDB table sets what holds for one region: the table itself, or each replica of a global table. */
export function tablePlaces(table: Resource): readonly TablePlace[] {
  if (table.type !== 'AWS::DynamoDB::GlobalTable') return [{ path: [], name: table.id }];
  const replicas = table.get('Replicas');
  if (replicas?.kind !== 'list') return [];
  return replicas.items.flatMap((replica, index) => {
    if (replica.kind !== 'mapping') return [];
    const region = asString(table.get('Replicas', index, 'Region'));
    const name = `${table.id} in ${region ?? `the region of replica ${index + 1}`}`;
    return [{ path: ['Replicas', index], name }];
  });
}

/** The token to point at for a setting; for what a replica leaves out, its region. */
export function settingAt(table: Resource, { path }: TablePlace, setting: Path): Place {
  const left = path.length > 0 && !table.has(...path, ...setting);
  return left ? table.at(...path, 'Region') : table.at(...path, ...setting);
}
