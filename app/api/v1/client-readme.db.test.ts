import { readFileSync } from "node:fs";
import * as client from "@gatehouse/client";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { clientProgram } from "@/components/docs/guides/quick-start";
import { usageCounters } from "@/db/schema";
import { setExternalId } from "@/lib/admin";
import { catalog } from "@/lib/catalog";
import { inTenant, withPlatform } from "@/lib/context";
import { env } from "@/lib/env";
import { createPlatformKey } from "@/lib/keys";
import { newOrganization, newUser } from "@/testing/factories";
import { answerByRoute } from "@/testing/routes";

/** The programs of the client's README, in their order, and the one of the quick start. */
const programs = [
  ...[...readFileSync("packages/client/README.md", "utf8").matchAll(/```js\n([\s\S]*?)```/g)].map(
    ([, code = ""]) => code,
  ),
  clientProgram(catalog, env.APP_URL),
].map((code) => code.replace(/^import (\{.*\}) from "@gatehouse\/client";$/m, "const $1 = client;"));
const AsyncFunction: FunctionConstructor = Object.getPrototypeOf(async () => undefined).constructor;

/** Runs a program as it is, except that its requests reach the API's handlers. @returns what it printed, a line each. */
async function run(code: string, key: string): Promise<string[]> {
  const printed: string[] = [];
  const createClient = (options: client.ClientOptions) =>
    client.createClient({ ...options, fetch: (url, init) => answerByRoute(String(url), init) });
  const log = (...values: unknown[]) => printed.push(values.join(" "));
  const program = new AsyncFunction("client", "process", "console", code);
  await program({ ...client, createClient }, { env: { GATEHOUSE_KEY: key } }, { log });
  return printed;
}

it("every program of the client's README and of the quick start does what it says", async () => {
  const admin = await newUser({ platformAdmin: true });
  const { id } = await newOrganization({ plan: "professional" });
  const { key } = await withPlatform({ actor: { kind: "user", id: admin.id } }, async (ctx) => {
    await setExternalId(inTenant(ctx, id), { externalId: "your-customer-id" });
    const scopes = ["usage:write", "usage:read", "features:read"] as const;
    return createPlatformKey(ctx, { name: "README", scopes: [...scopes], expiresInDays: null });
  });
  const printed = [];
  for (const code of programs) printed.push(await run(code, key));
  const link = expect.stringMatching(/^http:\/\/localhost:3000\/sign-up\?link=/);
  expect(printed).toEqual([
    ["accepted"],
    ["1 of 5000 used", "false"],
    [],
    [],
    ["professional full", link],
    ["1 of 5000 used"],
  ]);
  const [{ used } = { used: 0 }] = await withPlatform({ actor: { kind: "user", id: admin.id } }, ({ tx }) =>
    tx.select({ used: usageCounters.used }).from(usageCounters).where(eq(usageCounters.organizationId, id)),
  );
  expect(used).toBe(1 + 7 + 2);
});
