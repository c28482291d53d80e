/** A script in which statements reach each other in every way that there is: names, attributes, options, closures, call sites. */
export const farReaching = `import argparse
import boto3
from pyspark.sql import SparkSession


class Base:
    kind = None
    items = []

    def __init__(self, client=None):
        self.client = client

    def send(self, name):
        self.items.append(name)
        return self.client.put_object(Bucket=name, Key=self.kind, ACL="public-read")


class Child(Base):
    kind = "orders"

    @property
    def where(self):
        return "s3://lake/" + self.kind


child = Child(boto3.client("s3"))
child.send("lake-raw")
child.region = "eu-central-1"


def outer(first, second="b"):
    state = {"host": first}

    def inner(value):
        nonlocal second
        second = value
        state["password"] = value
        return state

    inner(first)
    inner("Wint3r-Levee-42")
    return inner


made = outer("dwh.internal")
made("Summ3r-Levee-43")

spark = SparkSession.builder.config("spark.ssl.enabled", "false").getOrCreate()
reader = spark.read.format("jdbc")
reader.option("url", "jdbc:postgresql://dwh/sales?sslmode=disable")
parser = argparse.ArgumentParser()
parser.add_argument("--password", default="Spr1ng-Levee-44")
parser.add_argument("--host", default="dwh")
args = parser.parse_args()
reader.option("password", args.password)

if args.host:
    reader.option("user", "etl")
    total = 1
elif made:
    total = 2

count = None


def bump(name):
    global count, total
    count = name
    total = f"{name}-{child.where}"
    return total


bump("one")
for key in ["a", "b"]:
    bump(key)
    child.send(key)

frame = reader.load()
frame.write.mode("append").option("path", total).save("s3://lake/" + str(count))
later = lambda value: reader.option("dbtable", value)
later("sales")
calls = [bump, later]

settings = {}
settings["endpoint_url"] = "http://queue.example.com"
settings.update(region_name="us-east-1")


def client(name, **options):
    return boto3.client(name, **options)


client("sqs", **settings)
client("s3", region_name=child.region)
print("with", args.password, settings, made("x"))
`;
