import type { Place } from '../base/range';
import type { Path, Resource } from '../cloudformation/resource';
import type { Members } from './identity';

/** Something that works inside a network: in some subnets, behind some security groups. */
export interface Workload {
  readonly resource: Resource;
  readonly kind: WorkloadKind;
  /** Whose failure people see: the jobs of a connection, else the resource itself. */
  readonly users: readonly Resource[];
  readonly subnets: Members;
  /** The property of `resource` that puts it there. */
  readonly placed: Path;
  /** Nobody when there are none in the files: it then has the VPC's default group, or groups that AWS makes. */
  readonly securityGroups: Members;
  /** True when it may have a public address, and so use an internet gateway. */
  readonly mayBePublic: boolean;
  readonly needs: readonly Need[];
}

export type WorkloadKind =
  | 'glue'
  | 'lambda'
  | 'emr'
  | 'emr-serverless'
  | 'emr-studio'
  | 'redshift'
  | 'rds'
  | 'msk'
  | 'msk-connect'
  | 'dms'
  | 'flink'
  | 'dax';

/** A service that a workload calls from its subnets. */
export interface Need {
  /** As in the name of its endpoint: `s3`, `kms`. */
  readonly service: string;
  /** True when it does nothing at all without; false when some of its work fails. */
  readonly always: boolean;
  /** Where the need is written. */
  readonly at: Place | undefined;
  /** Which of several users calls it. */
  readonly by?: Resource;
}
