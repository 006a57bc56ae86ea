// A customer of the API with nothing but Node.js: it reads the API document, reports usage in batches until the limit, waits
// until the plan allows more, and continues. It prints each step as a line of JSON.
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";

const [url, organization, meter, amountText] = process.argv.slice(2);
const amount = Number(amountText);
const headers = { Authorization: `Bearer ${process.env.GATEHOUSE_KEY}`, "Content-Type": "application/json" };

const say = (step, facts) => process.stdout.write(`${JSON.stringify({ step, ...facts })}\n`);

const document = await (await fetch(`${url}/api/openapi.json`)).json();
const operations = new Map(
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => [operationId, { path, method: method.toUpperCase() }]),
  ),
);

async function call(operationId, body) {
  const { path, method } = operations.get(operationId);
  const response = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
  const answer = await response.json();
  if (response.status >= 500) throw new Error(`${operationId}: ${answer.title}`);
  return answer;
}

async function trackTwo() {
  const event = () => ({ organization, meter, amount, idempotencyKey: randomUUID() });
  const { results } = await call("trackUsage", { events: [event(), event()] });
  return results;
}

const accepted = (results) => results.filter(({ status }) => status === "accepted").length * amount;

let counted = 0;
let results = await trackTwo();
while (accepted(results) === 2 * amount) {
  counted += accepted(results);
  say("counted", { used: results.at(-1).used });
  results = await trackTwo();
}
counted += accepted(results);
const { problem } = results.find(({ status }) => status === "refused");
say("stopped", { status: problem.status, code: problem.code, counted, upgradeUrl: problem.upgradeUrl });

const question = { organization, meter, amount };
const deadline = Date.now() + 150_000;
while (!(await call("checkEntitlement", question)).allowed) {
  if (Date.now() > deadline) throw new Error("the plan never allowed more");
  await setTimeout(500);
}

const event = { organization, meter, amount, idempotencyKey: randomUUID() };
const last = await call("trackUsage", event);
if (last.status !== "accepted") throw new Error(`allowed, and yet rejected: ${last.title}`);
say("finished", { counted: counted + amount, limit: last.limit });
