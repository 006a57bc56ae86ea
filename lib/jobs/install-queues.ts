import "server-only";
import PgBoss from "pg-boss";
import { connect } from "@/db/client";
import { roles } from "@/db/roles";
import { bossConnection, bossSchema } from "./boss";
import { queues } from "./queues";

/**
 * Makes the tables and queues of pg-boss as the database's owner, so that the serving roles need no right to create.
 * Idempotent.
 *
 * @param ownerUrl the owner's address, DATABASE_URL.
 */
export async function installQueues(ownerUrl: string): Promise<void> {
  const database = connect(ownerUrl, { max: 1, name: "gatehouse install" });
  const boss = new PgBoss({ schema: bossSchema, db: bossConnection(database), supervise: false, schedule: false });
  try {
    await boss.start();
    for (const [name, { policy, retryLimit }] of Object.entries(queues)) {
      await boss.createQueue(name, { name, policy, retryLimit, retryDelay: 1, retryBackoff: true });
    }
    for (const role of Object.values(roles)) {
      await database.$client.unsafe(`
        grant usage on schema ${bossSchema} to ${role};
        grant select, insert, update, delete on all tables in schema ${bossSchema} to ${role};
        grant execute on all functions in schema ${bossSchema} to ${role};`);
    }
  } finally {
    await boss.stop({ graceful: false, close: false });
    await database.$client.end();
  }
}
