import { afterAll, expect, it } from "vitest";
import { connect } from "@/db/client";
import { env } from "@/lib/env";
import { installQueues } from "./install-queues";

const owner = connect(env.DATABASE_URL, { max: 1, name: "test owner" });
afterAll(() => owner.$client.end());

it("drops a queue that no longer exists, with its schedule and waiting jobs, and keeps the others", async () => {
  await installQueues(env.DATABASE_URL);
  const sql = owner.$client;
  await sql`select pgboss.create_queue('sweep-inbox', '{"policy":"short"}'::json)`;
  await sql`insert into pgboss.schedule (name, cron) values ('sweep-inbox', '* * * * *')`;
  await sql`insert into pgboss.job (name) values ('sweep-inbox')`;
  const before = (await sql`select name from pgboss.queue where name <> 'sweep-inbox' order by name`).map(
    ({ name }) => name,
  );

  await installQueues(env.DATABASE_URL);

  expect((await sql`select name from pgboss.queue order by name`).map(({ name }) => name)).toEqual(before);
  expect(await sql`select from pgboss.schedule where name = 'sweep-inbox'`).toHaveLength(0);
  expect(await sql`select from pgboss.job where name = 'sweep-inbox'`).toHaveLength(0);
  expect(await sql`select from pgboss.schedule where name = 'sweep-events'`).toHaveLength(1);
});
