import { asBoolean, asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { redshiftParameter, setRedshiftParameter } from '../../graph/redshift-parameters';

const name = 'enable_user_activity_logging';

export const rule = defineRule({
  id: 'redshift-activity-log-off',
  title: 'Redshift whose audit log leaves out the queries',
  severity: 'info',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Redshift::ClusterParameterGroup', 'AWS::Redshift::Cluster'],
  why: `The user activity log holds every query before it runs. It is written only when enable_user_activity_logging is true in a
parameter group of one's own; the default groups have it off, so that logging of the cluster gives connections and users alone. Allow it
where queries hold personal data that must not be in a log.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  WarehouseParameters:
    Type: AWS::Redshift::ClusterParameterGroup
    Properties:
      Description: Parameters of the warehouse
      ParameterGroupFamily: redshift-2.0
      Parameters:
        - ParameterName: require_ssl
          ParameterValue: 'true'
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  WarehouseParameters:
    Type: AWS::Redshift::ClusterParameterGroup
    Properties:
      Description: Parameters of the warehouse
      ParameterGroupFamily: redshift-2.0
      Parameters:
        - ParameterName: require_ssl
          ParameterValue: 'true'
        - ParameterName: enable_user_activity_logging
          ParameterValue: 'true'
`,
  },
  references: ['https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html'],
  knownAs: ['cdk-nag RedshiftClusterUserActivityLogging'],
  *check(resource) {
    const finding = resource.type === 'AWS::Redshift::Cluster' ? ofCluster(resource) : ofGroup(resource);
    if (finding !== undefined) yield finding;
  },
});

/** A cluster with the parameters that nobody can change. */
function ofCluster(cluster: Resource): Finding | undefined {
  const group = cluster.get('ClusterParameterGroupName');
  if (group !== undefined && asString(group)?.startsWith('default.') !== true) return undefined;
  const isLogged = cluster.has('LoggingProperties');
  const place = group === undefined && isLogged ? 'LoggingProperties' : 'ClusterParameterGroupName';
  return {
    at: cluster.at(place),
    message: `${cluster.id} has the default parameters, in which ${name} is off, so ${isLogged ? 'its audit log leaves out the queries' : 'no audit log can have its queries'}.`,
  };
}

function ofGroup(group: Resource): Finding | undefined {
  const parameter = redshiftParameter(group, name);
  if (parameter === 'unknown' || (parameter !== undefined && asBoolean(parameter.value) !== false))
    return undefined;
  return {
    at: parameter === undefined ? group.at('Parameters') : group.at(...parameter.path),
    message: `${group.id} ${parameter === undefined ? 'does not switch' : 'switches'} ${name} ${parameter === undefined ? 'on' : 'off'}, so audit logs leave out the queries.`,
    fixes: [
      { title: `Set ${name} to true`, safe: false, changes: [setRedshiftParameter(group, name, 'true')] },
    ],
  };
}
