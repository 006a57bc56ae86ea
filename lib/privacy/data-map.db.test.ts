// A domain imports lib, which loads the domain of the product that is sold: so that goes first.
import "@/lib/products";
import { readFile } from "node:fs/promises";
import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { retentionPeriodNames } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { env } from "@/lib/env";
import { asUser } from "@/testing/actors";
import { signedIn } from "@/testing/auth/signed-in";
import { productDomains } from "@/testing/products";
import { type Column, readTables } from "@/testing/tables";
import * as layer from "./data-map";
import { dataMapTable, periodTable } from "./describe-data-map";
import { exportPerson } from "./index";

const personalTables: layer.PersonalTables = Object.assign(
  {},
  layer.personalTables,
  ...productDomains.map(({ dataMap }) => dataMap.personal),
);
const otherTables: layer.OtherTables = Object.assign(
  {},
  layer.otherTables,
  ...productDomains.map(({ dataMap }) => dataMap.other),
);
const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
const tables = await readTables(owner);
afterAll(() => owner.end());

/** Whether a column may say something of a person: text, JSON, a network address, or a reference to someone. */
const mustBeListed = ({ name, type }: Column): boolean =>
  /text|char|json|inet|cidr|xml|bytea/.test(type) ||
  (type === "uuid" && /user|person|impersonator|author|^session_id$|_by$/.test(name));

const words = (text: string): string[] => text.split(" ").filter(Boolean);

const listed = (table: string): string[] => {
  const personal = personalTables[table];
  if (personal) return [...Object.keys(personal.personal), ...words(personal.rest)];
  return words(otherTables[table]?.columns ?? "");
};

describe("the data map", () => {
  it("lists every table once, and no others", () => {
    const names = [...Object.keys(personalTables), ...Object.keys(otherTables)];
    expect(names.sort()).toEqual(tables.map(({ name }) => name).sort());
  });

  it.each(tables)("says whether each column of $name is personal", ({ name, columns }) => {
    expect(listed(name).sort()).toEqual(
      columns
        .filter(mustBeListed)
        .map((column) => column.name)
        .sort(),
    );
  });

  it("lists no column that names a person as not personal", () => {
    const suspicious = /e_?mail|user_agent|(^|_)address|(^|_)person|first_name|last_name|phone|_by$|user_id/;
    for (const { name } of tables) {
      const rest = words(personalTables[name]?.rest ?? otherTables[name]?.columns ?? "");
      expect([name, rest.filter((column) => suspicious.test(column))]).toEqual([name, []]);
    }
  });

  it("names sections that exist in a person's export", async () => {
    const { session } = await signedIn();
    const data = await withPlatform({ actor: asUser(session.user.id) }, (ctx) => exportPerson({ ...ctx, session }));
    const sections = Object.values(personalTables).flatMap(({ exported }) =>
      "section" in exported ? [exported.section] : [],
    );
    expect(sections.filter((section) => !(section in data))).toEqual([]);
    for (const { exported } of Object.values(personalTables))
      if ("not" in exported) expect(exported.not).toMatch(/\w+ \w+/);
  });

  it("uses every period or says what else it applies to", () => {
    const used = new Set(Object.values(personalTables).map(({ kept }) => kept));
    const alone = ["job_runs", "visits", "deleted_audit_log"];
    expect(retentionPeriodNames.filter((name) => !used.has(name) && !alone.includes(name))).toEqual([]);
  });

  it("matches the documentation", async () => {
    const text = await readFile("docs/privacy.md", "utf8");
    expect(text).toContain(dataMapTable(layer.personalTables));
    expect(text).toContain(periodTable());
  });
});
