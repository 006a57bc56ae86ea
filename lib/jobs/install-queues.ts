import "server-only";
import PgBoss from "pg-boss";
import type { Sql } from "postgres";
import { connect } from "@/db/client";
import { roles } from "@/db/roles";
import { bossConnection, bossSchema } from "./boss";
import { queues } from "./queues";

/** A job that runs longer has lost its worker and goes to another. */
const expireInSeconds = 60;
/** The queue of pg-boss itself, which sends scheduled jobs. */
const clockQueue = "__pgboss__send-it";

/**
 * Creates the tables, queues and schedules of pg-boss as the owner of the database, so that the serving roles need no
 * rights to create anything. Idempotent.
 *
 * @param ownerUrl DATABASE_URL, with the owner's credentials.
 */
export async function installQueues(ownerUrl: string): Promise<void> {
  const database = connect(ownerUrl, { max: 1, name: "gatehouse install" });
  const boss = new PgBoss({ schema: bossSchema, db: bossConnection(database), supervise: false, schedule: false });
  try {
    await boss.start();
    await boss.createQueue(clockQueue);
    await installEach(boss);
    await removeOthers(boss, database.$client);
    await grantQueues(database.$client);
  } finally {
    await boss.stop({ graceful: false, close: false });
    await database.$client.end();
  }
}

/** The worker and the admin pages run and show jobs. What serves customers sends them, and reads the worker's heartbeat. */
async function grantQueues(sql: Sql): Promise<void> {
  await sql.unsafe(`
    grant usage on schema ${bossSchema} to ${roles.platform}, ${roles.app};
    grant select, insert, update, delete on all tables in schema ${bossSchema} to ${roles.platform};
    grant execute on all functions in schema ${bossSchema} to ${roles.platform};
    revoke all on all tables in schema ${bossSchema} from ${roles.app};
    revoke all on all functions in schema ${bossSchema} from ${roles.app};
    grant insert on ${bossSchema}.job to ${roles.app};
    grant select on ${bossSchema}.queue, ${bossSchema}.version to ${roles.app};`);
}

/** A queue that was renamed or dropped: its schedule would go on sending jobs that no worker runs. */
async function removeOthers(boss: PgBoss, sql: Sql): Promise<void> {
  for (const { name } of await boss.getQueues()) {
    if (name in queues || name === clockQueue) continue;
    await boss.unschedule(name);
    // pg-boss 10 can't delete a queue that has jobs in it, and `purgeQueue` leaves those that ran.
    await sql`delete from ${sql(bossSchema)}.job where name = ${name}`;
    await boss.deleteQueue(name);
  }
}

async function installEach(boss: PgBoss): Promise<void> {
  for (const [name, { policy, retryLimit, cron }] of Object.entries(queues)) {
    const settings = { name, policy, retryLimit, retryDelay: 1, retryBackoff: true, expireInSeconds };
    await boss.createQueue(name, settings);
    await boss.updateQueue(name, settings);
    if (cron) await boss.schedule(name, cron, {});
    else await boss.unschedule(name);
  }
}
