/**
 * Properties that are called like a secret and take something else: an ARN, the name of a stored secret, a file, a switch, the key of a
 * pair. By the end of their path; of one type where a type stands before it.
 */
export const lookalikeNotation = `
EncryptionKey
DefaultEncryptionKey
VolumeEncryptionKey
AuthorizerCredentials
Integration.Credentials
RegistryCredential.Credential
WebCrawlerConfiguration.AuthenticationConfiguration.BasicAuthentication[].Credentials
WebCrawlerConfiguration.ProxyConfiguration.Credentials
TLS.Certificate.File.PrivateKey
TokenValidityUnits.IdToken
TokenValidityUnits.RefreshToken
TokenValidityUnits.AccessToken
MetadataOptions.HttpTokens
InstanceMetadataOptions.HttpTokens
DomainJoinServiceAccountSecret
Authorization.CdnIdentifierSecret
RemovePrivateKey
ServiceToken
SqlServerCredentials
ParametersEncryptionKey
AWS::DataSync::LocationObjectStorage AccessKey
AWS::MediaPackage::Channel HlsIngest.ingestEndpoints[].Password
AWS::MediaLive::Channel HlsAkamaiSettings.Token
`;
