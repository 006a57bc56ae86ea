import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { connect, type Transaction } from "./client";

const database = connect(env.DATABASE_URL, { max: 1, name: "one connection" });
const owner = connect(env.DATABASE_URL, { max: 1, name: "beside it" });

beforeAll(() => owner.execute(sql`create table strays (word text)`));
afterAll(() => Promise.all([database.$client.end(), owner.$client.end()]));

const strays = async () =>
  (await owner.execute<{ word: string }>(sql`select word from strays`)).map(({ word }) => word);
const write = (tx: Transaction, word: string) => tx.execute(sql`insert into strays values (${word})`);

/** Ends the server process of the transaction, as when the server is killed. */
async function lose(tx: Transaction): Promise<void> {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  await owner.execute(sql`select pg_terminate_backend(${row?.pid ?? 0}, 5000)`);
}

describe("a transaction whose connection is lost", () => {
  it.each(["keeps writing", "fails"])(
    "and that %s does not reach the transaction that has the connection now",
    async (how) => {
      let begun: (() => void) | undefined;
      const other = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const lost = database.transaction(async (tx) => {
        await write(tx, "lost");
        await lose(tx);
        await other;
        if (how === "fails") throw new Error("failed after it was lost");
        await write(tx, "of a dead one");
      });
      await expect(lost).rejects.toBeInstanceOf(Error);
      await database.transaction(async (tx) => {
        await write(tx, how);
        begun?.();
        await sleep(50);
      });
      await sleep(50);
      expect((await strays()).at(-1)).toBe(how);
      expect(await strays()).not.toContain("of a dead one");
    },
  );

  it("leaves the pool working, for many transactions at once", async () => {
    const lost = database.transaction(async (tx) => {
      await lose(tx);
      await write(tx, "of a dead one");
    });
    await expect(lost).rejects.toBeInstanceOf(Error);
    await Promise.all(Array.from({ length: 20 }, () => database.transaction((tx) => tx.execute(sql`select 1`))));
  });

  it("differs from one that fails by itself, which rolls back and rejects with its error", async () => {
    const before = await strays();
    const failing = database.transaction(async (tx) => {
      await write(tx, "undone");
      throw new Error("changed its mind");
    });
    await expect(failing).rejects.toThrow("changed its mind");
    expect(await strays()).toEqual(before);
  });
});
