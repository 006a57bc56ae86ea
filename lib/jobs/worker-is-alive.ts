import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { bossSchema } from "./boss";

/** pg-boss records its maintenance every 10 to 20 seconds, which serves as the heartbeat. */
const maxSilenceSeconds = 45;

/** Whether any worker is running, by the clock of the database. */
export async function workerIsAlive({ tx }: Context): Promise<boolean> {
  const [row] = await tx.execute<{ alive: boolean | null }>(sql`
    select greatest(maintained_on, cron_on) > now() - make_interval(secs => ${maxSilenceSeconds}) as alive
    from ${sql.identifier(bossSchema)}.version`);
  return row?.alive === true;
}
