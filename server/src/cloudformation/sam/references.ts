import type { Template } from '../template';

/**
 * True for a name that SAM lets a template refer to without declaring it: `Function.Version`, `Function.Alias`, the
 * stages of an API, the APIs that functions share when they name none.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
export function isMadeBySam(name: string, { resources }: Template): boolean {
  const dot = name.indexOf('.');
  if (dot > 0) {
    const type = resources.get(name.slice(0, dot))?.type;
    return attributes.get(type ?? '')?.includes(name.slice(dot + 1)) === true;
  }
  if (
    !/^(ServerlessRestApi|ServerlessHttpApi|ServerlessDeploymentApplication|CodeDeployServiceRole)/.test(name)
  )
    return false;
  for (const { type } of resources.values()) if (type.startsWith('AWS::Serverless::')) return true;
  return false;
}

const attributes: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'AWS::Serverless::Function',
    ['Version', 'Alias', 'DestinationTopic', 'DestinationQueue', 'DeploymentGroup'],
  ],
  ['AWS::Serverless::Api', ['Stage', 'Deployment', 'DomainName', 'UsagePlan', 'UsagePlanKey', 'ApiKey']],
  ['AWS::Serverless::HttpApi', ['Stage', 'Deployment', 'DomainName']],
  ['AWS::Serverless::StateMachine', ['Alias', 'Version']],
]);
