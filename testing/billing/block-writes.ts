import postgres from "postgres";
import { expect } from "vitest";
import { env } from "@/lib/env";

export type Blocked = {
  /** Waits until a transaction is blocked at the table. */
  reached(): Promise<void>;
  release(): Promise<void>;
};

/** Blocks every transaction right after it writes to `table`, until released. */
export async function blockWrites(table: string, event: "insert" | "update"): Promise<Blocked> {
  const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
  await owner`select pg_advisory_lock(1)`;
  await owner.unsafe(`
    create or replace function hold_up() returns trigger language plpgsql
      as $$ begin perform pg_advisory_xact_lock(1); return null; end $$;
    create trigger hold_up after ${event} on ${table} for each row execute function hold_up();`);
  const waiting = () =>
    owner`select 1 from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
  return {
    reached: () =>
      expect.poll(async () => (await waiting()).length, { timeout: 30_000, interval: 50 }).toBeGreaterThan(0),
    async release() {
      await owner`select pg_advisory_unlock(1)`;
      await owner.unsafe(`drop trigger hold_up on ${table}`);
      await owner.end();
    },
  };
}
