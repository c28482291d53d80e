import type { Place } from '../../base/range';
import { asList, type Mapping, type Scalar, unknown, type Value } from '../../base/value';
import { managedPolicyArn } from '../../data/managed-policies';
import { type SamStatement, samPolicy } from '../../data/sam-policies';
import { partsOf, textFrom } from '../evaluate';
import { madeList, madeMapping, madePseudo, madeText } from '../made';
import { subPieces } from '../sub';

/** What `Policies` of a SAM resource adds to the role that SAM makes for it. */
export interface RolePolicies {
  /** Names of AWS's policies as ARNs, and references to others. */
  readonly managed: readonly Value[];
  /** As the items of a role's `Policies`. */
  readonly inline: readonly Value[];
  /** True when there may be more. */
  readonly open: boolean;
}

/**
 * Reads `Policies`: names and ARNs of managed policies, policy documents, and SAM's policy templates.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html#sam-function-policies
 */
export function readPolicies(policies: Value | undefined): RolePolicies {
  const managed: Value[] = [];
  const inline: Value[] = [];
  let open = policies?.kind === 'list' && policies.open;
  for (const item of asList(policies)) {
    if (item.kind === 'scalar') managed.push(managedArn(item));
    else if (item.kind === 'reference' || item.kind === 'text') managed.push(item);
    else if (item.kind !== 'mapping') open = true;
    else if (item.entries.has('Statement')) inline.push(inlinePolicy(item));
    else open = !addTemplates(item, inline) || open;
  }
  return { managed, inline, open };
}

/** An item of a role's `Policies` around a document. */
export function inlinePolicy(document: Mapping): Mapping {
  return madeMapping({ PolicyName: madeText('Policy', document.at), PolicyDocument: document }, document.at);
}

/** A policy document of statements that SAM writes. */
export function madeDocument(statements: readonly Value[], at: Place): Mapping {
  return madeMapping({ Version: madeText('2012-10-17', at), Statement: madeList(statements, at) }, at);
}

export function managedArn(name: Scalar): Scalar {
  const arn = managedPolicyArn(name.text);
  return arn === undefined || arn === name.text ? name : madeText(arn, name.at);
}

/** Adds the documents of the policy templates that an item names; false when one of them is not known. */
function addTemplates(item: Mapping, inline: Value[]): boolean {
  let known = !item.open;
  for (const { key, keyAt, value } of item.entries.values()) {
    const template = samPolicy(key);
    if (template === undefined) known = false;
    else
      inline.push(
        inlinePolicy(
          madeDocument(
            template.statements.map((one) => statementOf(one, value, keyAt)),
            keyAt,
          ),
        ),
      );
  }
  return known;
}

function statementOf({ actions, resources, condition }: SamStatement, parameters: Value, at: Place): Mapping {
  const given = parameters.kind === 'mapping' ? parameters.entries : undefined;
  const parameter = (name: string): Value => given?.get(name)?.value ?? unknown(`the value of ${name}`, at);
  return madeMapping(
    {
      Effect: madeText('Allow', at),
      Action: madeList(
        actions.map((action) => madeText(action, at)),
        at,
      ),
      Resource: madeList(
        resources.map((text) => substituted(text, parameter, at)),
        at,
      ),
      Condition:
        condition === undefined
          ? undefined
          : madeMapping(
              {
                [condition.operator]: madeMapping(
                  { [condition.key]: substituted(condition.value, parameter, at) },
                  at,
                ),
              },
              at,
            ),
    },
    at,
  );
}

/** A text with `${…}`: pseudo parameters, and whatever else `value` gives. */
export function substituted(text: string, value: (name: string) => Value, at: Place): Value {
  const parts = subPieces(text).flatMap(({ kind, text: piece }) => {
    if (kind === 'literal') return [madeText(piece, at)];
    return piece.startsWith('AWS::') ? [madePseudo(piece, at)] : partsOf(value(piece), at);
  });
  return textFrom(parts, at);
}
