import type { Seeds } from './seeds';

/** Files that hold a secret in every place that the product reads. */
export function textsWith(seeds: Seeds): Readonly<Record<string, string>> {
  const p = () => seeds.password();
  const k = () => seeds.key();
  const t = () => seeds.token();
  const yaml = `AWSTemplateFormatVersion: '2010-09-09'
Description: Loads with ${k()}.
Parameters:
  DbPassword:
    Type: String
    Default: ${p()}
  Plain: {Type: String, Default: ${t()}}
  Chosen:
    Type: String
    AllowedValues: [${p()}, ${t()}]
    Default: ${p()}
  Stage: {Type: String, Default: dev}
Mappings:
  Passwords:
    dev: {Master: ${p()}, Other: ${t()}}
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
  IsSecret: !Equals [!Ref DbPassword, ${p()}]
Globals:
  Function:
    Environment:
      Variables: {API_KEY: ${p()}}
Resources:
  Database:
    Type: AWS::RDS::DBInstance
    Metadata: {Note: 'password=${p()}', Lakewarden: {allow: [{rule: ${t()}, reason: x}]}}
    Properties:
      MasterUserPassword: ${p()} # by hand
      MasterUsername: ${t()}
      StorageEncrypted: ${p()}
      Tags: [{Key: password, Value: ${p()}}, {Key: ${t()}, Value: a}]
  Mapped:
    Type: AWS::RDS::DBCluster
    Properties:
      MasterUserPassword: !FindInMap [Passwords, dev, Master]
      KmsKeyId: !FindInMap [Passwords, dev, Other]
  Branch:
    Type: AWS::Redshift::Cluster
    Properties:
      MasterUserPassword: !If [IsDev, ${p()}, !Sub '${p()}-\${Stage}']
      Encrypted: !If [IsDev, false, true]
      PubliclyAccessible: true
      ClusterSubnetGroupName: ${t()}
  Joined:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: !Join ['-', [${p()}, !Ref Stage, ${p()}]]
  Warehouse:
    Type: AWS::Glue::Connection
    Properties:
      CatalogId: !Ref AWS::AccountId
      ConnectionInput:
        ConnectionType: JDBC
        Description: 'AccountKey ${k()}'
        ConnectionProperties:
          JDBC_CONNECTION_URL: jdbc:postgresql://db.internal:5432/dwh?user=etl&password=${p()}
          USERNAME: etl
          PASSWORD: ${p()}
          JDBC_ENFORCE_SSL: ${p()}
  Job:
    Type: AWS::Glue::Job
    Properties:
      Role: !Ref Role
      SecurityConfiguration: ${t()}
      Command: {Name: glueetl, ScriptLocation: 's3://${k().toLowerCase()}/load.py?token=${t()}'}
      DefaultArguments:
        --db_password: ${p()}
        --options: '{"user": "etl", "password": "${p()}", "url": "https://etl:${p()}@db.internal"}'
        --TempDir: 'https://etl:${p()}@temp.internal/x'
        --extra-py-files: 's3://libs/${t()}.zip'
        --${t()}: x
  Nightly:
    Type: AWS::Glue::Trigger
    Properties:
      Type: SCHEDULED
      Actions: [{JobName: !Ref Job, Arguments: {--api_token: ${p()}, --job-language: '${t()}'}}]
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionString: |
        {"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync",
          "Parameters": {"JobName": "x", "Arguments": {"--db_password": "${p()}"}}, "End": true}}}
  Function:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.12
      CodeUri: ./code
      Environment:
        Variables:
          DB_PASSWORD: ${p()}
          URL: 'amqps://etl:${p()}@mq.internal:5671'
          JSON: '{"client_secret": "${p()}"}'
          PLAIN: ${t()}
      Events:
        Api: {Type: Api, Properties: {Path: '/${t()}', Method: get}}
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64: |
          #!/bin/bash
          export DB_PASSWORD=${p()}
          mysql -u etl -p${p()} sales
          curl -u etl:${p()} http://files.internal/a | bash
          git clone https://etl:${p()}@git.example.com/etl.git
          aws s3 cp s3://a/${k().toLowerCase()} . --sse-c-key ${p()} --no-verify-ssl --acl public-read
          aws configure set aws_secret_access_key ${p()}
          echo "$DB_PASSWORD" ${t()}
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: ${t()}
      AssumeRolePolicyDocument:
        Statement:
          - {Sid: ${k()}, Effect: Allow, Action: 'sts:AssumeRole', Principal: {AWS: '${k()}', Service: '${t()}.amazonaws.com'}}
          - {Effect: Allow, Action: 'sts:AssumeRole', Principal: '*', Condition: {StringEquals: {sts:ExternalId: '${p()}'}}}
      Policies:
        - PolicyName: ${t()}
          PolicyDocument:
            Statement:
              - Sid: ${k()}
                Effect: Allow
                Action: ['s3:*', 's3:${t()}', 'kms:Decrypt', 'iam:PassRole', 'glue:*']
                Resource: ['arn:aws:s3:::lake/${t()}', 'https://etl:${p()}@host/', '*']
                Condition: {StringEquals: {'aws:PrincipalTag/${t()}': '${k()}', 's3:x-amz-server-side-encryption-customer-algorithm': '${t()}'}}
              - {Effect: Allow, Action: '${t()}:*', Resource: '*'}
              - {Effect: ${t()}, NotAction: 's3:Get*', Resource: 'arn:aws:s3:::${t()}/*'}
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: ${k()}
      AccessControl: PublicRead
      BucketEncryption:
        ServerSideEncryptionConfiguration: [{ServerSideEncryptionByDefault: {SSEAlgorithm: '${t()}', KMSMasterKeyID: '${t()}'}}]
  BucketPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Statement: {Effect: Allow, Principal: {AWS: ['*', 'arn:aws:iam::111122223333:role/${t()}']}, Action: 's3:GetObject', Resource: '${t()}'}
  Key:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: false
      KeyPolicy:
        Statement: {Effect: Allow, Principal: {AWS: '${t()}'}, Action: 'kms:*', Resource: '${t()}'}
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties:
      SecretString: '{"username": "etl", "password": "${p()}"}'
      KmsKeyId: ${t()}
  Topic: {Type: AWS::SNS::Topic, Properties: {KmsMasterKeyId: '${t()}'}}
  Hook: {Type: AWS::SNS::Subscription, Properties: {TopicArn: !Ref Topic, Protocol: http, Endpoint: 'http://etl:${p()}@host/x'}}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: {GroupDescription: '${t()}', SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 5432, ToPort: 5432, CidrIp: 0.0.0.0/0, Description: '${t()}'}]}
  Custom: {Type: 'Custom::${t()}', Properties: {ServiceToken: '${t()}', Password: '${p()}'}}
  Reference: {Type: AWS::RDS::DBInstance, Properties: {MasterUserPassword: '{{resolve:secretsmanager:${t()}:SecretString:password}}'}}
Outputs:
  Password: {Value: '${p()}', Description: 'Use ${t()}.', Export: {Name: '${t()}'}}
  Url: {Value: !Sub 'https://etl:${p()}@\${AWS::Region}.host'}
  Echo: {Value: !Ref DbPassword}
`;
  const python = `import os, sys, subprocess, requests, boto3, psycopg2, pymysql, snowflake.connector
from awsglue.utils import getResolvedOptions
from awsglue.context import GlueContext
from pyspark.context import SparkContext
from sqlalchemy import create_engine
glueContext = GlueContext(SparkContext())
spark = glueContext.spark_session
args = getResolvedOptions(sys.argv, ["JOB_NAME", "table"])
DB_PASSWORD = "${p()}"
config = {"user": "etl", "password": "${p()}", "plain": "${t()}"}
config["clientSecret"] = "${p()}"
os.environ["PGPASSWORD"] = "${p()}"
token = os.environ.get("API_TOKEN", "${p()}")
s3 = boto3.client("s3", aws_access_key_id="${k()}", aws_secret_access_key="${p()}", verify=False)
session = boto3.Session("${k()}", "${p()}", region_name="${t()}")
spark.read.format("jdbc").option("url", "jdbc:mysql://db.internal/sales?user=etl&password=${p()}").option("password", "${p()}").load()
spark.read.format("jdbc").options(url="jdbc:postgresql://db.internal/x?sslmode=disable&password=${p()}", user="etl", password="${p()}").load()
spark.read.jdbc("jdbc:oracle:thin:etl/${p()}@db.internal:1521", "t", properties={"password": "${p()}"})
name = "etl"
create_engine(f"postgresql://{name}:${p()}@db.internal/{args['table']}?sslmode=disable&application_name=${t()}")
spark.sql(f"COPY INTO '{args['table']}' FROM 's3://a' CREDENTIALS=(AWS_KEY_ID='${k()}' AWS_SECRET_KEY='${p()}')")
connection = psycopg2.connect(host="db", user="etl", password="${p()}", sslmode="disable")
connection.cursor().execute(f"CREATE USER {name} IDENTIFIED BY '${p()}'")
connection.cursor().execute("COPY t FROM 's3://a' CREDENTIALS 'aws_access_key_id=${k()};aws_secret_access_key=${p()}'")
connection.cursor().execute("SELECT * FROM " + sys.argv[1] + " WHERE token = '${t()}'")
requests.get("http://etl:${p()}@api.internal/x?token=${t()}", headers={"Authorization": "Bearer ${t()}"}, verify=False)
requests.post(f"http://api.internal/{args['table']}?api_key=${p()}", auth=("etl", "${p()}"))
subprocess.run("mysql -u etl -p${p()} sales", shell=True)
os.system("curl -u etl:${p()} http://host/" + sys.argv[1])
subprocess.run(["aws", "s3", "cp", "x", "s3://a", "--acl", "public-read", "--sse-c-key", "${p()}"])
print("password", DB_PASSWORD, "${t()}")
df = spark.createDataFrame([])
df.write.csv("s3://etl:${p()}@bucket/x")
df.write.parquet("s3a://${k()}:${p()}@bucket/${t()}")
s3.put_object(Bucket="${t()}", Key="${t()}", Body="${p()}", ACL="public-read")
s3.get_object(Bucket="lake-${k()}", Key=f"{args['table']}/${t()}")
boto3.client("glue").start_job_run(JobName="${t()}", Arguments={"--db_password": "${p()}", "--x": "${t()}"})
boto3.client("s3", endpoint_url="http://etl:${p()}@s3.internal", region_name="${t()}")
spark._jsc.hadoopConfiguration().set("fs.s3a.secret.key", "${p()}")
spark.conf.set("spark.hadoop.fs.s3a.access.key", "${k()}")
eval("x" + sys.argv[1])
policy = {"Version": "2012-10-17", "Statement": [{"Sid": "${k()}", "Effect": "Allow", "Principal": "*", "Action": ["s3:*", "${t()}"], "Resource": "arn:aws:s3:::a/${t()}"}]}
boto3.client("s3").put_bucket_policy(Bucket="${t()}", Policy=str(policy))
`;
  const shell = `#!/bin/bash
export DB_PASSWORD=${p()}
API_TOKEN='${t()}'
psql "postgresql://etl:${p()}@db.internal/x"
mysql -u etl -p${p()} sales
curl -k -u etl:${p()} -H "Authorization: Bearer ${t()}" http://host/a | bash
aws s3 cp a s3://${k()}/x --acl public-read --no-verify-ssl
aws iam put-role-policy --role-name ${t()} --policy-name x --policy-document '{"Statement": [{"Effect": "Allow", "Action": ["*", "${t()}"], "Resource": "${t()}"}]}'
aws glue start-job-run --job-name ${t()} --arguments '{"--db_password": "${p()}"}'
aws secretsmanager put-secret-value --secret-id x --secret-string ${p()}
aws rds create-db-instance --master-user-password ${p()} --no-storage-encrypted
`;
  const policy = `{"Version": "2012-10-17", "Statement": [
  {"Sid": "${k()}", "Effect": "Allow", "Principal": "*", "Action": ["s3:*", "s3:${t()}", "${t()}:Get"], "Resource": ["*", "${t()}", "arn:aws:s3:::${t()}/*"],
   "Condition": {"StringEquals": {"aws:${t()}": "${k()}", "aws:SourceIp": "${t()}"}, "${t()}": {"a": "b"}}},
  {"Effect": "${t()}", "Principal": {"AWS": "${t()}", "${t()}": "x"}, "Action": "sts:AssumeRole", "Resource": "*"}]}
`;
  const cells = python.split('\n').slice(0, 60);
  const notebook = JSON.stringify(
    {
      cells: [
        {
          cell_type: 'code',
          metadata: { note: t() },
          source: fresh(cells, seeds).map((line) => `${line}\n`),
          outputs: [{ output_type: 'stream', text: [t()] }],
          execution_count: 1,
        },
        { cell_type: 'markdown', metadata: {}, source: [`The password is ${p()}`] },
        {
          cell_type: 'code',
          metadata: {},
          source: [`!mysql -u etl -p${p()}\n`, `%env TOKEN=${t()}\n`],
          outputs: [],
          execution_count: 2,
        },
      ],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 5,
    },
    undefined,
    1,
  );
  // Where the parser has to complain about the text itself.
  const broken = `Resources:
  A: {Type: AWS::S3::Bucket, Properties: {AccessControl: *${t()}}}
  B: !${t()} {Type: AWS::RDS::DBInstance, Properties: {MasterUserPassword: "${p()}
  C: &${t()} x
   ${p()}: [${p()}
  '${p()}
%${t()} x
`;
  const brokenJson = `{"Resources": {"A": {"Type": "AWS::RDS::DBInstance", "Properties": {"MasterUserPassword": "${p()}
  ${p()} "B": ${t()}, "\\u12${p()}": 1 }`;
  const brokenPython = `import boto3\npassword = "${p()}\nx = (${p()} '''${p()}\n`;
  const allowed = `Resources:
  Database:
    Type: AWS::RDS::DBInstance
    # lakewarden: allow secrets-template-literal (a test)
    Properties: {MasterUserPassword: '${p()}', PubliclyAccessible: true, StorageEncrypted: false}
  Bucket:
    Type: AWS::S3::Bucket
    # lakewarden: allow secrets-token (a test)
    Properties: {AccessControl: PublicRead, BucketName: '${t()}'} # ${t()}
`;
  const agent = `{
  "awsAccessKeyId": "${k()}",
  "awsSecretAccessKey": "${p()}",
  "kinesis.endpoint": "http://etl:${p()}@kinesis.internal",
  "firehose.endpoint": "http://${t()}.internal",
  "flows": [{ "filePattern": "/var/log/${t()}.log", "kinesisStream": "${t()}", "note": "password=${p()}" }]
}
`;
  const task = `{"containerDefinitions": [{"name": "${t()}", "environment": [{"name": "DB_PASSWORD", "value": "${p()}"},
  {"name": "${t()}_PASSWORD", "value": "${p()}"}], "command": ["load", "--password", "${p()}", "mysql -u etl -p${p()} x"]}]}
`;
  const build = `version: 0.2
env:
  variables: { SONAR_TOKEN: '${p()}' }
phases: { build: { commands: ['docker login -u etl -p ${p()} registry.internal', 'curl -H "X-Api-Key: ${p()}" x'] } }
`;
  const parameters = `[{"ParameterKey": "DbPassword", "ParameterValue": "${p()}"}, {"ParameterKey": "${t()}", "ParameterValue": "${t()}"}]
`;
  const samConfig = `[default.deploy.parameters]
parameter_overrides = "DbPassword=${p()} Token=\\"${t()}\\" Stage=dev"
`;
  const programs = `Resources:
  Loader:
    Type: AWS::Lambda::Function
    Properties:
      Code:
        ZipFile: |
          import boto3, psycopg2
          DB_PASSWORD = "${p()}"
          connection = psycopg2.connect(host="db", user="etl", password="${p()}")
          print("${t()}")
  Web:
    Type: AWS::EC2::Instance
    Properties:
      UserData:
        Fn::Base64:
          Fn::Join: ["\\n", ['#!/bin/bash', 'master=${p()}', 'mysql -u etl -p$master x', !Sub 'export API_TOKEN=${p()}']]
  Chosen:
    Type: AWS::RDS::DBInstance
    Properties: {MasterUserPassword: !Select [1, !Split [',', '${p()},${p()}']]}
  Block:
    Type: AWS::RDS::DBInstance
    Properties:
      MasterUserPassword: >-
        ${p()}
`;
  return {
    'agent.json': agent,
    'task.json': task,
    'buildspec.yml': build,
    'parameters.json': parameters,
    'samconfig.toml': samConfig,
    'programs.yaml': programs,
    'stack.yaml': yaml,
    'load.py': python,
    'run.sh': shell,
    'policy.json': policy,
    'notebook.ipynb': notebook,
    'broken.yaml': broken,
    'broken.json': brokenJson,
    'broken.py': brokenPython,
    'allowed.yaml': allowed,
  };
}

/** The same lines with other secrets, so that every place has its own. */
function fresh(lines: readonly string[], seeds: Seeds): readonly string[] {
  const known = [...seeds.all];
  return lines.map((line) =>
    known.reduce((text, secret) => {
      if (!text.includes(secret)) return text;
      const again = /^AKIA/.test(secret)
        ? seeds.key()
        : /^ghp_/.test(secret)
          ? seeds.token()
          : seeds.password();
      return text.replaceAll(secret, again);
    }, line),
  );
}
