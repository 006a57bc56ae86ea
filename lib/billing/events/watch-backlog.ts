import "server-only";
import { asc, isNull } from "drizzle-orm";
import { stripeEvents } from "@/db/schema";
import { raiseAlert } from "@/lib/alerts";
import type { Context } from "@/lib/context";
import { formatCount } from "@/lib/numbers";

/** An event is handled within seconds; after so long something is stuck. */
const patienceMs = 5 * 60 * 1000;

/** Tells when Stripe's events wait too long: once for the event that has waited longest, so again for another jam. */
export async function watchBacklog(ctx: Context): Promise<void> {
  const { tx, now } = ctx;
  const [oldest] = await tx
    .select({ id: stripeEvents.id, receivedAt: stripeEvents.receivedAt })
    .from(stripeEvents)
    .where(isNull(stripeEvents.handledAt))
    .orderBy(asc(stripeEvents.receivedAt))
    .limit(1);
  if (!oldest || now.getTime() - oldest.receivedAt.getTime() < patienceMs) return;
  const waiting = await tx.$count(stripeEvents, isNull(stripeEvents.handledAt));
  const minutes = Math.floor((now.getTime() - oldest.receivedAt.getTime()) / 60_000);
  await raiseAlert(ctx, {
    kind: "webhook_backlog",
    dedupeKey: oldest.id,
    title: `Stripe events have been waiting for ${formatCount(minutes, "minute")}`,
    text: `${formatCount(waiting, "event")} ${waiting === 1 ? "is" : "are"} waiting to be processed. Check that the worker is running and that Stripe responds.`,
    path: "/admin/stripe-events?state=waiting",
  });
}
