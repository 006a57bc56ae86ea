import postgres from "postgres";
import { expect } from "vitest";
import { env } from "@/lib/env";

export type HeldUp = {
  /** Waits until somebody stands there, in the middle of a transaction. */
  reached(): Promise<void>;
  release(): Promise<void>;
};

/** From now on whoever writes to `table` stops right after it, before the transaction ends, until it is released. */
export async function holdUp(table: string, event: "insert" | "update"): Promise<HeldUp> {
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
