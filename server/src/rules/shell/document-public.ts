import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';
import { replaceAt } from '../../glue/shell-edits';
import type { AwsCommand } from '../../glue/shell-script';

export const rule = defineRule({
  id: 'shell-document-public',
  title: 'Command that shares a Systems Manager document with everybody',
  severity: 'warning',
  profile: 'strict',
  on: 'command',
  why: `A document that is shared with all accounts can be read and run by everybody with an AWS account: its steps, names of hosts and what
was written into it by mistake. The account's block of public sharing stops that for all documents, until a command takes it away. A
template cannot do either. Allow it for a document that is published on purpose.`,
  bad: {
    language: 'shell',
    text: `#!/bin/sh
aws ssm modify-document-permission --name load-data --permission-type Share --account-ids-to-add all
`,
  },
  good: {
    language: 'shell',
    text: `#!/bin/sh
aws ssm modify-document-permission --name load-data --permission-type Share --account-ids-to-add 444455556666
`,
  },
  references: [
    'https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html',
    'https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ModifyDocumentPermission.html',
  ],
  knownAs: ['SecurityHub SSM.4', 'SecurityHub SSM.7'],
  *check({ aws, script }) {
    if (aws?.service !== 'ssm') return;
    if (aws.operation === 'modify-document-permission') {
      for (const { value, at } of aws.options.get('account-ids-to-add')?.values ?? []) {
        if (asString(value)?.toLowerCase() !== 'all') continue;
        yield { at, message: `Everybody with an AWS account may read and run ${documentOf(aws)}.` };
      }
    }
    if (aws.operation === 'update-service-setting' && isSharingBlock(aws)) {
      const [setting] = aws.options.get('setting-value')?.values ?? [];
      if (setting === undefined || asString(setting.value)?.toLowerCase() !== 'enable') return;
      yield {
        at: setting.at,
        message:
          'Documents of this account may be shared with everybody: the block of public sharing is taken away.',
        fixes: [
          { title: 'Block public sharing', safe: false, changes: [replaceAt(script, setting.at, 'Disable')] },
        ],
      };
    }
  },
});

function documentOf({ options }: AwsCommand): string {
  return asString(options.get('name')?.values[0]?.value) ?? 'the document';
}

function isSharingBlock({ options }: AwsCommand): boolean {
  const id = asString(options.get('setting-id')?.values[0]?.value) ?? '';
  return id.endsWith('/ssm/documents/console/public-sharing-permission');
}
