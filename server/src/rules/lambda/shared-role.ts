import { asString, type Value } from '../../base/value';
import type { Resource } from '../../cloudformation/resource';
import { defineRule } from '../../engine/rule';
import { roleAt } from '../../graph/configured-use';
import type { Graph } from '../../graph/graph';

const types = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];

export const rule = defineRule({
  id: 'lambda-shared-role',
  title: 'Role shared by functions',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types,
  why: `Functions that share a role may each do what any of them needs: whoever takes over the weakest of them has the rights of all, and
nobody can narrow the role without breaking another function. Give every function a role of its own. Allow it for functions that do the
same work.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Shared:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Shared.Arn
      Code: { S3Bucket: code, S3Key: load.zip }
  Clean:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Shared.Arn
      Code: { S3Bucket: code, S3Key: clean.zip }
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  LoadRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
  CleanRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
  Load:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt LoadRole.Arn
      Code: { S3Bucket: code, S3Key: load.zip }
  Clean:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt CleanRole.Arn
      Code: { S3Bucket: code, S3Key: clean.zip }
`,
  },
  references: ['https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html'],
  knownAs: [
    'KICS lambda_functions_without_unique_iam_roles',
    'KICS serverless_function_without_unique_iam_role',
  ],
  *check(lambda, graph) {
    const role = roleAt(lambda, ['Role'], graph);
    const name = role?.id ?? outsideName(lambda.get('Role'));
    const other = name === undefined ? undefined : sharerOf(role, lambda, graph);
    if (name === undefined || other === undefined) return;
    yield {
      at: lambda.at('Role'),
      message: `${lambda.id} shares ${name} with ${other.id}, so each of them may do what the other needs.`,
      related: [{ at: other.at('Role'), message: 'the other function' }],
    };
  },
});

function sharerOf(role: Resource | undefined, lambda: Resource, graph: Graph): Resource | undefined {
  const written = outsideName(lambda.get('Role'));
  for (const stack of graph.joined(lambda.stack))
    for (const other of stack.resources(...types)) {
      if (other === lambda) continue;
      const others = roleAt(other, ['Role'], graph);
      if (role !== undefined && others === role) return other;
      // The same words mean the same role within one stack.
      if (role === undefined && stack === lambda.stack && outsideName(other.get('Role')) === written)
        return other;
    }
  return undefined;
}

/** A role that the template does not declare: its name in a literal ARN, or the parameter that it is given as. */
function outsideName(role: Value | undefined): string | undefined {
  if (role?.kind === 'reference' && role.to.type === 'parameter') return role.to.name;
  return asString(role)?.split('/').at(-1);
}
