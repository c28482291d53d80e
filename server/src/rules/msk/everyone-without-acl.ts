import { asString } from '../../base/value';
import { defineRule } from '../../engine/rule';

const setting = /^\s*allow\.everyone\.if\.no\.acl\.found\s*[=:]\s*true\s*$/m;

export const rule = defineRule({
  id: 'msk-everyone-without-acl',
  title: 'Kafka topics that are open until somebody closes them',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::MSK::Configuration'],
  why: `With allow.everyone.if.no.acl.found every client that is signed in reads and writes each topic that has no access control list,
and that is every new one. With false a topic is closed until a list opens it, for which the brokers need lists of their own first.
Allow it in a cluster whose clients are all authorised by IAM.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Settings:
    Type: AWS::MSK::Configuration
    Properties:
      Name: settings
      ServerProperties: |
        auto.create.topics.enable=false
        allow.everyone.if.no.acl.found=true
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Settings:
    Type: AWS::MSK::Configuration
    Properties:
      Name: settings
      ServerProperties: |
        auto.create.topics.enable=false
        allow.everyone.if.no.acl.found=false
`,
  },
  references: ['https://docs.aws.amazon.com/msk/latest/developerguide/msk-acls.html'],
  knownAs: [],
  *check(configuration) {
    if (!setting.test(asString(configuration.get('ServerProperties')) ?? '')) return;
    yield {
      at: configuration.at('ServerProperties'),
      message: `${configuration.id} opens every topic without an access control list to all clients that are signed in.`,
    };
  },
});
