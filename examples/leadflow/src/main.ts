// npm start: watches the mailbox, reports usage, and serves a page with the leads.
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { Allowance } from "./allowance";
import { Folder } from "./folder";
import { Away, Gatehouse, Refused } from "./gatehouse";
import { Mailbox } from "./imap";
import { csv, page, type State } from "./page";
import { builtIn, readTemplates } from "./replies";
import { Reporter } from "./reporter";
import { readSettings } from "./settings";
import { Store } from "./store";
import { Worker } from "./worker";

const shownLeads = 50;
const headers = {
  "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
  "Cache-Control": "no-store",
};

// What is in the environment already goes first.
if (existsSync(".env")) process.loadEnvFile();
const settings = readSettings(process.env);
const log = (message: string) => process.stderr.write(`${new Date().toISOString()} ${message}\n`);
const store = new Store(settings.DATABASE);
const gatehouse = new Gatehouse({
  url: settings.GATEHOUSE_URL,
  key: settings.GATEHOUSE_KEY,
  organization: settings.LEADFLOW_ORGANIZATION,
});
const allowance = new Allowance(gatehouse, store);
const reporter = new Reporter(gatehouse, store);
const worker = new Worker({
  store,
  allowance,
  gatehouse,
  log,
  templates: settings.TEMPLATES && (await allowed("own_templates")) ? readTemplates(settings.TEMPLATES) : builtIn,
  ai:
    settings.AI_URL && (await allowed("ai_endpoint"))
      ? { url: settings.AI_URL, key: settings.AI_KEY, model: settings.AI_MODEL }
      : null,
});

let stopping = false;
let wake: () => void = () => undefined;
const stop = () => {
  stopping = true;
  mailbox?.stop();
  wake();
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);

const mailbox = settings.IMAP_URL
  ? new Mailbox({ url: settings.IMAP_URL, everyMs: settings.WATCH_EVERY_MS, store, log, onMail: () => wake() })
  : undefined;
const folder = settings.MAIL_FOLDER ? new Folder(settings.MAIL_FOLDER, store, log) : undefined;

const server = createServer((request, response) => {
  answer(request.url ?? "/").then(
    ({ status, type, body }) => response.writeHead(status, { ...headers, "Content-Type": type }).end(body),
    (error: unknown) => {
      log(`The page failed: ${error}`);
      response.writeHead(500).end();
    },
  );
});
// Leads are personal data: only this computer sees them.
server.listen(settings.PORT, "127.0.0.1", () => {
  const address = server.address();
  log(`Leads are on http://127.0.0.1:${typeof address === "object" ? address?.port : settings.PORT}`);
});

await Promise.all([mailbox?.run(), watch(), report()]);
server.close();
store.close();

/** Reads the folder and processes what waits. */
async function watch(): Promise<void> {
  while (!stopping) {
    await folder?.read().catch((error: unknown) => log(`The folder can't be read: ${error}`));
    if (reporter.refusal === null) await worker.work(() => !stopping && reporter.refusal === null);
    await sleep(worker.pause || reporter.refusal ? settings.RECHECK_EVERY_MS : settings.WATCH_EVERY_MS);
  }
}

async function report(): Promise<void> {
  while (!stopping) {
    const wait = await reporter.report();
    if (reporter.refusal) allowance.forget();
    await pauseFor(Math.max(wait, reporter.refusal ? settings.RECHECK_EVERY_MS : settings.REPORT_EVERY_MS));
  }
  await reporter.report();
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    wake = () => {
      clearTimeout(timer);
      done();
    };
  });
}

/** In short steps, so that a stop needn't wait. */
async function pauseFor(ms: number): Promise<void> {
  for (const end = Date.now() + ms; !stopping && Date.now() < end; )
    await new Promise((done) => setTimeout(done, Math.min(250, end - Date.now())));
}

/** A feature of the plan. While Gatehouse is away, the program starts without it. */
async function allowed(feature: string): Promise<boolean> {
  const has = await gatehouse.hasFeature(feature).catch((error: unknown) => {
    if (error instanceof Away || error instanceof Refused) return false;
    throw error;
  });
  if (!has) log(`The plan doesn't include ${feature}, or Gatehouse can't be asked. The program goes on without it.`);
  return has;
}

function state(): State {
  return { ...store.counts(), unreported: store.unreported(), pause: worker.pause, trouble: reporter.trouble };
}

async function answer(url: string): Promise<{ status: number; type: string; body: string }> {
  const text = "text/plain; charset=utf-8";
  switch (url.split("?")[0]) {
    case "/":
      return { status: 200, type: "text/html; charset=utf-8", body: page(state(), store.leads(shownLeads)) };
    case "/state.json":
      return { status: 200, type: "application/json", body: JSON.stringify(state()) };
    case "/leads.csv":
      if (!(await allowed("lead_export")))
        return { status: 402, type: text, body: "Your plan doesn't include CSV export." };
      return { status: 200, type: "text/csv; charset=utf-8", body: csv(store.leads()) };
    default:
      return { status: 404, type: text, body: "Not found" };
  }
}
