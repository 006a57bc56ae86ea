import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { inTenant, withPlatform } from "@/lib/context";
import { giveCredits } from "@/lib/credits";
import { asSystem } from "./actors";

type Given = { unit: string; amount: number; expiresAt?: Date };

/** Gives an organization credits, as an admin does. */
export function credits(organizationId: string, { unit, amount, expiresAt }: Given, now: Date): Promise<void> {
  return withPlatform({ actor: asSystem(), now }, (ctx) =>
    giveCredits(inTenant(ctx, organizationId), {
      unit,
      amount,
      reason: "A test",
      requestId: uuidv7(),
      ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
    }),
  );
}

/**
 * The faults in the ledger of an organization, in SQL that shares nothing with the code that writes it: the entries of each grant
 * add up to what is left of it, each balance is the sum of all entries so far, nothing is below zero, and what was drawn is what
 * the counters and the events say was paid for.
 */
export async function ledgerFaults(organizationId: string): Promise<string[]> {
  return withPlatform({ actor: asSystem() }, async ({ tx }) => {
    const rows = await tx.execute<{ fault: string }>(sql`
      with entries as (
        select e.*, g.meter, g.currency, sum(e.amount) over (partition by g.meter, g.currency order by e.seq) as running,
          sum(e.amount) over (partition by e.grant_id order by e.seq) as left_of_grant
        from credit_entries e join credit_grants g on g.organization_id = e.organization_id and g.id = e.grant_id
        where e.organization_id = ${organizationId}::uuid)
      select 'grant ' || g.reason || ' has ' || g.remaining || ', its entries ' || coalesce(sum(e.amount), 0) as fault
        from credit_grants g left join credit_entries e on e.organization_id = g.organization_id and e.grant_id = g.id
        where g.organization_id = ${organizationId}::uuid
        group by g.id, g.reason, g.remaining having coalesce(sum(e.amount), 0) <> g.remaining
      union all select 'entry ' || seq || ' says ' || balance || ' are left, the sum is ' || running from entries where running <> balance
      union all select 'entry ' || seq || ' brings a grant below zero' from entries where left_of_grant < 0
      union all select 'counter ' || c.meter || ' had ' || c.credited - c.prepaid || ' paid for, the ledger ' || coalesce(sum(e.units), 0)
        from usage_counters c left join entries e on e.kind = 'drawn' and e.meter = c.meter and e.used_period = c.period_start
        where c.organization_id = ${organizationId}::uuid
        group by c.meter, c.period_start, c.credited, c.prepaid having coalesce(sum(e.units), 0) <> c.credited - c.prepaid
      union all select 'counter ' || c.meter || ' had ' || c.credited || ' paid for, the events ' || coalesce(sum(v.credited), 0)
        from usage_counters c left join usage_events v
          on v.organization_id = c.organization_id and v.meter = c.meter and v.period_start = c.period_start
        where c.organization_id = ${organizationId}::uuid
        group by c.meter, c.period_start, c.credited having coalesce(sum(v.credited), 0) <> c.credited`);
    return rows.map(({ fault }) => fault);
  });
}
