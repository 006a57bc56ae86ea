import { parseArgs } from "node:util";
import { type Options, startLocalStripe } from "./index";
import type { Settings } from "./settings";

const usage = `local-stripe: Stripe's API on your own machine

  --port N              port on 127.0.0.1 (default: 4242; 0 picks a free one)
  --host NAME           a name other than localhost to answer as; may be repeated
  --data DIR            keep the data in this directory (default: in memory)
  --seed TEXT           the same seed gives the same IDs (default: random)
  --clock TIME          freeze the clock at this time until it is advanced (default: wall clock)
  --business NAME       the seller's name on pages and invoices (default: "Local business")
  --address LINES       the seller's address, lines separated by semicolons
  --country CODE        the seller's two-letter country code (default: US)
  --email ADDRESS       the seller's email address
  --tax-id ID           the seller's tax ID
  --brand-color HEX     the seller's color on pages and invoices, such as #3f60a7
  --webhook-url URL     send all events to this URL
  --webhook-secret KEY  sign events with this secret (whsec_…; default: a generated one per endpoint)
`;

export async function main(argv: string[]): Promise<void> {
  try {
    const options = readOptions(argv);
    if (options) await run(options);
    else process.stdout.write(usage);
  } catch (error) {
    // Wrong options, a port that's taken, data in use: the message says what to do, a stack trace wouldn't.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

async function run(options: Options): Promise<void> {
  const stripe = await startLocalStripe(options);
  process.stdout.write(`local-stripe listening on ${stripe.origin}\n`);
  if (options.webhook && !options.settings?.webhookSecret)
    process.stdout.write(`Webhook signing secret: ${stripe.webhookSecret}\n`);
  let closing = false;
  const shutDown = async (): Promise<void> => {
    if (closing) return;
    closing = true;
    await stripe.close();
    process.exit(0);
  };
  process.on("SIGTERM", shutDown);
  process.on("SIGINT", shutDown);
}

function readOptions(argv: string[]): Options | null {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: "string", default: "4242" },
      host: { type: "string", multiple: true, default: [] },
      data: { type: "string" },
      seed: { type: "string" },
      clock: { type: "string" },
      business: { type: "string" },
      address: { type: "string" },
      country: { type: "string" },
      email: { type: "string" },
      "tax-id": { type: "string" },
      "brand-color": { type: "string" },
      "webhook-url": { type: "string" },
      "webhook-secret": { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return null;
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port must be a port number (0 to 65535), not ${values.port}`);
  const url = values["webhook-url"];
  const secret = values["webhook-secret"];
  return {
    port,
    hosts: values.host,
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(values.clock === undefined ? {} : { wall: frozenClock(values.clock) }),
    ...(url === undefined ? {} : { webhook: { url } }),
    settings: {
      ...(values.seed === undefined ? {} : { seed: values.seed }),
      ...(secret === undefined ? {} : { webhookSecret: secret }),
      ...sellerSettings(values),
    },
  };
}

/** Only the options that were given. The rest keeps its default. */
function sellerSettings(
  values: Partial<Record<"business" | "address" | "country" | "email" | "tax-id" | "brand-color", string>>,
): Partial<Settings> {
  const { business, address, country, email, "tax-id": taxId, "brand-color": brandColor } = values;
  if (brandColor !== undefined && !/^#[0-9a-f]{6}$/i.test(brandColor))
    throw new Error(`--brand-color must be a color such as #3f60a7, not ${brandColor}`);
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
    ...(brandColor === undefined ? {} : { brandColor }),
  };
}

/** Freezes the clock, for reproducible runs. */
function frozenClock(instant: string): () => number {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds))
    throw new Error(`--clock must be a date and time such as 2026-01-01T00:00:00Z, not ${instant}`);
  return () => milliseconds;
}
