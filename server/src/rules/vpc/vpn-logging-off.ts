import { asBoolean, asList, lookUp } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'vpc-vpn-logging-off',
  title: 'A VPN connection without logs',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::VPNConnection'],
  why: `The logs of a tunnel show failed negotiations and changes of keys, which is how attacks on it and
    misconfigurations are seen. It is fine to allow this where the other side keeps them.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  It:
    Type: AWS::EC2::VPNConnection
    Properties:
      CustomerGatewayId: cgw-1
      Type: ipsec.1
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  It:
    Type: AWS::EC2::VPNConnection
    Properties:
      CustomerGatewayId: cgw-1
      Type: ipsec.1
      VpnTunnelOptionsSpecifications:
        - LogOptions:
            CloudwatchLogOptions:
              LogEnabled: true
              LogGroupArn: arn:aws:logs:eu-central-1:111122223333:log-group:vpn
        - LogOptions:
            CloudwatchLogOptions:
              LogEnabled: true
              LogGroupArn: arn:aws:logs:eu-central-1:111122223333:log-group:vpn
`,
  },
  references: ['https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-logs.html'],
  knownAs: ['SecurityHub EC2.171'],
  *check(resource) {
    const tunnels = resource.get('VpnTunnelOptionsSpecifications');
    if (tunnels !== undefined && (tunnels.kind !== 'list' || tunnels.open)) return;
    const logged = asList(tunnels).map((tunnel) =>
      lookUp(tunnel, 'LogOptions', 'CloudwatchLogOptions', 'LogEnabled'),
    );
    const on = logged.filter((enabled) => enabled !== undefined && asBoolean(enabled) !== false);
    if (on.length >= 2) return;
    const which = on.length === 1 ? 'one of its tunnels' : 'its tunnels';
    yield {
      at: resource.at('VpnTunnelOptionsSpecifications'),
      message: `${resource.id} keeps no logs of ${which}.`,
    };
  },
});
