import type { Change } from '../base/edit';
import { setConditions, setPrincipal } from '../iam/edits';
import type { Statement } from '../iam/policy';
import type { Graph } from './graph';
import { ownAccount, ownRoot } from './own-account';

/**
 * The repair of a resource policy's statement that lets in everyone. Where it asks for the source of a request, services send
 * it, who are no principals of the account: then the source has to belong to the account.
 */
export function limitToAccount(
  statement: Statement,
  graph: Graph,
): { readonly title: string; readonly safe: false; readonly changes: readonly Change[] } {
  const isSent = statement.conditions.some(({ key }) => key.toLowerCase() === 'aws:sourcearn');
  return isSent
    ? {
        title: 'Admit only sources of this account',
        safe: false,
        changes: [
          setConditions(statement, {
            StringEquals: { 'aws:SourceAccount': ownAccount(statement.policy, graph) },
          }),
        ],
      }
    : {
        title: 'Limit the statement to this account',
        safe: false,
        changes: [setPrincipal(statement, { AWS: ownRoot(statement.policy, graph) })],
      };
}
