/** The properties of storage, networks, applications and all other types that take nothing but a credential, written the same way. */
export const otherCredentialNotation = `
AWS::DataSync::LocationSMB
  Password password
AWS::DataSync::LocationFSxWindows
  Password password
AWS::DataSync::LocationFSxONTAP
  Protocol.SMB.Password password
AWS::DataSync::LocationObjectStorage
  SecretKey key
AWS::DataSync::LocationAzureBlob
  AzureBlobSasConfiguration.AzureBlobSasToken token
AWS::FSx::FileSystem
  OntapConfiguration.FsxAdminPassword password generate
  WindowsConfiguration.SelfManagedActiveDirectoryConfiguration.Password password given DomainJoinServiceAccountSecret
AWS::FSx::StorageVirtualMachine
  SvmAdminPassword password generate
  ActiveDirectoryConfiguration.SelfManagedActiveDirectoryConfiguration.Password password given DomainJoinServiceAccountSecret
AWS::Timestream::InfluxDBInstance
  Password password generate
AWS::Timestream::InfluxDBCluster
  Password password generate
AWS::Transfer::Certificate
  PrivateKey key given
AWS::Events::Connection
  AuthParameters.ApiKeyAuthParameters.ApiKeyValue key
  AuthParameters.BasicAuthParameters.Password password
  AuthParameters.OAuthParameters.ClientParameters.ClientSecret token
AWS::EC2::VPNConnection
  VpnTunnelOptionsSpecifications[].PreSharedKey key generate
AWS::EC2::VerifiedAccessTrustProvider
  OidcOptions.ClientSecret token
  NativeApplicationOidcOptions.ClientSecret token
AWS::ElasticLoadBalancingV2::Listener
  DefaultActions[].AuthenticateOidcConfig.ClientSecret token
AWS::ElasticLoadBalancingV2::ListenerRule
  Actions[].AuthenticateOidcConfig.ClientSecret token
AWS::SageMaker::Workforce
  OidcConfig.ClientSecret token
AWS::CodeBuild::SourceCredential
  Token token
AWS::CodePipeline::Webhook
  AuthenticationConfiguration.SecretToken token
AWS::Lambda::Permission
  EventSourceToken token
AWS::IoT::TopicRuleDestination
  InfluxDBProperties.SecretKey key
AWS::SecretsManager::Secret
  SecretString password generate GenerateSecretString
AWS::Amplify::App
  OauthToken token
  AccessToken token
  BasicAuthConfig.Password password
  AutoBranchCreationConfig.BasicAuthConfig.Password password
AWS::Amplify::Branch
  BasicAuthConfig.Password password
AWS::OpsWorks::App
  AppSource.Password password
  AppSource.SshKey key
  SslConfiguration.PrivateKey key
AWS::OpsWorks::Stack
  CustomCookbooksSource.Password password
  CustomCookbooksSource.SshKey key
  RdsDbInstances[].DbPassword password
AWS::Cognito::UserPoolIdentityProvider
  ProviderDetails.client_secret token
  ProviderDetails.private_key key
AWS::Pinpoint::APNSChannel
  PrivateKey key
  TokenKey key
AWS::Pinpoint::APNSSandboxChannel
  PrivateKey key
  TokenKey key
AWS::Pinpoint::APNSVoipChannel
  PrivateKey key
  TokenKey key
AWS::Pinpoint::APNSVoipSandboxChannel
  PrivateKey key
  TokenKey key
AWS::Pinpoint::GCMChannel
  ApiKey key
AWS::Pinpoint::ADMChannel
  ClientSecret token
AWS::Pinpoint::BaiduChannel
  ApiKey key
  SecretKey key
AWS::ApiGateway::ApiKey
  Value key given
AWS::AppStream::DirectoryConfig
  ServiceAccountCredentials.AccountPassword password
AWS::BackupGateway::Hypervisor
  Password password
AWS::BedrockAgentCore::ApiKeyCredentialProvider
  ApiKey key given ApiKeySecretConfig
AWS::BedrockAgentCore::OAuth2CredentialProvider
  Oauth2ProviderConfigInput.CustomOauth2ProviderConfig.ClientSecret token given ClientSecretConfig
  Oauth2ProviderConfigInput.GoogleOauth2ProviderConfig.ClientSecret token given ClientSecretConfig
  Oauth2ProviderConfigInput.GithubOauth2ProviderConfig.ClientSecret token given ClientSecretConfig
  Oauth2ProviderConfigInput.SlackOauth2ProviderConfig.ClientSecret token given ClientSecretConfig
  Oauth2ProviderConfigInput.SalesforceOauth2ProviderConfig.ClientSecret token given ClientSecretConfig
  Oauth2ProviderConfigInput.MicrosoftOauth2ProviderConfig.ClientSecret token given ClientSecretConfig
  Oauth2ProviderConfigInput.AtlassianOauth2ProviderConfig.ClientSecret token given ClientSecretConfig
  Oauth2ProviderConfigInput.LinkedinOauth2ProviderConfig.ClientSecret token given ClientSecretConfig
  Oauth2ProviderConfigInput.IncludedOauth2ProviderConfig.ClientSecret token given ClientSecretConfig
AWS::BedrockAgentCore::PaymentCredentialProvider
  ProviderConfigurationInput.CoinbaseCdpConfiguration.ApiKeySecret key given ApiKeySecretConfig
  ProviderConfigurationInput.CoinbaseCdpConfiguration.WalletSecret key given WalletSecretConfig
  ProviderConfigurationInput.StripePrivyConfiguration.AppSecret key given AppSecretConfig
  ProviderConfigurationInput.StripePrivyConfiguration.AuthorizationPrivateKey key given AuthorizationPrivateKeyConfig
AWS::CodeStar::GitHubRepository
  RepositoryAccessToken token
AWS::Connect::User
  Password password
AWS::DevOpsAgent::Service
  ServiceDetails.Dynatrace.AuthorizationConfig.OAuthClientCredentials.ClientSecret token
  ServiceDetails.MCPServer.AuthorizationConfig.OAuthClientCredentials.ClientSecret token
  ServiceDetails.MCPServer.AuthorizationConfig.ApiKey.ApiKeyValue key
  ServiceDetails.MCPServer.AuthorizationConfig.BearerToken.TokenValue token
  ServiceDetails.MCPServerSplunk.AuthorizationConfig.BearerToken.TokenValue token
  ServiceDetails.MCPServerGrafana.AuthorizationConfig.BearerToken.TokenValue token
  ServiceDetails.GitLab.TokenValue token
  ServiceDetails.MCPServerNewRelic.AuthorizationConfig.ApiKey.ApiKey key
  ServiceDetails.ServiceNow.AuthorizationConfig.OAuthClientCredentials.ClientSecret token
  ServiceDetails.PagerDuty.AuthorizationConfig.OAuthClientCredentials.ClientSecret token
AWS::DirectConnect::PrivateVirtualInterface
  BgpPeers[].AuthKey key
AWS::DirectConnect::PublicVirtualInterface
  BgpPeers[].AuthKey key
AWS::DirectConnect::TransitVirtualInterface
  BgpPeers[].AuthKey key
AWS::InspectorV2::CodeSecurityIntegration
  CreateIntegrationDetails.gitlabSelfManaged.accessToken token
AWS::Invoicing::ProcurementPortalPreference
  ProcurementPortalSharedSecret token
  TestEnvPreference.ProcurementPortalSharedSecret token
AWS::IoTWireless::PartnerAccount
  Sidewalk.AppServerPrivateKey key
  SidewalkUpdate.AppServerPrivateKey key
AWS::IoTWireless::WirelessDevice
  LoRaWAN.AbpV10x.SessionKeys.AppSKey key
  LoRaWAN.AbpV10x.SessionKeys.NwkSKey key
  LoRaWAN.AbpV11.SessionKeys.AppSKey key
  LoRaWAN.AbpV11.SessionKeys.FNwkSIntKey key
  LoRaWAN.AbpV11.SessionKeys.NwkSEncKey key
  LoRaWAN.AbpV11.SessionKeys.SNwkSIntKey key
  LoRaWAN.OtaaV10x.AppKey key
  LoRaWAN.OtaaV11.AppKey key
  LoRaWAN.OtaaV11.NwkKey key
AWS::Lightsail::Database
  MasterUserPassword password generate
AWS::ManagedBlockchain::Member
  MemberConfiguration.MemberFrameworkConfiguration.MemberFabricConfiguration.AdminPassword password generate
AWS::OpsWorksCM::Server
  CustomPrivateKey key
AWS::SecurityLake::SubscriberNotification
  NotificationConfiguration.HttpsNotificationConfiguration.AuthorizationApiKeyValue key
AWS::SES::EmailIdentity
  DkimSigningAttributes.DomainSigningPrivateKey key
AWS::SES::MailManagerIngressPoint
  IngressPointConfiguration.SmtpPassword password given SecretArn
Alexa::ASK::Skill
  AuthenticationConfiguration.ClientSecret token
  AuthenticationConfiguration.RefreshToken token
`;
