import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'vpc-transit-gateway-auto-accept',
  title: 'A transit gateway that accepts every attachment',
  severity: 'warning',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::TransitGateway'],
  why: `Every account that the transit gateway is shared with can attach its VPCs and reach what is behind,
    without anyone looking. It is fine to allow this where the sharing itself is controlled.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  It:
    Type: AWS::EC2::TransitGateway
    Properties:
      AutoAcceptSharedAttachments: enable
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  It:
    Type: AWS::EC2::TransitGateway
    Properties:
      AutoAcceptSharedAttachments: disable
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html'],
  knownAs: ['SecurityHub EC2.23'],
  *check(resource) {
    const written = resource.get('AutoAcceptSharedAttachments');
    if (asString(written) !== 'enable') return;
    yield {
      at: resource.at('AutoAcceptSharedAttachments'),
      message: `${resource.id} accepts the attachments of other accounts without asking.`,
      fixes: [
        {
          title: 'Ask before accepting',
          safe: false,
          changes: [resource.set(['AutoAcceptSharedAttachments'], 'disable')],
        },
      ],
    };
  },
});
