import "server-only";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { organizationDirectory as listed } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { Money } from "@/lib/money";
import { listedStatus, onListedTrial } from "./list-columns";
import { matching } from "./list-filter";
import type { OrganizationFilter } from "./organization-filter";

/** What the organizations of a filter come to. */
export type OrganizationTotals = {
  organizations: number;
  paying: number;
  onTrial: number;
  pastDue: number;
  suspended: number;
  members: number;
  /** Monthly recurring revenue, one amount per currency, the largest first. */
  mrr: Money[];
};

/** Sums over every organization that the filter matches, whatever the page. */
export async function organizationTotals(ctx: Context, filter: OrganizationFilter): Promise<OrganizationTotals> {
  const { tx, now } = ctx;
  const count = (condition: ReturnType<typeof and>) =>
    sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
  const byCurrency = await tx
    .select({
      currency: listed.currency,
      organizations: sql`count(*)`.mapWith(Number),
      paying: count(sql`${listed.mrr} > 0`),
      onTrial: count(and(onListedTrial(now), isNull(listed.suspendedAt))),
      pastDue: count(and(eq(listedStatus(now), "past_due"), isNull(listed.suspendedAt))),
      suspended: count(isNotNull(listed.suspendedAt)),
      members: sql`sum(${listed.members})`.mapWith(Number),
      mrr: sql`sum(${listed.mrr})`.mapWith(Number),
    })
    .from(listed)
    .where(matching(ctx, filter))
    .groupBy(listed.currency);
  const total = (name: "organizations" | "paying" | "onTrial" | "pastDue" | "suspended" | "members") =>
    byCurrency.reduce((sum, row) => sum + row[name], 0);
  return {
    organizations: total("organizations"),
    paying: total("paying"),
    onTrial: total("onTrial"),
    pastDue: total("pastDue"),
    suspended: total("suspended"),
    members: total("members"),
    mrr: byCurrency
      .flatMap(({ currency, mrr }) => (currency === null || mrr === 0 ? [] : [{ currency, amount: mrr }]))
      .toSorted((a, b) => b.amount - a.amount),
  };
}
