import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { redshiftParameter, setRedshiftParameter } from '../../graph/redshift-parameters';

export const rule = defineRule({
  id: 'redshift-tls-not-required',
  title: 'Redshift that lets clients in without TLS',
  severity: 'warning',
  profile: 'recommended',
  on: 'resource',
  types: ['AWS::Redshift::ClusterParameterGroup', 'AWS::RedshiftServerless::Workgroup'],
  why: `A parameter group of one's own in which require_ssl is not true lets the warehouse take plain connections: one client without
TLS sends its password and its data in plain text, and nobody notices. A workgroup is judged by what it sets itself. Allow it while old
clients that cannot speak TLS are being replaced.`,
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
    'https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html',
    'https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-transitioning-to-acm-certs.html',
  ],
  knownAs: [
    'Checkov CKV_AWS_105',
    'SecurityHub Redshift.2',
    'cdk-nag RedshiftRequireTlsSSL',
    'SecurityHub RedshiftServerless.2',
  ],
  *check(group) {
    const parameter = redshiftParameter(group, 'require_ssl');
    if (parameter === 'unknown') return;
    if (parameter === undefined ? group.type.endsWith('Workgroup') : asBoolean(parameter.value) !== false)
      return;
    const how = parameter === undefined ? 'does not set require_ssl' : 'switches require_ssl off';
    yield {
      at: parameter === undefined ? group.at('Parameters') : group.at(...parameter.path),
      message: `${group.id} ${how}, so Redshift takes connections whose passwords and data are plain text.`,
      fixes: [
        {
          title: 'Set require_ssl to true',
          safe: false,
          changes: [setRedshiftParameter(group, 'require_ssl', 'true')],
        },
      ],
    };
  },
});
