import "server-only";
import { sql } from "drizzle-orm";
import { movements, subscriptions } from "@/db/schema";
import type { Context } from "@/lib/context";

/**
 * Asserts that each organization's movements add up to its MRR, in every currency.
 *
 * @throws Error that names up to 20 organizations whose movements don't: the dashboards would be wrong.
 */
export async function assertMovements({ tx }: Context): Promise<void> {
  const wrong = await tx.execute<{ organization_id: string; currency: string; booked: string; mrr: string }>(sql`
    with booked as (
      select organization_id, currency, sum(amount) as amount from ${movements} group by organization_id, currency),
    actual as (
      select organization_id, currency, mrr from ${subscriptions} where mrr > 0)
    select organization_id, currency, coalesce(booked.amount, 0) as booked, coalesce(actual.mrr, 0) as mrr
    from booked full join actual using (organization_id, currency)
    where coalesce(booked.amount, 0) <> coalesce(actual.mrr, 0)
    limit 20`);
  if (wrong.length === 0) return;
  const lines = wrong.map((row) => `${row.organization_id}: ${row.booked} booked, MRR ${row.mrr} ${row.currency}`);
  throw new Error(`Movements don't add up to MRR:\n${lines.join("\n")}`);
}
