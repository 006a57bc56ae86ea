import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { minute } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { newOrganization } from "@/testing/factories";
import { usagePeriod } from "../period";
import type { EventAnswer } from "./answers";
import { usageEventSchema } from "./event";
import { trackEvents } from "./track-events";

const anchor = new Date("2026-01-31T10:30:00Z");
const organizations: string[] = [];

beforeAll(async () => {
  // The leap day's month has no partition.
  await withPlatform({ actor: asSystem() }, ({ tx }) =>
    tx.execute(sql`select make_usage_partitions('2026-02-01'::timestamptz, 2)`),
  );
  for (const plan of ["starter", "professional", "enterprise"]) {
    organizations.push((await newOrganization({ createdAt: anchor, plan, trialDays: 700 })).id);
  }
});

/** Around the end of a period anchored on the 31st, of a month, of a leap day and of daylight saving time. */
const moments = [
  "2026-02-28T10:30:00Z",
  "2026-03-01T00:00:00Z",
  "2026-03-29T01:00:00Z",
  "2026-03-31T10:30:00Z",
  "2028-02-29T10:30:00Z",
];

const event = fc.record({
  organization: fc.nat(2),
  meter: fc.constantFrom("work_orders", "api_calls"),
  amount: fc.integer({ min: 1, max: 60 }),
  key: fc.option(fc.nat(40)),
});
const request = fc.record({
  moment: fc.constantFrom(...moments),
  offset: fc.constantFrom(-1, 0, 1, 30 * minute),
  events: fc.array(event, { minLength: 1, maxLength: 25 }),
});
/** Sent concurrently, and some of them sent again. */
const story = fc.record({
  requests: fc.array(request, { minLength: 1, maxLength: 12 }),
  repeats: fc.array(fc.nat(11), { maxLength: 4 }),
});

function send(
  { moment, offset, events }: typeof request extends fc.Arbitrary<infer T> ? T : never,
  run: number,
): Promise<EventAnswer[]> {
  const now = new Date(new Date(moment).getTime() + offset);
  return trackEvents(
    { actor: { kind: "platform_key", id: "key" }, now },
    events.map(({ organization, key, ...rest }) =>
      usageEventSchema.parse({
        ...rest,
        organization: organizations[organization],
        // A key is unique for 35 days. Two years later the same text is a new key.
        ...(key === null ? {} : { idempotencyKey: `${run}-${moment.slice(0, 4)}-${key}` }),
      }),
    ),
  );
}

it("keeps every counter equal to the sum of its accepted events, each in its period and each key once, under concurrency and retries", async () => {
  let accepted = 0;
  let run = 0;
  await fc.assert(
    fc.asyncProperty(story, async ({ requests, repeats }) => {
      run += 1;
      const again = repeats.flatMap((index) => requests[index] ?? []);
      const answers = (await Promise.all([...requests, ...again].map((one) => send(one, run)))).flat();
      for (const answer of answers) if (answer.status === "accepted") accepted += answer.amount;
      await assertInvariants(accepted);
    }),
    { numRuns: 25, seed: 20260131 },
  );
});

async function assertInvariants(accepted: number): Promise<void> {
  await withPlatform({ actor: asSystem() }, async ({ tx }) => {
    const [sums] = await tx.execute<{ used: number; stored: number; astray: number; twice: number; over: number }>(sql`
      select (select coalesce(sum(used), 0)::int from usage_counters) as used,
        (select coalesce(sum(amount), 0)::int from usage_events) as stored,
        (select count(*)::int from usage_counters c where used <> (select coalesce(sum(amount), 0) from usage_events e
          where e.organization_id = c.organization_id and e.meter = c.meter and e.period_start = c.period_start)) as astray,
        (select count(*)::int from (select 1 from usage_events where idempotency_key is not null
          group by organization_id, idempotency_key having count(*) > 1) t) as twice,
        (select count(*)::int from usage_counters where used > included * 1.1) as over`);
    expect(sums).toMatchObject({ used: accepted, stored: accepted, astray: 0, twice: 0, over: 0 });
    const rows = await tx.execute<{ at: string; start: string }>(
      sql`select distinct recorded_at::text as at, period_start::text as start from usage_events`,
    );
    for (const { at, start } of rows) {
      expect(usagePeriod(catalog.usagePeriod, anchor, new Date(at)).start).toEqual(new Date(start));
    }
  });
}
