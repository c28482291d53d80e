import { asBoolean, asString } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import type { Graph } from '../../graph/graph';
import { listed } from '../../network/phrase';

/**
 * The categories of which somebody has to be told, by what they happen to.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html
 */
const critical: ReadonlyMap<string, readonly string[]> = new Map([
  ['db-cluster', ['maintenance', 'failure']],
  ['db-instance', ['maintenance', 'configuration change', 'failure']],
  ['db-parameter-group', ['configuration change']],
  ['db-security-group', ['configuration change', 'failure']],
]);

export const rule = defineRule({
  id: 'rds-events-left-out',
  title: 'Event subscription without the events that matter',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::RDS::EventSubscription'],
  why: `A subscription tells a topic what happens to databases. One that leaves out failures, maintenance or changes of the configuration,
or that is switched off, looks as if somebody watched while nobody hears of them. Without EventCategories it tells everything. Other
subscriptions of the template count. Allow it where another stack subscribes to the rest.`,
  bad: {
    language: 'yaml',
    text: `Resources:
  Alerts:
    Type: AWS::SNS::Topic
  Events:
    Type: AWS::RDS::EventSubscription
    Properties:
      SnsTopicArn: !Ref Alerts
      SourceType: db-instance
      EventCategories: [backup, failure]
`,
  },
  good: {
    language: 'yaml',
    text: `Resources:
  Alerts:
    Type: AWS::SNS::Topic
  Events:
    Type: AWS::RDS::EventSubscription
    Properties:
      SnsTopicArn: !Ref Alerts
      SourceType: db-instance
      EventCategories: [backup, failure, maintenance, configuration change]
`,
  },
  references: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-eventsubscription.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html',
  ],
  knownAs: ['SecurityHub RDS.19', 'SecurityHub RDS.20', 'SecurityHub RDS.21', 'SecurityHub RDS.22'],
  *check(subscription, graph) {
    if (isOff(subscription)) {
      yield {
        at: subscription.at('Enabled'),
        message: `${subscription.id} is switched off, so nobody is told what happens to the databases.`,
        fixes: [
          {
            title: `Switch ${subscription.id} on`,
            safe: false,
            changes: [subscription.set(['Enabled'], true)],
          },
        ],
      };
      return;
    }
    const source = asString(subscription.get('SourceType'));
    const wanted = critical.get(source ?? '');
    const told = categoriesOf(subscription);
    if (source === undefined || wanted === undefined || told === undefined) return;
    const others = subscriptionsTo(source, subscription, graph).map(categoriesOf);
    if (others.includes(undefined)) return;
    const missing = wanted.filter((one) => ![told, ...others].some((list) => list?.includes(one)));
    if (missing.length === 0) return;
    yield {
      at: subscription.at('EventCategories'),
      message: `${subscription.id} does not tell of ${listed(missing)}, so nobody hears when that happens to a ${source}.`,
      fixes: [
        {
          title: `Tell of ${listed(missing)} as well`,
          safe: false,
          changes: missing.map((category) => subscription.append(['EventCategories'], category)),
        },
      ],
    };
  },
});

function isOff(subscription: Resource): boolean {
  return asBoolean(subscription.get('Enabled')) === false;
}

/** What a subscription tells of; undefined when that is everything, or not known. */
function categoriesOf(subscription: Resource): readonly string[] | undefined {
  const written = subscription.get('EventCategories');
  if (written?.kind !== 'list' || written.open || written.items.length === 0) return undefined;
  const names = written.items.map((item) => asString(item)?.toLowerCase());
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** The other subscriptions that may tell of the same kind of source. */
function subscriptionsTo(source: string, besides: Resource, graph: Graph): readonly Resource[] {
  return graph
    .joined(besides.stack)
    .flatMap((stack) => [...stack.resources('AWS::RDS::EventSubscription')])
    .filter((one) => {
      const type = one.get('SourceType');
      return one !== besides && !isOff(one) && (asString(type) ?? source) === source;
    });
}
