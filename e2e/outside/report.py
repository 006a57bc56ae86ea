"""A customer of the API with nothing but Python's standard library: it reads the API document, reports usage until the limit,
waits until the plan allows more, and continues. It prints each step as a line of JSON."""

import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid

URL, ORGANIZATION, METER, AMOUNT = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
KEY = os.environ["GATEHOUSE_KEY"]


def say(step, **facts):
    print(json.dumps({"step": step, **facts}), flush=True)


def request(method, path, body=None):
    headers = {"Authorization": "Bearer " + KEY, "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    call = urllib.request.Request(URL + path, method=method, data=data, headers=headers)
    try:
        with urllib.request.urlopen(call, timeout=30) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.load(refusal)


_, DOCUMENT = request("GET", "/api/openapi.json")
OPERATIONS = {
    operation["operationId"]: (method.upper(), path)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
}


def call(operation, body):
    method, path = OPERATIONS[operation]
    return request(method, path, body)


def track():
    event = {"organization": ORGANIZATION, "meter": METER, "amount": AMOUNT, "idempotencyKey": str(uuid.uuid4())}
    status, answer = call("trackUsage", event)
    again, repeated = call("trackUsage", event)
    if status == 200 and (again, repeated["status"]) != (200, "duplicate"):
        raise SystemExit("the same event was counted twice: %s" % repeated)
    return status, answer


counted = 0
while True:
    status, answer = track()
    if status != 200:
        break
    counted += AMOUNT
    say("counted", used=answer["used"])
say("stopped", status=status, code=answer["code"], counted=counted, upgradeUrl=answer["upgradeUrl"])

question = {"organization": ORGANIZATION, "meter": METER, "amount": AMOUNT}
deadline = time.monotonic() + 150
while not call("checkEntitlement", question)[1]["allowed"]:
    if time.monotonic() > deadline:
        raise SystemExit("the plan never allowed more")
    time.sleep(0.5)

status, answer = track()
if status != 200:
    raise SystemExit("allowed, and yet rejected: %s" % answer)
say("finished", counted=counted + AMOUNT, limit=answer["limit"])
