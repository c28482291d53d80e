import type { Place } from '../../base/range';
import type { Value } from '../../base/value';
import { asString } from '../../base/value';
import type { Finding } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import { callsIn, foundIn } from '../../glue/parts';
import type { Binding, Call, Part, Script } from '../../glue/script';
import type { Graph } from '../../graph/graph';
import { editsFor } from '../../graph/script-edits';
import { argument, knownTexts, optionsOf, requoted } from '../../graph/script-values';

export const rule = defineRule({
  id: 'script-residency',
  title: 'Region outside of the allowed ones',
  severity: 'warning',
  profile: 'recommended',
  on: 'script',
  why: `The settings of this workspace name the regions that data may be in. A client for another region reads and writes there, whatever
the template that runs the script says. Services that exist once for all regions, such as IAM, are not meant. Allow it where the data is
public or the transfer is agreed. Without allowed regions in the settings, this rule says nothing.`,
  bad: {
    language: 'python',
    text: `# Checked with the setting allowedRegions: [eu-central-1].
import boto3

s3 = boto3.client("s3", region_name="us-east-1")
`,
  },
  good: {
    language: 'python',
    text: `import boto3

s3 = boto3.client("s3", region_name="eu-central-1")
`,
  },
  references: ['https://docs.aws.amazon.com/general/latest/gr/rande.html'],
  knownAs: [],
  *check(script, graph): Generator<Finding> {
    for (const { value, service } of regionsIn(script)) {
      if (service !== undefined && everywhere.has(service)) continue;
      for (const { text, at } of knownTexts(script, value)) yield* judged(script, text, at, graph);
    }
  },
});

/** Services with one endpoint for all regions. */
const everywhere: ReadonlySet<string> = new Set(
  'iam sts cloudfront route53 route53domains organizations support ce budgets cur pricing health shield waf globalaccelerator account'.split(
    ' ',
  ),
);

interface Chosen {
  readonly value: Value;
  readonly service: string | undefined;
}

function* regionsIn(script: Script): Generator<Chosen> {
  for (const call of callsIn(script, callsWithRegions)) {
    const { callee } = call;
    if (/^boto3\.(?:client|resource)$/.test(callee)) {
      const region = argument(call, 'region_name', 1);
      if (region !== undefined)
        yield { value: region.value, service: asString(argument(call, 'service_name', 0)?.value) };
    } else if (callee === 'boto3.Session' || callee === 'boto3.setup_default_session') {
      const region = call.keyword.get('region_name');
      if (region !== undefined) yield { value: region.value, service: undefined };
    } else if (/^boto3\.(?:s3|\?)\.(?:create_bucket|Bucket\.create)$/.test(callee)) {
      for (const { name, value } of optionsOf(call))
        if (name === 'LocationConstraint') yield { value, service: undefined };
    }
  }
  for (const { value } of foundIn(script, regionVariables)) yield { value, service: undefined };
}

function callsWithRegions({ calls }: Part): readonly Call[] {
  return calls.filter(({ callee }) =>
    /^boto3\.(?:client|resource|Session|setup_default_session|(?:s3|\?)\.(?:create_bucket|Bucket\.create))$/.test(
      callee,
    ),
  );
}

function regionVariables({ bindings }: Part): readonly Binding[] {
  return bindings.filter(({ name, of }) => of === 'subscript' && /^AWS_(?:DEFAULT_)?REGION$/.test(name));
}

function* judged(script: Script, region: string, at: Place, { declared }: Graph): Generator<Finding> {
  const { allowedRegions } = declared;
  if (
    allowedRegions.length === 0 ||
    allowedRegions.includes(region) ||
    !/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region)
  )
    return;
  const [allowed = ''] = allowedRegions;
  yield {
    at,
    message: `${region} is not one of the regions that data may be in: ${allowedRegions.join(', ')}.`,
    fixes:
      allowedRegions.length > 1
        ? []
        : [
            {
              title: `Use ${allowed}`,
              safe: false,
              changes: [editsFor(script).replace(at, requoted(script, at, allowed))],
            },
          ],
  };
}
