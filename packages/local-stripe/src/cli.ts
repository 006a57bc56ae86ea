import { parseArgs } from "node:util";
import { type Options, startLocalStripe } from "./index";

const usage = `local-stripe: Stripe's API on your own machine

  --port N              port on 127.0.0.1 (4242; 0 takes a free one)
  --data DIR            keep the state here (default: in memory)
  --seed TEXT           same seed, same ids (default: random)
  --business NAME       who sells ("Local business")
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
      business: { type: "string" },
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
    ...(url === undefined
      ? {}
      : { webhook: { url, ...(values["webhook-secret"] ? { secret: values["webhook-secret"] } : {}) } }),
    settings: {
      ...(values.seed === undefined ? {} : { seed: values.seed }),
      ...(values.business === undefined ? {} : { business: values.business }),
    },
  };
}
