import "server-only";
import { billingSummary } from "@/lib/billing";
import type { TenantContext } from "@/lib/context";
import { entitlementsAt, grantsOf } from "@/lib/entitlements";
import { invitationsOver, seatMeter } from "@/lib/seats";

export type Withdrawal = { at: Date; seats: number; addresses: string[] };

/** The next known change that leaves open invitations without a seat, a scheduled plan or an override's end; null for none. */
export async function nextWithdrawal(ctx: TenantContext): Promise<Withdrawal | null> {
  const { overrides } = await grantsOf(ctx);
  const { scheduled } = await billingSummary(ctx);
  const ends = overrides.flatMap(({ name, expiresAt }) => (name === seatMeter && expiresAt ? [expiresAt] : []));
  const moments = [...ends, ...(scheduled ? [scheduled.at] : [])].filter((at) => at > ctx.now);
  for (const at of moments.sort((a, b) => a.getTime() - b.getTime())) {
    const changed = scheduled !== null && scheduled.at <= at;
    const items = scheduled?.addOns.map(({ key, quantity }) => ({ kind: "add_on" as const, itemKey: key, quantity }));
    const then = changed ? { planKey: scheduled.plan.key, items: items ?? [] } : null;
    const limit = (await entitlementsAt(ctx, at, then)).limits[seatMeter]?.limit ?? 0;
    const over = await invitationsOver({ ...ctx, now: at }, limit);
    if (limit !== "unlimited" && over.length > 0)
      return { at, seats: limit, addresses: over.map(({ email }) => email) };
  }
  return null;
}
