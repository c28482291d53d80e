import { defineRule } from '../../engine/rule';

export const rule = defineRule({
  id: 's3-website',
  title: 'Bucket that is a website',
  severity: 'info',
  profile: 'strict',
  on: 'resource',
  types: ['AWS::S3::Bucket'],
  why: `The website endpoint of a bucket speaks plain HTTP alone, needs a bucket that is open to everyone, and knows neither a firewall
nor limits. CloudFront with origin access control serves the same files over TLS from a private bucket. A bucket that only redirects is
not reported. Allow it for a site that shows nothing worth changing.`,
  bad: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Site:
    Type: AWS::S3::Bucket
    Properties:
      WebsiteConfiguration:
        IndexDocument: index.html
`,
  },
  good: {
    language: 'yaml',
    text: `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  Site:
    Type: AWS::S3::Bucket
`,
  },
  references: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/WebsiteHosting.html'],
  knownAs: ['KICS s3_static_website_host_enabled', 'cdk-nag S3WebBucketOAIAccess'],
  *check(bucket) {
    const website = bucket.get('WebsiteConfiguration');
    if (website?.kind !== 'mapping' || bucket.has('WebsiteConfiguration', 'RedirectAllRequestsTo')) return;
    yield {
      at: bucket.at('WebsiteConfiguration'),
      message: `${bucket.id} serves its files as a website over plain HTTP, where whoever stands in between reads and changes them.`,
      fixes: [
        {
          title: 'Remove the website',
          safe: false,
          changes: [bucket.remove(['WebsiteConfiguration'])],
        },
      ],
    };
  },
});
