import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { connect, type Database } from "./client";
import { roleUrl } from "./roles";
import { sessionSettings } from "./session-settings";

const url = roleUrl(env.DATABASE_URL, "app", env.AUTH_SECRET);
const pooled = connect(url, { max: 1, name: "pooled", pooler: "transaction" });
const direct = connect(url, { max: 1, name: "direct" });
afterAll(() => Promise.all([pooled.$client.end(), direct.$client.end()]));

async function settingsOf(database: Database): Promise<Record<string, string>> {
  const rows = await database.execute<{ name: string; setting: string; source: string }>(sql`
    select name, setting, source from pg_settings where name in ${Object.keys(sessionSettings)}`);
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}

const wanted = Object.fromEntries(Object.entries(sessionSettings).map(([name, value]) => [name, String(value)]));

describe("a connection behind a pooler in transaction mode", () => {
  it("has the same settings as a direct one, without sending them", async () => {
    expect(await settingsOf(direct)).toEqual(wanted);
    expect(await settingsOf(pooled)).toEqual(wanted);
    const sources = await pooled.execute<{ source: string }>(sql`
      select distinct source from pg_settings where name in ${Object.keys(sessionSettings)}`);
    expect(sources.map(({ source }) => source)).toEqual(["user"]);
  });

  it("prepares nothing by name, however often it comes", async () => {
    const repeat = async (database: Database) => {
      for (let time = 0; time < 4; time += 1) await database.execute(sql`select ${time}::int`);
      const [row] = await database.$client.unsafe<{ count: number }[]>(
        "select count(*)::int as count from pg_prepared_statements",
      );
      return row?.count;
    };
    expect(await repeat(direct)).toBeGreaterThan(0);
    expect(await repeat(pooled)).toBe(0);
  });
});
