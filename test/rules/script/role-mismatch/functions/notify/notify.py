import os

import boto3


def alert(event, context):
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="late")


def store(event, context):
    boto3.resource("dynamodb").Table("orders").put_item(Item=event)
