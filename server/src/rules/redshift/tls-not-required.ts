import { asString, type Value } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { redshiftParameter, setRedshiftParameter } from '../../graph/redshift-parameters';

const groupName = 'ClusterParameterGroupName';

export const rule = defineRule({
  id: 'redshift-tls-not-required',
  title: 'Redshift that lets clients in without TLS',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: [
    'AWS::Redshift::ClusterParameterGroup',
    'AWS::Redshift::Cluster',
    'AWS::RedshiftServerless::Workgroup',
  ],
  why: `A warehouse whose require_ssl is off takes plain connections: one client without TLS sends its password and its data in plain text,
and nobody notices. It is on by default in parameter groups of redshift-2.0 and in workgroups, and off in groups of redshift-1.0. Allow it
while old clients that cannot speak TLS are being replaced.`,
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
          ParameterValue: 'false'
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
`,
  },
  references: [
    'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-parameter-groups.html',
    'https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html',
    'https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-transitioning-to-acm-certs.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_105',
    'SecurityHub Redshift.2',
    'cdk-nag RedshiftRequireTlsSSL',
    'SecurityHub RedshiftServerless.2',
  ],
  *check(resource) {
    const finding = resource.type === 'AWS::Redshift::Cluster' ? ofCluster(resource) : ofHolder(resource);
    if (finding !== undefined) yield finding;
  },
});

/** A cluster with the older default group; the newer one requires TLS. */
function ofCluster(cluster: Resource): Finding | undefined {
  if (asString(cluster.get(groupName)) !== 'default.redshift-1.0') return undefined;
  return {
    at: cluster.at(groupName),
    message: `${cluster.id} has the default parameters of redshift-1.0, in which require_ssl is off, so it takes connections whose passwords and data are plain text.`,
  };
}

function ofHolder(holder: Resource): Finding | undefined {
  const parameter = redshiftParameter(holder, 'require_ssl');
  if (parameter === 'unknown') return undefined;
  if (parameter === undefined ? !isOpenByDefault(holder) : !isOff(parameter.value)) return undefined;
  const how = parameter === undefined ? 'does not set require_ssl' : 'switches require_ssl off';
  return {
    at: parameter === undefined ? holder.at('Parameters') : holder.at(...parameter.path),
    message: `${holder.id} ${how}, so Redshift takes connections whose passwords and data are plain text.`,
    fixes: [
      {
        title: 'Set require_ssl to true',
        safe: false,
        changes: [setRedshiftParameter(holder, 'require_ssl', 'true')],
      },
    ],
  };
}

/** A group begins with the values of its family. */
function isOpenByDefault(holder: Resource): boolean {
  return (
    holder.type === 'AWS::Redshift::ClusterParameterGroup' &&
    asString(holder.get('ParameterGroupFamily')) === 'redshift-1.0'
  );
}

function isOff(value: Value | undefined): boolean {
  return /^(?:false|off|0)$/i.test(asString(value) ?? '');
}
