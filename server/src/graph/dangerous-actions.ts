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
  'cognito-identity:GetCredentialsForIdentity',
  'cognito-identity:GetOpenIdToken',
  'cognito-identity:GetOpenIdTokenForDeveloperIdentity',
  'connect:GetFederationToken',
  'ec2:GetPasswordData',
  'gamelift:RequestUploadCredentials',
  'lightsail:DownloadDefaultKeyPair',
  'lightsail:GetInstanceAccessDetails',
  'lightsail:GetRelationalDatabaseMasterUserPassword',
  'mediapackage:RotateIngestEndpointCredentials',
  'sso:GetRoleCredentials',
];

/** Those of them that let one become another user, an administrator for example. */
export const takeoverActions: ReadonlySet<string> = new Set([
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:UpdateLoginProfile',
]);

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

/** Those of them that name the user who is given more, who may be the caller. */
export const selfUserActions: readonly string[] = ['iam:AttachUserPolicy', 'iam:PutUserPolicy'];

/**
 * Actions that run something as a role that is passed; with iam:PassRole on every role they give what the role may do. Each takes
 * a role or an instance profile, and code, a command or calls of the caller's choice.
 */
export const roleRunningActions: readonly string[] = [
  'lambda:CreateFunction',
  'lambda:UpdateFunctionConfiguration',
  'glue:CreateJob',
  'glue:UpdateJob',
  'glue:CreateDevEndpoint',
  'glue:CreateSession',
  'ec2:RunInstances',
  'ec2:RequestSpotInstances',
  'ec2:AssociateIamInstanceProfile',
  'ec2:ReplaceIamInstanceProfileAssociation',
  'ecs:RunTask',
  'cloudformation:CreateStack',
  'cloudformation:CreateStackSet',
  'cloudformation:UpdateStack',
  'datapipeline:CreatePipeline',
  'datapipeline:PutPipelineDefinition',
  'elasticmapreduce:RunJobFlow',
  'emr-serverless:StartJobRun',
  'emr-containers:StartJobRun',
  'sagemaker:CreateNotebookInstance',
  'sagemaker:CreateProcessingJob',
  'sagemaker:CreateTrainingJob',
  'states:CreateStateMachine',
  'states:UpdateStateMachine',
  'scheduler:CreateSchedule',
  'ssm:StartAutomationExecution',
  'codebuild:CreateProject',
  'codebuild:UpdateProject',
  'codepipeline:CreatePipeline',
  'batch:RegisterJobDefinition',
  'apprunner:CreateService',
  'airflow:CreateEnvironment',
  'elasticbeanstalk:CreateEnvironment',
  'imagebuilder:CreateInfrastructureConfiguration',
  'kinesisanalytics:CreateApplication',
  'bedrock-agentcore:CreateCodeInterpreter',
];

/** Actions that put the caller's code where it runs as a role that is there already. */
export const roleBorrowingActions: readonly string[] = [
  'lambda:UpdateFunctionCode',
  'glue:UpdateDevEndpoint',
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
      ...roleBorrowingActions,
      'iam:PassRole',
      'sts:AssumeRole',
    ]),
);
