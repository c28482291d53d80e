import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
#                                        ^^^^^^^^^^^^^^^^^^^ script-role-mismatch: LoadOrders runs this script as LoadRole, which no policy lets write to Orders: this fails with AccessDenied, not authorized to perform dynamodb:BatchWriteItem.
#                                                          | see app.handler (pipeline.yaml:96): LoadOrders runs this script
#                                                          | see LoadRole (pipeline.yaml:103): the role LoadRole
#                                                          | see Orders (pipeline.yaml:19): Orders holds the data
#                                                          | fix: Allow LoadRole to write to Orders (dynamodb:BatchWriteItem)
sqs = boto3.client("sqs")


def handler(event, context):
    messages = sqs.receive_message(QueueUrl=os.environ["QUEUE_URL"])
#                                           ^^^^^^^^^^^^^^^^^^^^^^^ script-role-mismatch: LoadOrders runs this script as LoadRole, which no policy lets receive from Arrivals: this fails with AccessDenied, not authorized to perform sqs:ReceiveMessage.
#                                                                 | see app.handler (pipeline.yaml:96): LoadOrders runs this script
#                                                                 | see LoadRole (pipeline.yaml:103): the role LoadRole
#                                                                 | see Arrivals (pipeline.yaml:25): Arrivals holds the data
#                                                                 | fix: Allow LoadRole to receive from Arrivals (sqs:ReceiveMessage)
    with table.batch_writer() as batch:
        for message in messages["Messages"]:
            batch.put_item(Item=message)
    # The environment does not say which.
    boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="done")
