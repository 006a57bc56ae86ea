/** Code that receives our webhooks. A test has it verify what the real code signs. */
export const webhookSamples = [
  {
    language: "JavaScript",
    code: `import { createHmac, timingSafeEqual } from "node:crypto";

// rawBody is the text of the request, before any JSON parser.
export function verifyWebhook(headers, rawBody, secret) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  if (!(age < 300)) throw new Error("The webhook is too old.");
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const expected = createHmac("sha256", key).update(\`\${id}.\${timestamp}.\${rawBody}\`).digest();
  const valid = headers["webhook-signature"].split(" ").some((entry) => {
    const given = Buffer.from(entry.replace("v1,", ""), "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!valid) throw new Error("The signature doesn't match.");
  return JSON.parse(rawBody);
}`,
  },
  {
    language: "Python",
    code: `import base64, hashlib, hmac, json, time

# raw_body is the bytes of the request, before any JSON parser.
def verify_webhook(headers, raw_body, secret):
    message_id = headers["webhook-id"]
    timestamp = headers["webhook-timestamp"]
    if abs(time.time() - int(timestamp)) > 300:
        raise ValueError("The webhook is too old.")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{message_id}.{timestamp}.".encode() + raw_body
    expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    given = [entry.removeprefix("v1,") for entry in headers["webhook-signature"].split(" ")]
    if not any(hmac.compare_digest(entry, expected) for entry in given):
        raise ValueError("The signature doesn't match.")
    return json.loads(raw_body)`,
  },
] as const;

/** An event as it is sent. */
export const webhookExample = {
  type: "limit.reached",
  timestamp: "2026-11-30T12:00:00.000Z",
  data: {
    organization: {
      id: "0197b3f2-8c1e-7a44-9d53-6f1b2c3d4e5f",
      name: "Copper Ridge Tooling",
      externalId: "your-customer-id",
    },
    meter: "requests",
    step: "critical",
    used: 900,
    limit: 1000,
    refused: null,
    graceEndsAt: null,
    periodStart: "2026-11-01T00:00:00.000Z",
  },
} as const;
