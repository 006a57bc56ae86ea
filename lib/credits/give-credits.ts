import "server-only";
import { and, eq } from "drizzle-orm";
import { creditGrants } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { catalog, currenciesOf } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { found, GatehouseError, invalidInput } from "@/lib/errors";
import { lockGate } from "./gate";
import { grantCredits } from "./grant-credits";
import { takeFrom } from "./grants";
import type { GiveCreditsInput, TakeCreditsInput } from "./input";

/**
 * Gives an organization credits, with a reason that it sees. The caller is a platform admin. The same `requestId` again gives
 * nothing.
 *
 * @throws GatehouseError `unknown_name` (422) with the counters and currencies, `invalid_input` for an end in the past.
 */
export async function giveCredits(ctx: TenantContext, input: GiveCreditsInput): Promise<void> {
  const { unit, amount, reason, requestId } = input;
  const expiresAt = input.expiresAt ? new Date(input.expiresAt) : null;
  if (expiresAt && expiresAt <= ctx.now) throw invalidInput("expiresAt: must be in the future.");
  const grant = await grantCredits(ctx, {
    ...unitOf(unit),
    amount,
    source: "admin",
    reason,
    reference: `admin:${requestId}`,
    expiresAt,
    createdBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
  });
  if (!grant) return;
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "credits.given",
    subject: unit,
    details: { amount, reason, expiresAt: expiresAt?.toISOString() ?? null },
  });
}

/** What credits may be of: the counters of the catalog, then its currencies. */
export const creditUnits = (): string[] => [
  ...catalog.meters.filter(({ kind }) => kind === "counter").map(({ key }) => key),
  ...currenciesOf(catalog),
];

function unitOf(unit: string) {
  const valid = creditUnits();
  if (!valid.includes(unit)) {
    throw new GatehouseError("unknown_name", `No counter or currency "${unit}". Valid: ${valid.join(", ")}.`, {
      valid,
    });
  }
  return currenciesOf(catalog).includes(unit) ? { meter: null, currency: unit } : { meter: unit, currency: null };
}

/**
 * Takes back what is left of a grant. What was drawn stays drawn. The caller is a platform admin.
 *
 * @returns how much was taken: 0 if nothing was left.
 * @throws GatehouseError `not_found`.
 */
export async function takeCredits(ctx: TenantContext, { grantId, reason }: TakeCreditsInput): Promise<number> {
  await lockGate(ctx);
  const { tx, organizationId, now } = ctx;
  const [row] = await tx
    .select()
    .from(creditGrants)
    .where(and(eq(creditGrants.organizationId, organizationId), eq(creditGrants.id, grantId)));
  const grant = found(row, "grant");
  const taken = grant.remaining;
  if (taken === 0) return 0;
  await takeFrom(ctx, grant, taken, { kind: "revoked", at: now });
  await recordAudit(ctx, {
    organizationId,
    action: "credits.taken",
    subject: grant.meter ?? grant.currency ?? "",
    details: { amount: taken, reason, of: grant.reason },
  });
  return taken;
}
