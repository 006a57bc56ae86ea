import "server-only";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { conversionSchema, type Rejected, readEach, timeProblem, touchpointSchema } from "./events";
import { settingsOf } from "./settings";
import { type Stored, storeConversions, storeTouchpoints } from "./store-events";

/**
 * Stores a batch of touchpoints. Each counts for itself: those that are wrong are listed with the reason, all others are stored.
 * Sending the same batch again stores nothing.
 *
 * @throws GatehouseError `read_only`.
 */
export async function addTouchpoints(ctx: TenantContext, given: readonly unknown[]): Promise<Stored> {
  await requireAccess(ctx, "write");
  const { events, rejected } = readEach(touchpointSchema, given, ({ at }) => timeProblem(at, ctx.wall));
  return joined(rejected, await storeTouchpoints(ctx, events));
}

/** The same for conversions. Those in another currency than the organization's are rejected. */
export async function addConversions(ctx: TenantContext, given: readonly unknown[]): Promise<Stored> {
  await requireAccess(ctx, "write");
  const { currency: own } = await settingsOf(ctx);
  const { events, rejected } = readEach(
    conversionSchema,
    given,
    ({ at, currency }) => timeProblem(at, ctx.wall) ?? currencyProblem(currency, own),
  );
  return joined(rejected, await storeConversions(ctx, events));
}

/** Amounts aren't converted, so that sums mean what they say. */
export const currencyProblem = (given: string | undefined, own: string): string | undefined =>
  given === undefined || given === own
    ? undefined
    : `currency: Your reports are in ${own.toUpperCase()}. Convert ${given.toUpperCase()} amounts before you send them.`;

const joined = (rejected: readonly Rejected[], stored: Stored): Stored => ({
  ...stored,
  rejected: [...rejected, ...stored.rejected].sort((a, b) => a.index - b.index),
});
