import { once } from '../data/table';

// Groups of actions about which a rule says more than "on every resource". An action is in one group at most, so that a
// statement is not reported twice for one thing.

/** Actions that give out data by itself. */
export const dataReadingActions: readonly string[] = [
  's3:GetObject',
  's3:GetObjectVersion',
  'secretsmanager:GetSecretValue',
  'ssm:GetParameter',
  'ssm:GetParameters',
  'ssm:GetParametersByPath',
  'ssm:GetParameterHistory',
];

/** Actions that return credentials or make new ones. */
export const credentialActions: readonly string[] = [
  'iam:CreateServiceSpecificCredential',
  'iam:ResetServiceSpecificCredential',
  'iam:UpdateAccessKey',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:UpdateLoginProfile',
  'sts:GetFederationToken',
  'rds-db:connect',
  'redshift-serverless:GetCredentials',
];

export const redshiftCredentialActions: readonly string[] = [
  'redshift:GetClusterCredentials',
  'redshift:GetClusterCredentialsWithIAM',
];

/**
 * Actions with which one gives oneself more: each alone when it may be used on principals or roles that are not named.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versioning.html and the pages of the actions.
 */
export const selfPromotingActions: readonly string[] = [
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:AttachUserPolicy',
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:PutUserPolicy',
  'iam:PutGroupPolicy',
  'iam:PutRolePolicy',
  'iam:AddUserToGroup',
  'iam:UpdateAssumeRolePolicy',
];

/** Actions that run something as a role that is passed; with iam:PassRole on every role they give what the role may do. */
export const roleRunningActions: readonly string[] = [
  'lambda:CreateFunction',
  'glue:CreateJob',
  'glue:UpdateJob',
  'glue:CreateDevEndpoint',
  'glue:CreateSession',
  'ec2:RunInstances',
  'ecs:RunTask',
  'cloudformation:CreateStack',
  'datapipeline:CreatePipeline',
  'elasticmapreduce:RunJobFlow',
  'emr-serverless:StartJobRun',
  'sagemaker:CreateNotebookInstance',
  'sagemaker:CreateProcessingJob',
  'sagemaker:CreateTrainingJob',
  'states:CreateStateMachine',
  'codebuild:CreateProject',
];

/** True for actions that a rule of their own looks after. */
export function isClaimed(action: string): boolean {
  return action.startsWith('kms:') || claimed().has(action);
}

const claimed = once(
  (): ReadonlySet<string> =>
    new Set([
      ...dataReadingActions,
      ...credentialActions,
      ...redshiftCredentialActions,
      ...selfPromotingActions,
      'iam:PassRole',
      'sts:AssumeRole',
    ]),
);
