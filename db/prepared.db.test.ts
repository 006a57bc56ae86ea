import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { connect, type Database } from "./client";

const owner = connect(env.DATABASE_URL, { max: 1, name: "owner" });
let database: Database;

beforeAll(() =>
  owner.execute(sql`create table readings (id int, value int); insert into readings values (1, 10), (2, 20)`),
);
beforeEach(async () => {
  await database?.$client.end();
  database = connect(env.DATABASE_URL, { max: 1, name: "one connection" });
});
afterAll(() => Promise.all([database.$client.end(), owner.$client.end()]));

type Source = Pick<Database, "execute">;

const readingOf = async (source: Source, id: number) =>
  (await source.execute<{ value: unknown }>(sql`select value from readings where id = ${id}`))[0]?.value;

/** The view lists what this connection prepared. Without parameters, so that asking adds nothing itself. */
const prepared = async (source: Source) =>
  (await source.execute<{ statement: string }>(sql`select statement from pg_prepared_statements`)).map(
    ({ statement }) => statement,
  );
const readings = async (source: Source) =>
  (await prepared(source)).filter((statement) => statement.startsWith("select value from readings"));

describe("a statement with parameters", () => {
  it("is prepared from its second use on, and once", async () => {
    expect(await readingOf(database, 1)).toBe(10);
    expect(await readings(database)).toHaveLength(0);
    expect(await readingOf(database, 2)).toBe(20);
    expect(await readingOf(database, 1)).toBe(10);
    expect(await readings(database)).toHaveLength(1);
  });

  it("is prepared inside transactions, for those to come as well", async () => {
    for (const id of [1, 2]) await database.transaction((tx) => readingOf(tx, id));
    await database.transaction(async (tx) => {
      expect(await readingOf(tx, 2)).toBe(20);
      expect(await readings(tx)).toHaveLength(1);
    });
  });

  it("is read again after a column's type has changed", async () => {
    for (const id of [1, 2, 1]) await readingOf(database, id);
    await owner.execute(sql`alter table readings alter column value type text using 'about ' || value`);
    expect(await readingOf(database, 1)).toBe("about 10");
    await owner.execute(sql`alter table readings alter column value type int using substr(value, 7)::int`);
    expect(await readingOf(database, 2)).toBe(20);
  });

  it("is left unprepared when it only comes once, as lists of changing length do", async () => {
    for (let length = 1; length <= 50; length += 1) {
      const ids = Array.from({ length }, (_, index) => sql`${index}::int`);
      await database.execute(sql`select value from readings where id in (${sql.join(ids, sql`, `)})`);
    }
    expect(await readings(database)).toHaveLength(0);
  });

  it("finds no more than 400 others beside it", async () => {
    for (let number = 0; number < 450; number += 1) {
      const text = sql`select value + ${sql.raw(String(number))} from readings where id = ${1}`;
      await database.execute(text);
      await database.execute(text);
    }
    expect((await prepared(database)).filter((statement) => statement.includes("from readings"))).toHaveLength(400);
    expect(await readingOf(database, 1)).toBe(10);
  });
});
