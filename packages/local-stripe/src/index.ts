import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { followTestClock } from "./clock/follow-test-clock";
import { Ticker } from "./clock/ticker";
import { CliSocket } from "./events/cli-socket";
import { Dispatcher } from "./events/dispatcher";
import { ensureEndpoint } from "./events/endpoints";
import { failRequests } from "./faults/fail-requests";
import { challengeRoutes } from "./pages/challenge";
import { checkoutRoutes } from "./pages/checkout/routes";
import { creditNoteRoutes as creditNotePages } from "./pages/documents/credit-note-routes";
import { invoiceRoutes } from "./pages/invoice/routes";
import { localRoutes } from "./pages/local/routes";
import { portalRoutes } from "./pages/portal/routes";
import { messagePage } from "./pages/ui/layout";
import { apiRoutes } from "./routes/index";
import { defaultSettings, type Settings } from "./settings";
import { Api } from "./wire/api";
import { refuseCaller } from "./wire/callers";
import { createWorld, type World } from "./world";

export interface Options {
  /** 0 picks a free port. */
  port?: number;
  /** Directory for the data. Without it the data is lost when the server stops. */
  data?: string;
  /** An endpoint for all events, created or updated at start. */
  webhook?: { url: string; secret?: string };
  settings?: Partial<Settings>;
  /** Names other than this machine's under which it may be reached, without a port. */
  hosts?: readonly string[];
  /** The wall clock in milliseconds, for tests and reproducible runs. */
  wall?: () => number;
}

export interface LocalStripe {
  port: number;
  origin: string;
  /** The signing secret of the endpoint in the options. */
  webhookSecret: string | null;
  /** Moves the clock forward and runs everything due on the way. */
  advance(seconds: number): { now: number; done: number };
  now(): number;
  /** Resolves when no webhook is in flight. Failed ones wait for their retry. */
  delivered(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a local Stripe on 127.0.0.1.
 *
 * @throws Error if the port is taken, or if another process uses the data directory
 */
export async function startLocalStripe(options: Options = {}): Promise<LocalStripe> {
  const settings = { ...defaultSettings, ...options.settings };
  const world = createWorld(settings, { data: options.data, wall: options.wall });
  const ticker = new Ticker(world);
  const dispatcher = new Dispatcher(world);
  const hosts = options.hosts ?? [];
  const server = await listen(routes(world, ticker, dispatcher, hosts), options.port ?? 0).catch((error: unknown) => {
    world.store.close();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  world.origin = `http://127.0.0.1:${port}`;
  const webhookSecret = options.webhook ? ensureEndpoint(world, options.webhook.url, options.webhook.secret) : null;
  const cli = new CliSocket(world, server, hosts);
  ticker.start();
  dispatcher.start();
  return {
    port,
    origin: world.origin,
    webhookSecret,
    advance: (seconds) => ticker.advance(seconds),
    now: () => world.clock.now(),
    delivered: () => dispatcher.settled(),
    close: async () => {
      ticker.close();
      cli.close();
      await closeServer(server);
      await dispatcher.close();
      world.store.close();
    },
  };
}

function routes(world: World, ticker: Ticker, dispatcher: Dispatcher, hosts: readonly string[]): Hono {
  const api = new Api(world);
  apiRoutes(api);
  api.app.all("/v1/*", (c) => api.unknown(c));
  api.app.all("/v2/*", (c) => api.unknown(c));
  const app = new Hono();
  app.use(async (c, next) => {
    const { method } = c.req;
    const refusal = refuseCaller({ method, host: c.req.header("host"), origin: c.req.header("origin") }, hosts);
    return refusal ? c.text(refusal.message, refusal.status) : next();
  });
  app.use(async (_, next) => {
    ticker.catchUp();
    await next();
  });
  app.use("/v1/*", failRequests(world));
  app.route("/", api.app);
  app.route("/_local", localRoutes(world, api, ticker, dispatcher));
  for (const pages of ["/checkout", "/pay/challenge", "/portal", "/invoice"]) {
    app.use(`${pages}/:id/*`, followTestClock(world));
  }
  app.route("/checkout", checkoutRoutes(world));
  app.route("/pay/challenge", challengeRoutes(world));
  app.route("/portal", portalRoutes(world));
  app.route("/invoice", invoiceRoutes(world));
  app.route("/credit-note", creditNotePages(world));
  app.get("/mandate/:reference", (c) =>
    c.html(
      messagePage(
        "SEPA Direct Debit mandate",
        `Reference ${c.req.param("reference")}. This is a test mandate: no bank account is debited.`,
      ),
    ),
  );
  app.get("/", (c) => c.redirect("/_local/events"));
  app.notFound((c) => c.html(messagePage("Page not found", "There's nothing at this address."), 404));
  return app;
}

function listen(app: Hono, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: "127.0.0.1" }, () => resolve(server as Server));
    server.on("error", reject);
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
