export interface CallCase {
  readonly name: string;
  readonly input: string;
  /** Which calls are compared; all when left out. */
  readonly only?: RegExp;
  readonly expected: readonly string[];
}

/** What the reader of scripts believes about small programs. */
export const callCases: readonly CallCase[] = [
  {
    name: 'clients are named by their service, through aliases, sessions and from-imports',
    input: `
import boto3 as b
from boto3 import client as make, Session
s3 = b.client('s3')
s3.put_object(Bucket='data')
Session(profile_name='p').client(service_name='kms').encrypt(KeyId='k')
make('sqs').send_message(QueueUrl='q')
b.resource('s3').Bucket('x').upload_file('a', 'k')
import aiobotocore.session
aiobotocore.session.get_session().create_client('glue').get_job(JobName='j')
`,
    only: /^boto3\.[\w-]+\./,
    expected: [
      "boto3.s3.put_object(Bucket='data')",
      "boto3.kms.encrypt(KeyId='k')",
      "boto3.sqs.send_message(QueueUrl='q')",
      "boto3.s3.Bucket('x')",
      "boto3.s3.Bucket.upload_file('a', 'k')",
      "boto3.glue.get_job(JobName='j')",
    ],
  },
  {
    name: 'the module itself used as a client is taken at its name',
    input: `
import boto3
s3 = boto3
s3.create_bucket(Bucket='n')
`,
    expected: ["boto3.s3.create_bucket(Bucket='n')"],
  },
  {
    name: 'a client given by a caller outside of the file is named by its parameter',
    input: `
import boto3
def save(s3_client, helper):
    s3_client.put_object(Bucket='n')
    helper.put_object(Bucket='m')
`,
    expected: ["boto3.s3.put_object(Bucket='n')", ".put_object(Bucket='m')"],
  },
  {
    name: 'clients come out of functions, branches, attributes and dicts',
    input: `
import boto3
def make(name):
    if name:
        return boto3.client('s3', region_name=name)
    return boto3.client('s3')
make('eu-west-1').get_object(Bucket='a')
clients = {'s3': boto3.client('s3'), 'kms': boto3.client('kms')}
clients['kms'].decrypt(CiphertextBlob='c')
class Store:
    def __init__(self):
        self.s3 = boto3.client('s3')
    def save(self):
        self.s3.put_object(Bucket='b')
Store().s3.copy_object(Bucket='c')
if clients:
    c = boto3.client('sns', region_name='x')
else:
    c = boto3.client('sns')
c.publish(Message='m')
`,
    only: /^boto3\.\w+\./,
    expected: [
      "boto3.s3.get_object(Bucket='a')",
      "boto3.kms.decrypt(CiphertextBlob='c')",
      "boto3.s3.put_object(Bucket='b')",
      "boto3.s3.copy_object(Bucket='c')",
      "boto3.sns.publish(Message='m')",
    ],
  },
  {
    name: 'options of readers and writers are collected over lines, variables and dicts',
    input: `
from pyspark.sql import SparkSession
spark = SparkSession.builder.appName('x').config('spark.a', 'b').getOrCreate()
reader = spark.read.format('jdbc').option('url', 'u')
reader = reader.option('Password', 'p')
df = reader.load()
(df.withColumn('a', 1)
   .write
   .format('jdbc').mode('append')
   .options(**{'user': 'me'}, password='q')
   .save('t'))
stream.writeStream.option('checkpointLocation', 'c').start()
df.write.jdbc('url', 'table', properties={'password': 'r'})
spark.conf.set('fs.s3a.secret.key', 's')
spark.sparkContext._jsc.hadoopConfiguration().set('fs.s3a.access.key', 'k')
with open('f') as handle:
    handle.write('x')
`,
    only: /load$|save$|start$|jdbc$|\.set$|getOrCreate$|\.write$/,
    expected: [
      "SparkSession.builder.getOrCreate() {spark.a='b'}",
      "spark.read.load() {format='jdbc', url='u', password='p'}",
      "spark.write.save('t') {format='jdbc', mode='append', user='me', password='q'}",
      "spark.writeStream.start() {checkpointlocation='c'}",
      "spark.write.jdbc('url', 'table', properties={password: 'r'})",
      "spark.conf.set('fs.s3a.secret.key', 's')",
      "hadoopConfiguration.set('fs.s3a.access.key', 'k')",
      "open.write('x')",
    ],
  },
  {
    name: 'AWS Glue contexts, also star imports and attributes',
    input: `
import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from awsglue.context import GlueContext
from pyspark.context import SparkContext
args = getResolvedOptions(sys.argv, ['JOB_NAME', 'pw'])
glue = GlueContext(SparkContext.getOrCreate())
frame = glue.create_dynamic_frame.from_options('mysql', connection_options={'password': args['pw']})
mapped = ApplyMapping.apply(frame=frame)
mapped.toDF().write.parquet('s3://b/' + args['JOB_NAME'])
glue.write_dynamic_frame_from_options(frame=mapped, connection_type='s3')
glue.spark_session.sql('select 1')
class Job:
    def run(self):
        self.glue_context.write_dynamic_frame.from_jdbc_conf(catalog_connection='c')
`,
    only: /from_|parquet|sql$|apply$/,
    expected: [
      "glueContext.create_dynamic_frame.from_options('mysql', connection_options={password: <argument pw>})",
      'ApplyMapping.apply(frame=?)',
      "spark.write.parquet(f('s3://b/' <argument JOB_NAME>))",
      "glueContext.write_dynamic_frame.from_options(frame=?, connection_type='s3')",
      "spark.sql('select 1')",
      "glueContext.write_dynamic_frame.from_jdbc_conf(catalog_connection='c')",
    ],
  },
  {
    name: 'texts: concatenation, formatting, joining, paths',
    input: `
import boto3
host, port = 'h', 5432
name = 'a' 'b'
use('jdbc://' + host + '/' + name)
use(f'jdbc://{host}:{port}/{{x}}{name!r}')
use('%s:%d' % (host, port), '%(h)s' % {'h': host}, '100%%' % ())
use('{}-{0}-{h}'.format(name, h=host))
use('/'.join(['x', host]), str(port), ' A '.strip().lower(), 'a-b'.replace('-', '+'))
import os
use(os.path.join('s3://b', host), os.path.join('x/', unknown))
import base64
use(base64.b64decode('aHVudGVyMg==').decode('utf-8'))
name += 'c'
use(name)
`,
    only: /^use$/,
    expected: [
      "use('jdbc://h/ab')",
      "use('jdbc://h:5432/{x}ab')",
      "use('h:5432', 'h', '100%')",
      "use('ab-ab-h')",
      "use('x/h', '5432', 'a', 'a+b')",
      "use('s3://b/h', f('x/' ?))",
      "use('hunter2')",
      "use('abc')",
    ],
  },
  {
    name: 'dicts: update, subscripts, spreading, dict(), nesting, deletion of nothing',
    input: `
import boto3
base = {'url': 'u', 'nested': {'a': 1}}
base['password'] = 'p'
base['nested']['b'] = 'n'
base.update(user='me', **{'x': 2})
base.setdefault('y', 3)
use(base)
use({**base, 'url': 'v'}, dict(base, k='w'), dict([('q', 1)]))
use(**base)
use(**other)
use(base['nested']['b'], base.get('zz', 'dflt'), base.get('url'))
use({'a': 1} | {'b': 2})
`,
    only: /^use$/,
    expected: [
      "use({url: 'u', nested: {a: 1, b: 'n'}, password: 'p', user: 'me', x: 2, y: 3})",
      "use({url: 'v', nested: {a: 1, b: 'n'}, password: 'p', user: 'me', x: 2, y: 3}, {url: 'u', nested: {a: 1, b: 'n'}, password: 'p', user: 'me', x: 2, y: 3, k: 'w'}, {q: 1})",
      "use(url='u', nested={a: 1, b: 'n'}, password='p', user='me', x=2, y=3)",
      'use(…)',
      "use('n', 'dflt', 'u')",
      'use({a: 1, b: 2})',
    ],
  },
  {
    name: 'values that only exist at run time keep their source',
    input: `
import boto3, os, json, getpass, argparse
sm = boto3.client('secretsmanager')
secret = json.loads(sm.get_secret_value(SecretId='prod/db')['SecretString'])
use(secret['password'], f"pw={secret['password']}", secret.get('user').strip())
response = sm.get_secret_value(SecretId='x')
use(response['ARN'], response.get('SecretString'))
ssm = boto3.client('ssm')
use(ssm.get_parameter(Name='/a', WithDecryption=True)['Parameter']['Value'], ssm.get_parameter(Name='/b')['Parameter']['Value'])
use(os.environ['PW'], os.getenv('Q', 'fallback'), os.environ.get('R') or 'other')
use(getpass.getpass(), input('?'), argparse.ArgumentParser().parse_args().token)
def handler(event, context):
    use(event['body']['sql'], context)
`,
    only: /^use$/,
    expected: [
      "use(<secret-store prod/db>, f('pw=' <secret-store prod/db>), <secret-store prod/db>)",
      'use(?, <secret-store x>)',
      'use(<parameter-store /a>, ?)',
      "use(<environment PW>, <environment Q> | 'fallback', <environment R> | 'other')",
      'use(<prompt>, <prompt>, <argument token>)',
      'use(<input sql>, ?)',
    ],
  },
  {
    name: 'values flow into parameters, out of functions, through classes and globals',
    input: `
import psycopg2
HOST = 'h'
def connect(pwd, user='u', *rest, **more):
    return psycopg2.connect(host=HOST, user=user, password=pwd)
connect('one')
connect(pwd='two', user='root')
def read():
    return 'three'
def main():
    connect(read())
main()
class Db:
    port = 1
    def __init__(self, pw):
        self.pw = pw
    @property
    def dsn(self):
        return 'pw=' + self.pw
    def open(self):
        psycopg2.connect(self.dsn, port=self.port)
class Child(Db):
    def __init__(self):
        super().__init__('four')
Child().open()
state = None
def set_up():
    global state
    state = 'five'
def run():
    psycopg2.connect(state)
`,
    only: /^psycopg2/,
    expected: [
      "psycopg2.connect(host='h', user='u' | 'root', password='one' | 'two' | 'three')",
      "psycopg2.connect('pw=four', port=1)",
      "psycopg2.connect('five')",
    ],
  },
  {
    name: 'branches join; a branch that leaves does not count; loops and comprehensions see their items',
    input: `
import boto3
if a:
    x = 'one'
elif b:
    x = 'two'
else:
    raise ValueError('no')
use(x)
y = 'one'
if c:
    y = 'two'
    sys.exit(1)
use(y)
z = 'p' if d else 'q'
use(z)
try:
    w = 'try'
except Exception:
    w = 'except'
use(w)
for name in ['s', 't']:
    use(name)
use([n + '!' for n in ('k', 'l')])
if __name__ == '__main__':
    v = 'main'
use(v)
while True:
    v = 'loop'
use(v)
(u := 'walrus')
use(u, (lambda: 'lam')())
match a:
    case 1:
        m = 'a'
    case _:
        m = 'b'
use(m)
`,
    only: /^use$/,
    expected: [
      "use('one' | 'two')",
      "use('one')",
      "use('p' | 'q')",
      "use('except' | 'try')",
      "use('s' | 't')",
      "use([f('k' | 'l' '!'), …])",
      "use('main')",
      "use('loop')",
      "use('walrus', 'lam')",
      "use('a' | 'b')",
    ],
  },
  {
    name: 'other libraries by their documented names',
    input: `
import awswrangler as wr, mysql.connector, snowflake.connector as sf, requests, subprocess, os
from sqlalchemy.engine import create_engine
from pymongo import MongoClient
import pymysql.connections
wr.s3.to_parquet(path='p')
mysql.connector.connect(password='a').cursor().execute('q')
sf.connect(password='b')
create_engine('postgresql://u:p@h/d')
MongoClient('mongodb://u:p@h')
requests.get('http://x', verify=False).json()
subprocess.run('ls', shell=True)
os.system('ls')
pymysql.connections.Connection(password='c')
import logging
log = logging.getLogger(__name__)
log.info('m')
`,
    expected: [
      "awswrangler.s3.to_parquet(path='p')",
      "mysql.connector.connect(password='a')",
      'mysql.connector.connect.cursor()',
      "mysql.connector.connect.cursor.execute('q')",
      "snowflake.connector.connect(password='b')",
      "sqlalchemy.create_engine('postgresql://u:p@h/d')",
      "pymongo.MongoClient('mongodb://u:p@h')",
      "requests.get('http://x', verify=False)",
      'requests.get.json()',
      "subprocess.run('ls', shell=True)",
      "os.system('ls')",
      "pymysql.connect(password='c')",
      'logging.getLogger(?)',
      "logging.info('m')",
    ],
  },
  {
    name: 'half-typed code around keeps the rest',
    input: `
import boto3
s3 = boto3.client('s3')
s3.put_object(Bucket='a', Key=)
s3.get_object(Bucket='b', Key='k'))
x = 1.
with (open('a') as f, open('b') as g):
    s3.copy_object(Bucket='c')
def gen():
    x = yield
    s3.delete_object(Bucket='d')
`,
    only: /object/,
    expected: [
      "boto3.s3.put_object(Bucket='a')",
      "boto3.s3.get_object(Bucket='b', Key='k')",
      "boto3.s3.copy_object(Bucket='c')",
      "boto3.s3.delete_object(Bucket='d')",
    ],
  },
];
