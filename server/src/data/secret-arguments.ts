/** Paths from `Properties`; `[]` is every item of a list. */
export type Paths = readonly (readonly string[])[];

const paths = (...written: readonly string[]): Paths =>
  written.map((path) =>
    path
      .replaceAll('[]', '.[]')
      .split('.')
      .filter((step) => step !== ''),
  );

/** Maps of arguments of jobs and steps, which the console and the service's API show. */
export const argumentMaps: ReadonlyMap<string, Paths> = new Map([
  ['AWS::Glue::Job', paths('DefaultArguments', 'NonOverridableArguments')],
  ['AWS::Glue::Session', paths('DefaultArguments')],
  ['AWS::Glue::DevEndpoint', paths('Arguments')],
  ['AWS::Glue::Trigger', paths('Actions[].Arguments')],
  ['AWS::Glue::Workflow', paths('DefaultRunProperties')],
  ['AWS::StepFunctions::StateMachine', paths('Definition')],
  ['AWS::Serverless::StateMachine', paths('Definition')],
]);

/** Lists of arguments: a flag, and its value as the next item or behind an equals sign. */
export const argumentLists: ReadonlyMap<string, Paths> = new Map([
  ['AWS::EMR::Step', paths('HadoopJarStep.Args')],
  ['AWS::EMR::Cluster', paths('Steps[].HadoopJarStep.Args', 'BootstrapActions[].ScriptBootstrapAction.Args')],
]);

/** Texts that services show, mostly JSON, with arguments in them. */
export const argumentTexts: ReadonlyMap<string, Paths> = new Map([
  ['AWS::StepFunctions::StateMachine', paths('DefinitionString')],
  ['AWS::Events::Rule', paths('Targets[].Input', 'Targets[].InputTransformer.InputTemplate')],
  ['AWS::Scheduler::Schedule', paths('Target.Input')],
  ['AWS::Pipes::Pipe', paths('TargetParameters.InputTemplate')],
]);

/** Commands of containers, as lists: like arguments, but not shown by more than the template. */
export const commandLists: ReadonlyMap<string, Paths> = new Map([
  [
    'AWS::ECS::TaskDefinition',
    paths(
      'ContainerDefinitions[].Command',
      'ContainerDefinitions[].EntryPoint',
      'ContainerDefinitions[].HealthCheck.Command',
    ),
  ],
  [
    'AWS::Batch::JobDefinition',
    paths(
      'ContainerProperties.Command',
      'EcsProperties.TaskProperties[].Containers[].Command',
      'NodeProperties.NodeRangeProperties[].Container.Command',
    ),
  ],
  ['AWS::Lambda::Function', paths('ImageConfig.Command', 'ImageConfig.EntryPoint')],
]);

/** Programs and documents within a template. */
export const programs: ReadonlyMap<string, Paths> = new Map([
  ['AWS::EC2::Instance', paths('UserData')],
  ['AWS::EC2::LaunchTemplate', paths('LaunchTemplateData.UserData')],
  ['AWS::EC2::SpotFleet', paths('SpotFleetRequestConfigData.LaunchSpecifications[].UserData')],
  ['AWS::AutoScaling::LaunchConfiguration', paths('UserData')],
  ['AWS::Lambda::Function', paths('Code.ZipFile')],
  ['AWS::Serverless::Function', paths('InlineCode')],
  ['AWS::CloudFront::Function', paths('FunctionCode')],
  ['AWS::Synthetics::Canary', paths('Code.Script')],
  ['AWS::AppSync::Resolver', paths('Code')],
  ['AWS::SecretsManager::Secret', paths('GenerateSecretString.SecretStringTemplate')],
  ['AWS::SSM::Document', paths('Content')],
  ['AWS::MSK::Configuration', paths('ServerProperties')],
  ['AWS::KafkaConnect::WorkerConfiguration', paths('PropertiesFileContent')],
  ['AWS::CodeBuild::Project', paths('Source.BuildSpec', 'SecondarySources[].BuildSpec')],
  ['AWS::Amplify::App', paths('BuildSpec')],
  ['AWS::Amplify::Branch', paths('BuildSpec')],
  ['AWS::SageMaker::NotebookInstanceLifecycleConfig', paths('OnCreate[].Content', 'OnStart[].Content')],
  ['AWS::SageMaker::StudioLifecycleConfig', paths('StudioLifecycleConfigContent')],
  ['AWS::ImageBuilder::Component', paths('Data')],
  ['AWS::GreengrassV2::ComponentVersion', paths('InlineRecipe')],
  ['AWS::Athena::NamedQuery', paths('QueryString')],
  ['AWS::Athena::PreparedStatement', paths('QueryStatement')],
  ['AWS::DMS::Endpoint', paths('ExtraConnectionAttributes')],
]);
