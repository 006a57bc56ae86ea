import { parseArgs } from "node:util";
import { type Options, startLocalStripe } from "./index";
import type { Settings } from "./settings";

const usage = `local-stripe: Stripe's API on your own machine

  --port N              port on 127.0.0.1 (4242; 0 takes a free one)
  --data DIR            keep the state here (default: in memory)
  --seed TEXT           same seed, same ids (default: random)
  --clock INSTANT       the clock stands still here until it is moved (default: the wall clock)
  --business NAME       who sells ("Local business")
  --address LINES       where, for invoices: lines between semicolons
  --country CODE        two letters (US)
  --email ADDRESS       and how to reach them
  --tax-id ID           and their tax id
  --webhook-url URL     forward all events to this address
  --webhook-secret KEY  and sign them with this key (whsec_…)
`;

export async function main(argv: string[]): Promise<void> {
  const options = readOptions(argv);
  if (!options) {
    process.stdout.write(usage);
    return;
  }
  const stripe = await startLocalStripe(options);
  process.stdout.write(`local-stripe listening on ${stripe.origin}\n`);
  if (options.webhook && !options.webhook.secret)
    process.stdout.write(`webhook signing secret ${stripe.webhookSecret}\n`);
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    await stripe.close();
    process.exit(0);
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

function readOptions(argv: string[]): Options | null {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: "string", default: "4242" },
      data: { type: "string" },
      seed: { type: "string" },
      clock: { type: "string" },
      business: { type: "string" },
      address: { type: "string" },
      country: { type: "string" },
      email: { type: "string" },
      "tax-id": { type: "string" },
      "webhook-url": { type: "string" },
      "webhook-secret": { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return null;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port must be a port number, not ${values.port}`);
  const url = values["webhook-url"];
  return {
    port,
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(values.clock === undefined ? {} : { wall: standingClock(values.clock) }),
    ...(url === undefined
      ? {}
      : { webhook: { url, ...(values["webhook-secret"] ? { secret: values["webhook-secret"] } : {}) } }),
    settings: { ...(values.seed === undefined ? {} : { seed: values.seed }), ...sellerOf(values) },
  };
}

/** What was said of the seller; the rest stays as it is by default. */
function sellerOf(
  values: Partial<Record<"business" | "address" | "country" | "email" | "tax-id", string>>,
): Partial<Settings> {
  const { business, address, country, email, "tax-id": taxId } = values;
  return {
    ...(business === undefined ? {} : { business }),
    ...(address === undefined
      ? {}
      : {
          address: address
            .split(";")
            .map((line) => line.trim())
            .filter(Boolean),
        }),
    ...(country === undefined ? {} : { country: country.toUpperCase() }),
    ...(email === undefined ? {} : { email }),
    ...(taxId === undefined ? {} : { taxId }),
  };
}

/** For runs that shall be alike to the last byte. */
function standingClock(instant: string): () => number {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds))
    throw new Error(`--clock must be an instant such as 2026-01-01T00:00:00Z, not ${instant}`);
  return () => milliseconds;
}
