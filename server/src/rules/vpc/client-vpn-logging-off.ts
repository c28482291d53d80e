import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'vpc-client-vpn-logging-off',
  title: 'A client VPN without connection logs',
  severity: 'warning',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::ClientVpnEndpoint'],
  why: `Connection logs say who connected when and from where. Without them a stolen certificate is used unseen.
    It is fine to allow this for a test endpoint.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  It:
    Type: AWS::EC2::ClientVpnEndpoint
    Properties:
      AuthenticationOptions: []
      ClientCidrBlock: 10.9.0.0/22
      ServerCertificateArn: arn:aws:acm:eu-central-1:111122223333:certificate/1
      ConnectionLogOptions:
        Enabled: false
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  It:
    Type: AWS::EC2::ClientVpnEndpoint
    Properties:
      AuthenticationOptions: []
      ClientCidrBlock: 10.9.0.0/22
      ServerCertificateArn: arn:aws:acm:eu-central-1:111122223333:certificate/1
      ConnectionLogOptions:
        Enabled: true
`,
  },
  references: [
    'https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-with-connection-logs.html',
  ],
  knownAs: ['SecurityHub EC2.51'],
  *check(resource) {
    const written = resource.get('ConnectionLogOptions', 'Enabled');
    if (written !== undefined && asBoolean(written) !== false) return;
    yield {
      at: resource.at('ConnectionLogOptions', 'Enabled'),
      message: `${resource.id} keeps no record of who connects.`,
    };
  },
});
