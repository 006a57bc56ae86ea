import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { connect, type Transaction } from "./client";

const database = connect(env.DATABASE_URL, { max: 1, name: "one connection" });
const owner = connect(env.DATABASE_URL, { max: 1, name: "second connection" });

beforeAll(() => owner.execute(sql`create table words (word text)`));
afterAll(() => Promise.all([database.$client.end(), owner.$client.end()]));

const words = async () => (await owner.execute<{ word: string }>(sql`select word from words`)).map(({ word }) => word);
const write = (tx: Transaction, word: string) => tx.execute(sql`insert into words values (${word})`);

/** Ends the transaction's server process, as if the server had been killed. */
async function lose(tx: Transaction): Promise<void> {
  const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  await owner.execute(sql`select pg_terminate_backend(${row?.pid ?? 0}, 5000)`);
}

describe("a transaction whose connection is lost", () => {
  it.each(["keeps writing", "fails"])(
    "that then %s doesn't affect the next transaction on the connection",
    async (how) => {
      let otherStarted: (() => void) | undefined;
      const other = new Promise<void>((resolve) => {
        otherStarted = resolve;
      });
      const lost = database.transaction(async (tx) => {
        await write(tx, "lost");
        await lose(tx);
        await other;
        if (how === "fails") throw new Error("failed after it was lost");
        await write(tx, "from the lost one");
      });
      await expect(lost).rejects.toBeInstanceOf(Error);
      await database.transaction(async (tx) => {
        await write(tx, how);
        otherStarted?.();
        await sleep(50);
      });
      await sleep(50);
      expect((await words()).at(-1)).toBe(how);
      expect(await words()).not.toContain("from the lost one");
    },
  );

  it("leaves the pool working for many transactions at once", async () => {
    const lost = database.transaction(async (tx) => {
      await lose(tx);
      await write(tx, "from the lost one");
    });
    await expect(lost).rejects.toBeInstanceOf(Error);
    await Promise.all(Array.from({ length: 20 }, () => database.transaction((tx) => tx.execute(sql`select 1`))));
  });

  it("differs from one that throws, which rolls back and rejects with its error", async () => {
    const before = await words();
    const failing = database.transaction(async (tx) => {
      await write(tx, "undone");
      throw new Error("thrown by the callback");
    });
    await expect(failing).rejects.toThrow("thrown by the callback");
    expect(await words()).toEqual(before);
  });
});
