import { asBoolean } from '../../base/value';
import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 'vpc-endpoint-service-auto-accept',
  title: 'An endpoint service that accepts everyone',
  severity: 'warning',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::EC2::VPCEndpointService'],
  why: `Without acceptance, every allowed principal connects to the service without anyone looking; where the
    permissions are wide, that is everyone. It is fine to allow this for a service that is meant for every
    account of an organisation.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  It:
    Type: AWS::EC2::VPCEndpointService
    Properties:
      AcceptanceRequired: false
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  It:
    Type: AWS::EC2::VPCEndpointService
    Properties:
      AcceptanceRequired: true
`,
  },
  references: ['https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html'],
  knownAs: ['Checkov CKV_AWS_123'],
  *check(resource) {
    const written = resource.get('AcceptanceRequired');
    if (asBoolean(written) !== false) return;
    yield {
      at: resource.at('AcceptanceRequired'),
      message: `${resource.id} accepts every connection without asking.`,
      fixes: [
        { title: 'Ask before accepting', safe: false, changes: [resource.set(['AcceptanceRequired'], true)] },
      ],
    };
  },
});
