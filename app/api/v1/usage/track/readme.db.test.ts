import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { usageEvents } from "@/db/schema";
import { setExternalId } from "@/lib/admin";
import { inTenant, withPlatform } from "@/lib/context";
import { createPlatformKey } from "@/lib/keys";
import { inOrganization, newOrganization, newUser } from "@/testing/factories";
import { POST } from "./route";

/** The words of the first `curl` command in README.md, as a shell would pass them. */
function curlOfReadme(variables: Readonly<Record<string, string>>): string[] {
  const [command] = /^curl (?:\\\n|.)*$/m.exec(readFileSync("README.md", "utf8")) ?? [];
  const words = command?.replaceAll("\\\n", "").match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  return words.map((word) => {
    if (word.startsWith("'")) return word.slice(1, -1);
    return word.replace(/^"|"$/g, "").replace(/\$(\w+)/g, (_, name) => variables[name] ?? "");
  });
}

/** The request that curl would send. */
function requestOf([program, ...words]: readonly string[]): Request {
  expect(program).toBe("curl");
  const headers = new Headers();
  let [url, method, body] = ["", "GET", ""];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (!word.startsWith("-")) {
      url = word;
      continue;
    }
    index += 1;
    const value = words[index] ?? "";
    const [name = "", ...text] = value.split(":");
    if (word === "-X") method = value;
    else if (word === "-d") body = value;
    else if (word === "-H") headers.append(name, text.join(":").trim());
    else throw new Error(`This test doesn't know the option ${word}.`);
  }
  return new Request(url, { method, headers, body });
}

it("the README's request reports usage for the organization with that external ID, once", async () => {
  const admin = await newUser({ platformAdmin: true });
  const { id } = await newOrganization();
  const { key } = await withPlatform({ actor: { kind: "user", id: admin.id } }, async (ctx) => {
    await setExternalId(inTenant(ctx, id), { externalId: "your-customer-id" });
    return createPlatformKey(ctx, { name: "README", scopes: ["usage:write"], expiresInDays: null });
  });
  const send = async () => {
    const request = requestOf(curlOfReadme({ GATEHOUSE_KEY: key }));
    expect(new URL(request.url).pathname).toBe("/api/v1/usage/track");
    const response = await POST(request);
    return { status: response.status, body: await response.json() };
  };
  expect(await send()).toMatchObject({ status: 200, body: { status: "accepted", duplicate: false, used: 1 } });
  expect(await send()).toMatchObject({ status: 200, body: { status: "duplicate", duplicate: true } });
  expect(await inOrganization(id, ({ tx }) => tx.select().from(usageEvents))).toMatchObject([
    { meter: "work_orders", amount: 1 },
  ]);
});
