import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { bossSchema } from "./boss";

/** A worker gives a sign of life every 10 to 20 seconds: pg-boss notes its upkeep and its look at the clock. */
const silentForSeconds = 45;

/** Whether some worker is running, by the database's clock. */
export async function workerIsAlive({ tx }: Context): Promise<boolean> {
  const [row] = await tx.execute<{ alive: boolean | null }>(sql`
    select greatest(maintained_on, cron_on) > now() - make_interval(secs => ${silentForSeconds}) as alive
    from ${sql.identifier(bossSchema)}.version`);
  return row?.alive === true;
}
