import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
sqs = boto3.client("sqs")


def handler(event, context):
    messages = sqs.receive_message(QueueUrl=os.environ["QUEUE_URL"])
    with table.batch_writer() as batch:
        for message in messages["Messages"]:
            batch.put_item(Item=message)
    # The environment does not say which.
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="done")
