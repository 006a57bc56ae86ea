import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { asSystem } from "@/testing/actors";
import { newOrganization } from "@/testing/factories";
import { setTenant, withoutTenant, withTenant } from "./context";

const actor = asSystem();

describe("the tenant of a transaction", () => {
  it.each([
    "x",
    "' or true --",
    `${uuidv7()}'; set role postgres; --`,
    `${uuidv7()}\n`,
    ` ${uuidv7()}`,
    `${uuidv7()}${uuidv7()}`,
  ])("can't be set to %j, and nothing of it is run", async (text) => {
    await expect(withoutTenant({ actor }, ({ tx }) => setTenant(tx, text))).rejects.toThrow("is a UUID");
  });

  it("ends with the transaction, on whichever connection the next one runs", async () => {
    const { id: organizationId } = await newOrganization();
    const seen = () =>
      withoutTenant({ actor }, async ({ tx }) => {
        const [row] = await tx.execute<{ count: number }>(sql`select count(*)::int as count from organizations`);
        return row?.count;
      });
    await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        if (index % 2) return expect(await seen()).toBe(0);
        await withTenant({ organizationId, actor }, async ({ tx }) => {
          await tx.execute(sql`select pg_sleep(0.01)`);
          const rows = await tx.execute<{ id: string }>(sql`select id from organizations`);
          expect(rows.map(({ id }) => id)).toEqual([organizationId]);
        });
      }),
    );
  });
});
