/**
 * The properties of databases, clusters, pipelines and their connections that take nothing but a credential: type, then path,
 * kind, repair and the safer sibling. Paths from CloudFormation's own specification; which properties are credentials from their
 * documentation
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/).
 */
export const dataCredentialNotation = `
AWS::RDS::DBInstance
  MasterUserPassword password ManageMasterUserPassword
  TdeCredentialPassword password given
AWS::RDS::DBCluster
  MasterUserPassword password ManageMasterUserPassword
AWS::DocDB::DBCluster
  MasterUserPassword password ManageMasterUserPassword
AWS::DocDBElastic::Cluster
  AdminUserPassword password generate
AWS::Redshift::Cluster
  MasterUserPassword password ManageMasterPassword
AWS::RedshiftServerless::Namespace
  AdminUserPassword password ManageAdminPassword
AWS::ElastiCache::ReplicationGroup
  AuthToken token generate
AWS::ElastiCache::User
  Passwords[] password generate
  AuthenticationMode.Passwords[] password generate
AWS::MemoryDB::User
  AuthenticationMode.Passwords[] password generate
AWS::OpenSearchService::Domain
  AdvancedSecurityOptions.MasterUserOptions.MasterUserPassword password generate
AWS::Elasticsearch::Domain
  AdvancedSecurityOptions.MasterUserOptions.MasterUserPassword password generate
AWS::AmazonMQ::Broker
  Users[].Password password generate
  LdapServerMetadata.ServiceAccountPassword password given
AWS::DirectoryService::MicrosoftAD
  Password password generate
AWS::DirectoryService::SimpleAD
  Password password generate
AWS::IAM::User
  LoginProfile.Password password generate
AWS::IAM::ServerCertificate
  PrivateKey key given
AWS::IAM::SAMLProvider
  AddPrivateKey key given
AWS::EMR::Cluster
  KerberosAttributes.KdcAdminPassword password generate
  KerberosAttributes.ADDomainJoinPassword password given
  KerberosAttributes.CrossRealmTrustPrincipalPassword password given
AWS::DMS::Endpoint
  Password password given SecretsManagerSecretId
  MongoDbSettings.Password password given SecretsManagerSecretId
  RedisSettings.AuthPassword password given
  KafkaSettings.SaslPassword password given
  KafkaSettings.SslClientKeyPassword password given
  OracleSettings.AsmPassword password given SecretsManagerOracleAsmSecretId
  OracleSettings.SecurityDbEncryption key given
  MicrosoftSqlServerSettings.Password password given SecretsManagerSecretId
  GcpMySQLSettings.Password password given SecretsManagerSecretId
AWS::KinesisFirehose::DeliveryStream
  RedshiftDestinationConfiguration.Password password given SecretsManagerConfiguration
  SplunkDestinationConfiguration.HECToken token given SecretsManagerConfiguration
  HttpEndpointDestinationConfiguration.EndpointConfiguration.AccessKey key given SecretsManagerConfiguration
  SnowflakeDestinationConfiguration.PrivateKey key given SecretsManagerConfiguration
  SnowflakeDestinationConfiguration.KeyPassphrase password given SecretsManagerConfiguration
AWS::Glue::Connection
  ConnectionInput.AuthenticationConfiguration.BasicAuthenticationCredentials.Password password given SecretArn
  ConnectionInput.AuthenticationConfiguration.OAuth2Properties.OAuth2Credentials.UserManagedClientApplicationClientSecret token given SecretArn
  ConnectionInput.AuthenticationConfiguration.OAuth2Properties.OAuth2Credentials.AccessToken token given SecretArn
  ConnectionInput.AuthenticationConfiguration.OAuth2Properties.OAuth2Credentials.RefreshToken token given SecretArn
  ConnectionInput.AuthenticationConfiguration.OAuth2Properties.OAuth2Credentials.JwtToken token given SecretArn
  ConnectionInput.ConnectionProperties.PASSWORD password given SECRET_ID
  ConnectionInput.ConnectionProperties.KAFKA_CLIENT_KEYSTORE_PASSWORD password given
  ConnectionInput.ConnectionProperties.KAFKA_CLIENT_KEY_PASSWORD password given
  ConnectionInput.ConnectionProperties.KAFKA_SASL_SCRAM_PASSWORD password given KAFKA_SASL_SCRAM_SECRETS_ARN
  ConnectionInput.ConnectionProperties.KAFKA_SASL_PLAIN_PASSWORD password given
AWS::DataZone::Connection
  Props.RedshiftProperties.Credentials.UsernamePassword.Password password given SecretArn
  Props.GlueProperties.GlueConnectionInput.AuthenticationConfiguration.BasicAuthenticationCredentials.Password password given SecretArn
  Props.GlueProperties.GlueConnectionInput.AuthenticationConfiguration.OAuth2Properties.OAuth2Credentials.AccessToken token given SecretArn
  Props.GlueProperties.GlueConnectionInput.AuthenticationConfiguration.OAuth2Properties.OAuth2Credentials.JwtToken token given SecretArn
  Props.GlueProperties.GlueConnectionInput.AuthenticationConfiguration.OAuth2Properties.OAuth2Credentials.RefreshToken token given SecretArn
  Props.GlueProperties.GlueConnectionInput.AuthenticationConfiguration.OAuth2Properties.OAuth2Credentials.UserManagedClientApplicationClientSecret token given SecretArn
AWS::AppFlow::ConnectorProfile
  ConnectorProfileConfig.ConnectorProfileCredentials.Amplitude.ApiKey key
  ConnectorProfileConfig.ConnectorProfileCredentials.Amplitude.SecretKey key
  ConnectorProfileConfig.ConnectorProfileCredentials.CustomConnector.ApiKey.ApiKey key
  ConnectorProfileConfig.ConnectorProfileCredentials.CustomConnector.ApiKey.ApiSecretKey key
  ConnectorProfileConfig.ConnectorProfileCredentials.CustomConnector.Basic.Password password
  ConnectorProfileConfig.ConnectorProfileCredentials.CustomConnector.Oauth2.AccessToken token
  ConnectorProfileConfig.ConnectorProfileCredentials.CustomConnector.Oauth2.ClientSecret token
  ConnectorProfileConfig.ConnectorProfileCredentials.CustomConnector.Oauth2.RefreshToken token
  ConnectorProfileConfig.ConnectorProfileCredentials.Datadog.ApiKey key
  ConnectorProfileConfig.ConnectorProfileCredentials.Datadog.ApplicationKey key
  ConnectorProfileConfig.ConnectorProfileCredentials.Dynatrace.ApiToken token
  ConnectorProfileConfig.ConnectorProfileCredentials.GoogleAnalytics.AccessToken token
  ConnectorProfileConfig.ConnectorProfileCredentials.GoogleAnalytics.ClientSecret token
  ConnectorProfileConfig.ConnectorProfileCredentials.GoogleAnalytics.RefreshToken token
  ConnectorProfileConfig.ConnectorProfileCredentials.InforNexus.SecretAccessKey key
  ConnectorProfileConfig.ConnectorProfileCredentials.InforNexus.Datakey key
  ConnectorProfileConfig.ConnectorProfileCredentials.Marketo.AccessToken token
  ConnectorProfileConfig.ConnectorProfileCredentials.Marketo.ClientSecret token
  ConnectorProfileConfig.ConnectorProfileCredentials.Pardot.AccessToken token given ClientCredentialsArn
  ConnectorProfileConfig.ConnectorProfileCredentials.Pardot.RefreshToken token given ClientCredentialsArn
  ConnectorProfileConfig.ConnectorProfileCredentials.Redshift.Password password
  ConnectorProfileConfig.ConnectorProfileCredentials.SAPOData.BasicAuthCredentials.Password password
  ConnectorProfileConfig.ConnectorProfileCredentials.SAPOData.OAuthCredentials.AccessToken token
  ConnectorProfileConfig.ConnectorProfileCredentials.SAPOData.OAuthCredentials.ClientSecret token
  ConnectorProfileConfig.ConnectorProfileCredentials.SAPOData.OAuthCredentials.RefreshToken token
  ConnectorProfileConfig.ConnectorProfileCredentials.Salesforce.AccessToken token given ClientCredentialsArn
  ConnectorProfileConfig.ConnectorProfileCredentials.Salesforce.JwtToken token given ClientCredentialsArn
  ConnectorProfileConfig.ConnectorProfileCredentials.Salesforce.RefreshToken token given ClientCredentialsArn
  ConnectorProfileConfig.ConnectorProfileCredentials.ServiceNow.OAuth2Credentials.AccessToken token
  ConnectorProfileConfig.ConnectorProfileCredentials.ServiceNow.OAuth2Credentials.ClientSecret token
  ConnectorProfileConfig.ConnectorProfileCredentials.ServiceNow.OAuth2Credentials.RefreshToken token
  ConnectorProfileConfig.ConnectorProfileCredentials.ServiceNow.Password password
  ConnectorProfileConfig.ConnectorProfileCredentials.Singular.ApiKey key
  ConnectorProfileConfig.ConnectorProfileCredentials.Slack.AccessToken token
  ConnectorProfileConfig.ConnectorProfileCredentials.Slack.ClientSecret token
  ConnectorProfileConfig.ConnectorProfileCredentials.Snowflake.Password password
  ConnectorProfileConfig.ConnectorProfileCredentials.Trendmicro.ApiSecretKey key
  ConnectorProfileConfig.ConnectorProfileCredentials.Veeva.Password password
  ConnectorProfileConfig.ConnectorProfileCredentials.Zendesk.AccessToken token
  ConnectorProfileConfig.ConnectorProfileCredentials.Zendesk.ClientSecret token
AWS::QuickSight::DataSource
  Credentials.CredentialPair.Password password given SecretArn
  Credentials.KeyPairCredentials.PrivateKey key given SecretArn
  Credentials.KeyPairCredentials.PrivateKeyPassphrase password given SecretArn
AWS::QuickSight::OAuthClientApplication
  ClientSecret token
AWS::QuickSight::ActionConnector
  AuthenticationConfig.AuthenticationMetadata.AuthorizationCodeGrantMetadata.AuthorizationCodeGrantCredentialsDetails.AuthorizationCodeGrantDetails.ClientSecret token
  AuthenticationConfig.AuthenticationMetadata.ClientCredentialsGrantMetadata.ClientCredentialsDetails.ClientCredentialsGrantDetails.ClientSecret token
  AuthenticationConfig.AuthenticationMetadata.BasicAuthConnectionMetadata.Password password
  AuthenticationConfig.AuthenticationMetadata.ApiKeyConnectionMetadata.ApiKey key
`;
