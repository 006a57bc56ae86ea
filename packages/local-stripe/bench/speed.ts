import { spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import path from "node:path";

/**
 * How fast a started server answers, as JSON: customers and subscriptions made each second by sixteen callers at once, and
 * the seconds it takes to play a year of a thousand monthly subscriptions. The caller is another process than the server.
 */
const callers = 16;
const agent = new http.Agent({ keepAlive: true, maxSockets: callers });

async function measure(): Promise<object> {
  const server = spawn(process.execPath, [path.join(import.meta.dirname, "../bin/local-stripe.mjs"), "--port", "0"]);
  try {
    const origin = await addressOf(server.stdout);
    const create = (what: string, params: Record<string, string>) => post(`${origin}/v1/${what}`, params);
    await each(300, () => create("customers", {}));
    const customersPerSecond = await rateOf(3000, (index) => create("customers", { email: `c${index}@example.com` }));
    const product = await create("products", { name: "Professional" });
    const price = await create("prices", {
      product,
      currency: "usd",
      unit_amount: "5000",
      "recurring[interval]": "month",
    });
    const payers = await each(1000, () =>
      create("customers", {
        payment_method: "pm_card_visa",
        "invoice_settings[default_payment_method]": "pm_card_visa",
      }),
    );
    const subscriptionsPerSecond = await rateOf(1000, (index) =>
      create("subscriptions", { customer: payers[index] ?? "", "items[0][price]": price }),
    );
    const began = performance.now();
    await advance(origin, 366 * 86_400);
    const yearOfThousandSeconds = round((performance.now() - began) / 1000);
    return { customersPerSecond, subscriptionsPerSecond, yearOfThousandSeconds };
  } finally {
    server.kill("SIGKILL");
    agent.destroy();
  }
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  const [line] = (await once(output, "data")) as [Buffer];
  const [address] = /http:\S+/.exec(line.toString("utf8")) ?? [];
  if (!address) throw new Error(`The server did not say where it listens: ${line.toString("utf8")}`);
  return address;
}

async function rateOf(count: number, call: (index: number) => Promise<string>): Promise<number> {
  const began = performance.now();
  await each(count, call);
  return Math.round(count / ((performance.now() - began) / 1000));
}

async function each(count: number, call: (index: number) => Promise<string>): Promise<string[]> {
  const results: string[] = [];
  let next = 0;
  const caller = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) results[index] = await call(index);
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return results;
}

/** @returns the id of what was made */
function post(url: string, params: Record<string, string>): Promise<string> {
  return send(url, new URLSearchParams(params).toString(), "application/x-www-form-urlencoded").then(({ id }) => id);
}

async function advance(origin: string, seconds: number): Promise<void> {
  await send(`${origin}/_local/clock/advance`, JSON.stringify({ seconds }), "application/json");
}

function send(url: string, body: string, type: string): Promise<{ id: string }> {
  const headers = {
    Authorization: "Bearer sk_test_bench",
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: "POST", agent, headers }, (answer) => {
      let text = "";
      answer.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
      });
      answer.on("end", () => {
        if (answer.statusCode === 200) resolve(JSON.parse(text) as { id: string });
        else reject(new Error(`${url}: ${answer.statusCode} ${text}`));
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}

process.stdout.write(`${JSON.stringify(await measure())}\n`);
