import { expect, it } from "vitest";
import { setExternalId } from "@/lib/admin";
import { catalog } from "@/lib/catalog";
import { inTenant, withPlatform } from "@/lib/context";
import { env } from "@/lib/env";
import { createPlatformKey } from "@/lib/keys";
import { newOrganization, newUser } from "@/testing/factories";
import { answerByRoute } from "@/testing/routes";
import { type DocCall, docCalls, docNames } from "./doc-calls";

/** A platform key, and an organization on the trial's plan with the external ID that the docs use. */
async function newCaller(): Promise<string> {
  const admin = await newUser({ platformAdmin: true });
  const { id } = await newOrganization({ plan: docNames(catalog).plan.key });
  const { key } = await withPlatform({ actor: { kind: "user", id: admin.id } }, async (ctx) => {
    await setExternalId(inTenant(ctx, id), { externalId: "your-customer-id" });
    const scopes: Parameters<typeof createPlatformKey>[1]["scopes"] = ["usage:write", "usage:read", "features:read"];
    return createPlatformKey(ctx, { name: "Docs", scopes, expiresInDays: null });
  });
  return key;
}

async function send({ method, path, body }: DocCall, key: string) {
  const response = await answerByRoute(new URL(path, env.APP_URL), {
    method,
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  return { status: response.status, answer };
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The answer with the example's IDs and times where it has some. The IDs it got are remembered for later requests. */
function asShown(answer: unknown, shown: unknown, ids: Map<string, string>): unknown {
  if (typeof answer === "string" && typeof shown === "string") {
    if (instant.test(answer) && instant.test(shown)) return shown;
    if (!answer.match(uuid) || !shown.match(uuid)) return answer;
    expect(ids.get(shown) ?? answer).toBe(answer);
    ids.set(shown, answer);
    return shown;
  }
  if (Array.isArray(answer) && Array.isArray(shown))
    return answer.map((each, index) => asShown(each, shown[index], ids));
  if (!isRecord(answer) || !isRecord(shown)) return answer;
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, asShown(value, shown[name], ids)]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

it("every request of the docs gets the answer they show, to the field", async () => {
  const key = await newCaller();
  const ids = new Map<string, string>();
  const calls: [string, DocCall][] = Object.entries(docCalls(catalog, env.APP_URL));
  for (const [name, call] of calls) {
    const path = call.path.replaceAll(uuid, (id) => ids.get(id) ?? id);
    const { status, answer } = await send({ ...call, path }, key);
    expect([name, status]).toEqual([name, call.status]);
    if (call.answer !== undefined) expect([name, asShown(answer, call.answer, ids)]).toEqual([name, call.answer]);
  }
  expect(ids.size).toBe(5);
});
