import "@/testing/billing/local-stripe";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request as send } from "node:http";
import { type AddressInfo, createServer as createSocketServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { roles } from "@/db/roles";
import { webhookEventTypes } from "@/lib/billing";
import { createStripe } from "@/lib/billing/stripe/stripe";
import { env } from "@/lib/env";
import { runWorker } from "@/lib/jobs";
import { startPgBouncer } from "@/testing/pgbouncer";
import { examine, type Finding } from "./index";

vi.mock("@/lib/env", async (original) => {
  const { env: real } = await original<typeof import("@/lib/env")>();
  return { env: { ...real } };
});

const webhookUrl = new URL("/api/webhooks/stripe", env.APP_URL).toString();
const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
const stripePort = env.LOCAL_STRIPE_PORT;

/** A mail server that knows one password. */
async function startMailServer(): Promise<Server> {
  const server = createSocketServer((socket) => {
    socket.write("220 mail\r\n");
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      const line = chunk.toString();
      if (/^EHLO/i.test(line)) socket.write("250-mail\r\n250 AUTH PLAIN\r\n");
      else if (/^AUTH PLAIN (.*)/i.test(line)) {
        const given = Buffer.from(line.split(" ")[2] ?? "", "base64").toString();
        socket.write(given.endsWith("\0right") ? "235 welcome\r\n" : "535 5.7.8 wrong password\r\n");
      } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
      else socket.write("250 ok\r\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

let mail: Server;
let folder: string;
let healthy: Record<string, unknown>;
let worker: Awaited<ReturnType<typeof runWorker>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-doctor-"));
  // PgBouncer runs as another user.
  await chmod(folder, 0o755);
  mail = await startMailServer();
  healthy = {
    ...env,
    SMTP_URL: `smtp://user:right@127.0.0.1:${(mail.address() as AddressInfo).port}`,
    STORAGE_URL: `file:${join(folder, "files")}`,
  };
  await createStripe().webhookEndpoints.create({ url: webhookUrl, enabled_events: [...webhookEventTypes] });
  worker = await runWorker({});
  // The heartbeat that a worker writes with its first maintenance.
  await owner`update pgboss.version set maintained_on = now()`;
});
afterEach(() => {
  for (const name of Object.keys(env)) Reflect.deleteProperty(env, name);
  Object.assign(env, healthy);
});
afterAll(async () => {
  await worker.stop();
  mail.close();
  await owner.end();
  await rm(folder, { recursive: true, force: true });
});

const using = async (changes: Record<string, unknown>): Promise<Finding[]> => {
  Object.assign(env, healthy, changes);
  return (await examine()).filter(({ status }) => status !== "ok");
};

/** With a change of the database that is undone afterward. */
async function withSql(change: string, undo: string): Promise<Finding[]> {
  await owner.unsafe(change);
  try {
    return await using({});
  } finally {
    await owner.unsafe(undo);
  }
}

/** With a server in front of the local Stripe that changes its answers. */
async function withStripe(answer: { status?: number; date?: string }): Promise<Finding[]> {
  const proxy = createServer((request, response) => {
    if (answer.status) {
      const error = { type: "invalid_request_error", message: "Invalid API Key provided: sk_test_****" };
      return void response
        .writeHead(answer.status, { "Content-Type": "application/json" })
        .end(JSON.stringify({ error }));
    }
    const { url = "/", method = "GET", headers } = request;
    const onward = send({ port: stripePort, host: "127.0.0.1", path: url, method, headers }, (from) => {
      response.writeHead(from.statusCode ?? 500, { ...from.headers, date: answer.date ?? from.headers.date });
      from.pipe(response);
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  try {
    return await using({ LOCAL_STRIPE_PORT: (proxy.address() as AddressInfo).port });
  } finally {
    proxy.close();
    proxy.closeAllConnections();
  }
}

const expectCause = (findings: readonly Finding[], check: string, message: RegExp, fix: RegExp) => {
  expect(findings).toEqual([
    { check, status: "failed", message: expect.stringMatching(message), fix: expect.stringMatching(fix) },
  ]);
};

it("finds nothing wrong with a set-up that works", async () => {
  expect(await using({})).toEqual([]);
});

describe("names the cause, and what to do, when", () => {
  it("the database is away", async () => {
    const findings = await using({ DATABASE_URL: "postgres://owner:secret@127.0.0.1:1/gatehouse" });
    expectCause(findings, "database", /127\.0\.0\.1:1\/gatehouse can't be reached.*ECONNREFUSED/, /Start PostgreSQL/);
    expect(JSON.stringify(findings)).not.toContain("secret");
  });

  it("the owner's password is wrong", async () => {
    const url = new URL(env.DATABASE_URL);
    url.password = "wrong";
    expectCause(
      await using({ DATABASE_URL: url.toString() }),
      "database",
      /refuses the owner's user or password/,
      /DATABASE_URL/,
    );
  });

  it("a migration is pending", async () => {
    const [last] = await owner<{ id: number; hash: string; created_at: string }[]>`
      select * from drizzle.__drizzle_migrations order by created_at desc limit 1`;
    const findings = await withSql(
      `delete from drizzle.__drizzle_migrations where id = ${last?.id}`,
      `insert into drizzle.__drizzle_migrations (id, hash, created_at) values (${last?.id}, '${last?.hash}', ${last?.created_at})`,
    );
    expectCause(findings, "migrations", /Not run yet: \d{4}_\w+\.$/, /npm run db:migrate/);
  });

  it("the password of a serving role doesn't come from this AUTH_SECRET", async () => {
    const findings = await using({ AUTH_SECRET: "another-secret-than-the-migration-had-0123" });
    expect(findings.map(({ check, status, fix }) => [check, status, fix?.includes("db:migrate")])).toEqual([
      [`role ${roles.app}`, "failed", true],
      [`role ${roles.platform}`, "failed", true],
    ]);
  });

  it("a serving role is the owner, which policies don't apply to", async () => {
    expectCause(
      await using({ DATABASE_APP_URL: env.DATABASE_URL }),
      `role ${roles.app}`,
      /sees every organization/,
      /DATABASE_APP_URL/,
    );
  });

  it("row-level security isn't forced on a table", async () => {
    const findings = await withSql(
      "alter table api_keys no force row level security",
      "alter table api_keys force row level security",
    );
    expectCause(findings, "row-level security", /Not forced on api_keys/, /db:migrate/);
  });

  it("the role that serves customers has a right too many", async () => {
    const findings = await withSql(
      `grant select on webhook_endpoints to ${roles.app}`,
      `revoke select on webhook_endpoints from ${roles.app}`,
    );
    expectCause(findings, "rights", /may SELECT webhook_endpoints/, /db:migrate/);
  });

  it.runIf(existsSync("/usr/sbin/pgbouncer"))(
    "a pooler stands in front of the database, and no one said so",
    async () => {
      const postgresPort = Number(new URL(env.DATABASE_URL).port);
      const bouncer = await startPgBouncer("/usr/sbin/pgbouncer", {
        folder: join(folder, "pgbouncer"),
        postgresPort,
        poolSize: 5,
      });
      try {
        const url = new URL(env.DATABASE_URL);
        url.port = String(bouncer.port);
        const findings = await using({ DATABASE_DIRECT_URL: env.DATABASE_URL, DATABASE_URL: url.toString() });
        expect(findings.map(({ check }) => check)).toEqual([`role ${roles.app}`, `role ${roles.platform}`]);
        for (const { message, fix } of findings) {
          expect(message).toMatch(/pooler refuses/);
          expect(fix).toMatch(/DATABASE_POOLER=transaction/);
        }
      } finally {
        await bouncer.stop();
      }
    },
  );

  it("Stripe refuses the key", async () => {
    expectCause(await withStripe({ status: 401 }), "Stripe", /refuses the key/, /STRIPE_SECRET_KEY/);
  });

  it("the local Stripe doesn't run", async () => {
    expectCause(await using({ LOCAL_STRIPE_PORT: 1 }), "Stripe", /doesn't run/, /stripe:local/);
  });

  it("this machine's clock is wrong", async () => {
    const inTenMinutes = new Date(Date.now() + 10 * 60_000).toUTCString();
    expectCause(await withStripe({ date: inTenMinutes }), "clock", /(599|600) s behind Stripe's/, /NTP/);
  });

  it("a price of the catalog is archived in Stripe", async () => {
    const stripe = createStripe();
    const { data } = await stripe.prices.list({ active: true, limit: 1 });
    const { id = "", lookup_key } = data[0] ?? {};
    await stripe.prices.update(id, { active: false });
    const findings = await using({});
    await stripe.prices.update(id, { active: true });
    expectCause(findings, "catalog", new RegExp(`price ${lookup_key} is archived`), /stripe:sync/);
  });

  it("Stripe's endpoint is disabled, or lacks events", async () => {
    const stripe = createStripe();
    const [endpoint] = (await stripe.webhookEndpoints.list()).data;
    const id = endpoint?.id ?? "";
    await stripe.webhookEndpoints.update(id, { disabled: true });
    expectCause(await using({}), "webhook endpoint", /is disabled/, /stripe:sync -- --webhook http/);
    await stripe.webhookEndpoints.update(id, { disabled: false, enabled_events: ["invoice.paid"] });
    expectCause(
      await using({}),
      "webhook endpoint",
      /doesn't send checkout\.session\.completed.*and \d+ more/,
      /stripe:sync/,
    );
    await stripe.webhookEndpoints.update(id, { enabled_events: [...webhookEventTypes] });
  });

  it("the mail server refuses the password, or isn't there", async () => {
    const wrong = String(healthy.SMTP_URL).replace("right", "wrong");
    expectCause(await using({ SMTP_URL: wrong }), "mail server", /refuses the user or password/, /SMTP_URL/);
    expectCause(await using({ SMTP_URL: "smtp://127.0.0.1:1" }), "mail server", /doesn't answer/, /SMTP_URL/);
  });

  it("files can't be written", async () => {
    await writeFile(join(folder, "file"), "");
    const findings = await using({
      STORAGE_URL: `file:${join(folder, "file", "below")}`,
      EXPORT_DIR: join(folder, "file", "x"),
    });
    expect(findings.map(({ check, status }) => [check, status])).toEqual([
      ["file storage", "failed"],
      ["export folder", "failed"],
    ]);
  });

  it("no worker runs", async () => {
    const findings = await withSql(
      "update pgboss.version set maintained_on = now() - interval '1 hour', cron_on = now() - interval '1 hour'",
      "update pgboss.version set maintained_on = now()",
    );
    expectCause(findings, "worker", /No worker/, /npm run worker/);
  });

  it.each([
    ["APP_URL", { APP_URL: "http://app.example.com", NODE_ENV: "production" }, /no TLS/],
    ["APP_URL", { APP_URL: "http://localhost:3000", NODE_ENV: "production" }, /is this machine/],
    ["keys", { AUDIT_KEY: env.AUTH_SECRET }, /AUTH_SECRET and AUDIT_KEY are the same/],
    ["keys", { ENCRYPTION_KEY: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" }, /ENCRYPTION_KEY can be guessed/],
  ])("%s makes no sense: %j", async (check, changes, message) => {
    const findings = await using(changes);
    expect(findings).toContainEqual(
      expect.objectContaining({ check, status: "failed", message: expect.stringMatching(message) }),
    );
  });
});

it("names variables that are missing, as JSON with an exit code for scripts", async () => {
  const run = promisify(execFile)(
    process.execPath,
    ["--import", "./scripts/preload/script.mjs", "scripts/doctor.ts", "--json"],
    {
      env: {
        PATH: process.env.PATH ?? "",
        NODE_ENV: "production",
        DATABASE_URL: env.DATABASE_URL,
        APP_URL: "https://app.example.com",
      },
    },
  );
  const { code, stdout } = await run.then(
    () => ({ code: 0, stdout: "" }),
    (error: { code: number; stdout: string }) => error,
  );
  expect(code).toBe(1);
  const findings: Finding[] = JSON.parse(stdout);
  const broken = findings.find(({ check }) => check === "environment");
  expect(broken?.message).toMatch(/AUTH_SECRET/);
});
