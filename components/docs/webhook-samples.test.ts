import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { webhookEvents } from "@/lib/webhooks/events";
import { bodyOf } from "@/lib/webhooks/message";
import { newSecret } from "@/lib/webhooks/secrets";
import { webhookExample, webhookSamples } from "./webhook-samples";

const folder = mkdtempSync(join(tmpdir(), "webhook-samples-"));
const codeIn = (language: string) => webhookSamples.find((sample) => sample.language === language)?.code ?? "";
const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** What the receiver gets, signed as deliveries are; during a rotation with the old secret first. */
function delivery({ sentAt = new Date(), rotating = false } = {}) {
  const secret = newSecret();
  const { type, timestamp, data } = webhookExample;
  const body = bodyOf(
    { id: "msg_1", type, createdAt: new Date(timestamp), payload: { ...data, note: "Müller ✓" } },
    "standard",
  );
  const secrets = rotating ? [newSecret(), secret] : [secret];
  const headers = {
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
    "webhook-signature": secrets.map((each) => new Webhook(each).sign("msg_1", sentAt, body)).join(" "),
  };
  return { headers, body, secret };
}
type Delivery = ReturnType<typeof delivery>;

/** What the receiver makes of each delivery: the event, or null if it throws. One process for all. */
const receivers: Readonly<Record<string, (given: readonly Delivery[]) => unknown>> = {
  JavaScript: (given) => {
    const file = join(folder, "receiver.mjs");
    const use = `console.log(JSON.stringify(JSON.parse(process.argv[2]).map((d) => {
      try { return verifyWebhook(d.headers, d.body, d.secret); } catch { return null; }
    })));`;
    writeFileSync(file, `${codeIn("JavaScript")}\n${use}`);
    return run(process.execPath, [file, JSON.stringify(given)]);
  },
  Python: (given) => {
    const file = join(folder, "receiver.py");
    const use = `
import sys
def attempt(d):
    try: return verify_webhook(d["headers"], d["body"].encode(), d["secret"])
    except ValueError: return None
print(json.dumps([attempt(d) for d in json.loads(sys.argv[1])]))`;
    writeFileSync(file, `${codeIn("Python")}\n${use}`);
    return run("python3", [file, JSON.stringify(given)]);
  },
};

const run = (program: string, words: string[]): unknown =>
  JSON.parse(execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }));

describe.each(Object.entries(receivers))("the receiver in %s", (language, receive) => {
  it.runIf(language !== "Python" || hasPython)("accepts what we sign, and nothing else", { timeout: 30_000 }, () => {
    const given = delivery();
    const event = JSON.parse(given.body);
    const changed = { ...given, body: given.body.replace("900", "901") };
    const old = delivery({ sentAt: new Date(Date.now() - 10 * 60_000) });
    const received = receive([given, delivery({ rotating: true }), changed, { ...given, secret: newSecret() }, old]);
    expect(received).toEqual([event, event, null, null, null]);
  });
});

it("the event shown has exactly the fields of its schema", () => {
  const { data } = webhookEvents[webhookExample.type];
  expect(data.safeParse(webhookExample.data).error).toBeUndefined();
});
