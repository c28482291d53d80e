import { asBoolean, asString, type Source } from '../../base/value';
import type { Fix } from '../../engine/finding';
import { defineRule } from '../../engine/rule';
import type { Argument, Call } from '../../glue/script';
import { editsFor } from '../../graph/script-edits';
import { injected } from '../../graph/script-injection';
import { argument, withBeyond } from '../../graph/script-values';

export const rule = defineRule({
  id: 'script-unsafe-eval',
  title: 'Code made from what others choose',
  severity: 'error',
  profile: 'recommended',
  on: 'call',
  why: `eval, exec, pickle, yaml.load without a safe loader and shells run whatever they are given. When that is a job argument, a field of
an event, or the content of an object in S3, whoever may set it or write there runs code with the permissions of the job's role. Read
data with json.loads or ast.literal_eval, YAML with yaml.safe_load, and give subprocess a list. Allow it where only the job itself can
write the object.`,
  bad: {
    language: 'python',
    text: `import pickle

import boto3

body = boto3.client("s3").get_object(Bucket="lake-raw-4711", Key="model.pkl")["Body"]
model = pickle.loads(body.read())
`,
  },
  good: {
    language: 'python',
    text: `import json

import boto3

body = boto3.client("s3").get_object(Bucket="lake-raw-4711", Key="model.json")["Body"]
model = json.loads(body.read())
`,
  },
  references: ['https://docs.aws.amazon.com/codeguru/detector-library/python/untrusted-deserialization/'],
  knownAs: [],
  *check(call) {
    for (const one of withBeyond(call)) {
      const given = runsCode(one) ? (argument(one, 'source', 0) ?? argument(one, 'args', 0)) : shellCode(one);
      const found = given && injected(one, given, 'also-whole');
      if (found === undefined) continue;
      yield {
        at: one.at,
        message: `${one.callee} runs ${spoken(found.source)}: whoever sets that runs code as the job's role.`,
        fixes: one === call ? fixesOf(call) : [],
      };
    }
  },
});

function spoken({ of, name }: Source): string {
  if (of === 'argument') return `the job argument ${name ?? ''}`.trimEnd();
  return name?.startsWith('boto3.') === true ? 'what it reads from AWS' : `the input ${name ?? ''}`.trimEnd();
}

/** The text after `sh -c` in a list of words. */
function shellCode({ callee, positional }: Call): Argument | undefined {
  const [words] = positional;
  if (!subprocess.test(callee) || words?.value.kind !== 'list') return undefined;
  const [shell, flag, code] = words.value.items;
  const isShell = /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|k|z)?sh$/.test(asString(shell) ?? '');
  return isShell && code !== undefined && /^-\w*c$/.test(asString(flag) ?? '')
    ? { ...words, value: code }
    : undefined;
}

const subprocess = /^subprocess\.(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput)$/;

function runsCode(call: Call): boolean {
  const { callee, keyword } = call;
  if (
    /^(?:eval|exec|compile|builtins\.(?:eval|exec)|os\.(?:system|popen)|(?:pickle|cPickle|cloudpickle|dill|marshal|joblib|shelve)\.loads?)$/.test(
      callee,
    )
  )
    return true;
  if (subprocess.test(callee))
    return asBoolean(keyword.get('shell')?.value) === true || /get(?:status)?output$/.test(callee);
  if (!/^yaml\.(?:load|load_all|full_load|unsafe_load)$/.test(callee)) return false;
  const loader = keyword.get('Loader') ?? call.positional[1];
  const code = loader === undefined ? '' : call.script.text.slice(loader.at.range.start, loader.at.range.end);
  return !/Safe|Base/.test(code);
}

function fixesOf(call: Call): Fix[] {
  const edits = editsFor(call.script);
  if (call.callee === 'eval')
    return [
      {
        title: 'Read literals only',
        safe: false,
        changes: [edits.addImport('import ast'), edits.replace(call.at, 'ast.literal_eval')],
      },
    ];
  if (call.callee === 'yaml.load' && call.positional.length === 1 && call.keyword.size === 0)
    return [{ title: 'Read plain data only', safe: true, changes: [edits.replace(call.at, 'safe_load')] }];
  return [];
}
