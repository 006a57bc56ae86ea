import "server-only";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { usageReservations } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { balanceFor, creditPrice, openGrants } from "@/lib/credits";
import { second } from "@/lib/durations";
import { assertAccess, type Entitlements, entitlementsOf } from "@/lib/entitlements";
import { conflict } from "@/lib/errors";
import { creditCapacity } from "../credits/meter-credits";
import { findCounter } from "../find-meter";
import { usagePeriod } from "../period";
import { refusalOf } from "../thresholds/refusal-of";
import { countUnder, decideCounter, graceOf } from "../thresholds/thresholds";
import { counterThresholds } from "../track/batch";
import { keyReused } from "../track/batch-events";
import { type CounterRow, changeHeld, heldOf, lockCounter } from "../track/lock-counter";
import type { ReservationRow, ReserveInput } from "./reservation";

/**
 * Holds an amount of a counter until the reservation is committed, released or expires. Held amounts count against the
 * hard limit like usage, for events and for other reservations: with 50 left and 200 reserving at once, 50 succeed.
 *
 * @returns the reservation; for an idempotency key that was used before, the first one.
 * @throws GatehouseError `limit_reached` (402, details are a `Refusal`), `read_only`, `conflict` (the key was used for
 *   another reservation), `unknown_name`.
 */
export async function reserveUsage(ctx: TenantContext, input: Omit<ReserveInput, "organization">) {
  const { key } = findCounter(input.meter);
  const { anchorAt } = await entitlementsOf(ctx);
  const counter = await lockCounter(ctx, key, usagePeriod(catalog.usagePeriod, anchorAt, ctx.now));
  const known = await findByKey(ctx, input.idempotencyKey);
  if (known) return sameOrConflict(known, input);
  // Resolved under the lock, so that a plan bought while waiting for it counts.
  await assertRoom(ctx, counter, await entitlementsOf(ctx), input.amount);
  const [row] = await ctx.tx
    .insert(usageReservations)
    .values(newRow(ctx, counter, input))
    .onConflictDoNothing()
    .returning();
  if (!row) throw keyReused();
  await changeHeld(ctx, counter, row.amount);
  return row;
}

async function findByKey({ tx, organizationId }: TenantContext, key: string | undefined) {
  if (key === undefined) return undefined;
  const [row] = await tx
    .select()
    .from(usageReservations)
    .where(and(eq(usageReservations.organizationId, organizationId), eq(usageReservations.idempotencyKey, key)));
  return row;
}

function sameOrConflict(known: ReservationRow, { meter, amount, expiresIn }: Omit<ReserveInput, "organization">) {
  const expiresInMs = known.expiresAt.getTime() - known.reservedAt.getTime();
  if (known.meter === meter && known.amount === amount && expiresInMs === expiresIn * second) return known;
  throw conflict("This idempotency key was already used for a different reservation.");
}

async function assertRoom(ctx: TenantContext, counter: CounterRow, entitlements: Entitlements, amount: number) {
  assertAccess(entitlements, "write");
  const thresholds = counterThresholds(catalog, entitlements, counter.meter);
  const held = await heldOf(ctx, counter);
  const { used, credited, periodEnd: resetsAt } = counter;
  const count = countUnder(thresholds, counter);
  const graceStartedAt = graceOf(thresholds, count);
  const price = creditPrice(catalog, entitlements, counter.meter);
  const balance = balanceFor(await openGrants(ctx), { meter: counter.meter, price, now: ctx.now });
  const credits = creditCapacity(catalog, entitlements, counter.meter, { balance, prepaid: counter.prepaid });
  // What is held comes first: credits that it may need aren't promised again.
  const decision = decideCounter(thresholds, { ...count, graceStartedAt }, held + amount, ctx.now, credits);
  if (decision.allowed) return;
  const answer = { status: "refused" as const, rule: decision.rule, used, held, graceStartedAt, credited, credits };
  throw refusalOf(answer, { entitlements, meter: findCounter(counter.meter), amount, resetsAt });
}

function newRow(
  { organizationId, now }: TenantContext,
  counter: CounterRow,
  input: Omit<ReserveInput, "organization">,
) {
  return {
    organizationId,
    id: uuidv7(),
    meter: counter.meter,
    periodStart: counter.periodStart,
    amount: input.amount,
    idempotencyKey: input.idempotencyKey ?? null,
    properties: input.properties ?? null,
    reservedAt: now,
    expiresAt: new Date(now.getTime() + input.expiresIn * second),
  };
}
