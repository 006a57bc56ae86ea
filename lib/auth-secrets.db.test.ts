import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { connect } from "@/db/client";
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { type RoleName, rolePassword, roles, roleUrl } from "@/db/roles";
import { requireEmailCode, sendEmailCode } from "@/lib/auth/email-codes/email-code";
import { proofsOf } from "@/lib/auth/oauth/browser";
import { openRequest } from "@/lib/auth/oauth/requests";
import { deviceKnownTo, rememberBrowser } from "@/lib/auth/sign-in/known-device";
import { readQuote, writeQuote } from "@/lib/billing/change/quote";
import { type Context, withoutTenant } from "@/lib/context";
import { addMinutes } from "@/lib/durations";
import { describeUnsubscription } from "@/lib/email/unsubscribe";
import { unsubscribeUrls } from "@/lib/email/unsubscribe-url";
import { env } from "@/lib/env";
import { signDownload } from "@/lib/export/nightly/download-link";
import { openNightlyFile } from "@/lib/export/nightly/open-nightly";
import { readSignUpLink, signSignUpLink } from "@/lib/tenancy/sign-up/sign-up-link";
import { readReportToken, signReport } from "@/products/origin/domain/reports/report-link";
import { asSystem } from "@/testing/actors";
import { mailsTo } from "@/testing/emails";
import { authSecrets, signingSecret, withAnySecret } from "./auth-secrets";

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { name, value: browser.cookies.get(name) } : undefined),
    set: (name: string, value: string) => void browser.cookies.set(name, value),
  }),
  headers: async () => new Headers(),
}));
vi.mock("@/lib/env", async (original) => {
  const { env: real } = await original<typeof import("@/lib/env")>();
  return { env: { ...real } };
});

const old = env.AUTH_SECRET;
const fresh = "a-new-secret-for-tests-only-0123456789abc";
const use = (setting: string) => Object.assign(env, { AUTH_SECRET: setting });
afterEach(() => use(old));

const now = new Date();
const expiresAt = addMinutes(now, 60);
const asSignUp = <T>(work: (ctx: Context) => Promise<T>) => withoutTenant({ actor: asSystem("sign_up") }, work);

let last = 0;
const newAddress = () => {
  last += 1;
  return `ada.${last}@rotation.example`;
};

/** Everything that AUTH_SECRET signs or seals: makes one, and returns whether it is still accepted. */
const kinds: Readonly<Record<string, () => Promise<() => Promise<boolean>>>> = {
  "an unsubscribe link": async () => {
    const token = new URL(unsubscribeUrls("ada@example.com", "trial").page).searchParams.get("t") ?? "";
    return async () => describeUnsubscription(token) !== undefined;
  },
  "a sign-up link": async () => {
    const { token } = signSignUpLink("customer-1", now, signingSecret());
    return async () => withAnySecret((secret) => readSignUpLink(token, now, secret)) !== undefined;
  },
  "the link of a shared report": async () => {
    const report = { organizationId: crypto.randomUUID(), reportId: crypto.randomUUID(), expiresAt };
    const token = signReport(report, signingSecret());
    return async () => withAnySecret((secret) => readReportToken(token, secret, now)) !== undefined;
  },
  "the link of a nightly export": async () => {
    const file = { date: "2026-11-30", file: "usage.csv.gz" };
    const query = signDownload({ ...file, expiresAt }, signingSecret());
    const codeOf = async () => openNightlyFile({ ...file, query }).then(String, ({ code }) => code);
    // The link is good, and there is no such export.
    return async () => (await codeOf()) === "not_found";
  },
  "a quote": async () => {
    const seconds = Math.floor(now.getTime() / 1000);
    const quote = writeQuote(seconds, ["1 seat"], signingSecret());
    return async () => {
      try {
        return readQuote(quote, ["1 seat"], now, ...authSecrets()) === seconds;
      } catch {
        return false;
      }
    };
  },
  "an emailed code": async () => {
    const email = newAddress();
    const seal = await asSignUp((ctx) => sendEmailCode(ctx, { email, purpose: "confirm it's you" }));
    const [mail] = await mailsTo(email);
    const code = String(mail?.props.code);
    return async () => {
      try {
        requireEmailCode({ wall: now }, code, seal, { email, purpose: "confirm it's you" });
        return true;
      } catch {
        return false;
      }
    };
  },
  "a known browser": async () => {
    const email = newAddress();
    browser.cookies.clear();
    await rememberBrowser(email);
    return async () => (await deviceKnownTo(email)) !== undefined;
  },
  "a sign-in that is at the provider": async () => {
    browser.cookies.clear();
    const request = { provider: "google" as const, intent: "sign_in" as const, choices: { next: "/" } };
    const { state, browser: token } = await asSignUp((ctx) => openRequest(ctx, request));
    const { verifier, nonce } = proofsOf(state, token);
    return async () => {
      const again = proofsOf(state, token);
      return again.verifier === verifier && again.nonce === nonce;
    };
  },
};

describe.each(Object.entries(kinds))("%s", (_, make) => {
  it("made before AUTH_SECRET is replaced works while both secrets are set, and no longer", async () => {
    const works = await make();
    use(`${fresh}, ${old}`);
    expect(await works()).toBe(true);
    use(fresh);
    expect(await works()).toBe(false);
  });

  it("made while both are set needs the new one only", async () => {
    use(`${fresh},${old}`);
    const works = await make();
    use(fresh);
    expect(await works()).toBe(true);
    use(old);
    expect(await works()).toBe(false);
  });

  it("is also accepted by a server that doesn't sign with the new one yet", async () => {
    use(`${fresh},${old}`);
    const works = await make();
    use(`${old},${fresh}`);
    expect(await works()).toBe(true);
  });
});

it("a browser stays the one it was when its cookie is signed again", async () => {
  browser.cookies.clear();
  await rememberBrowser("grace@example.com");
  const before = await deviceKnownTo("grace@example.com");
  use(`${fresh},${old}`);
  await rememberBrowser("grace@example.com");
  expect([...browser.cookies.values()].join("").split("~")).toHaveLength(1);
  use(fresh);
  expect(await deviceKnownTo("grace@example.com")).toBe(before);
});

it("everything derived from AUTH_SECRET goes through this module", () => {
  const files = execFileSync(
    "git",
    ["grep", "-l", "--untracked", "env.AUTH_SECRET", "--", "app", "lib", "products", "server", "worker"],
    {
      encoding: "utf8",
    },
  );
  const code = files.split("\n").filter((file) => file !== "" && !file.endsWith(".test.ts"));
  expect(code).toEqual(["lib/auth-secrets.ts"]);
});

describe("the passwords of the database roles", () => {
  let server: EmbeddedPostgres;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gatehouse-rotation-"));
    server = await startEmbeddedPostgres({ dataDir: join(folder, "pg"), port: await freePort(), throwaway: true });
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** A process that was started with these secrets. */
  const started = (role: RoleName, first: string, ...others: string[]) =>
    connect(roleUrl(server.url, role, first), {
      max: 1,
      name: "rotation",
      otherPasswords: others.map((secret) => rolePassword(role, secret)),
    });
  const whoIs = async (database: ReturnType<typeof connect>) => {
    const [row] = await database.$client<{ name: string }[]>`select current_user::text as name`;
    return row?.name;
  };
  /** So that the next query opens a new one, which asks for the password again. */
  const dropConnections = async () => {
    const owner = postgres(server.url, { max: 1 });
    await owner`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rotation'`;
    await owner.end();
  };

  it("change with the migration, and processes with both secrets don't notice", async () => {
    await migrateDatabase(server.url, old);
    const both = (Object.keys(roles) as RoleName[]).map((role) => started(role, fresh, old));
    const yesterdays = started("app", old);
    const names = Object.values(roles);
    expect(await Promise.all(both.map(whoIs))).toEqual(names);
    expect(await whoIs(yesterdays)).toBe(roles.app);

    await migrateDatabase(server.url, fresh);
    await dropConnections();
    await expect.poll(() => Promise.all(both.map(whoIs)).catch(() => [])).toEqual(names);
    await expect(whoIs(started("app", old))).rejects.toThrow("password authentication failed");
    expect(await whoIs(started("app", fresh))).toBe(roles.app);
    await Promise.all([...both, yesterdays].map((database) => database.$client.end({ timeout: 1 })));
  });
});
