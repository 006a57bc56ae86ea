import "server-only";
import { asc, isNull } from "drizzle-orm";
import { stripeEvents } from "@/db/schema";
import { raiseAlert } from "@/lib/alerts";
import type { Context } from "@/lib/context";
import { minute } from "@/lib/durations";
import { formatCount } from "@/lib/numbers";

/** An event is handled within seconds; after this long something is stuck. */
const alertAfterMs = 5 * minute;

/** Raises an alert when Stripe's events wait too long: once per oldest waiting event, so again for a new backlog. */
export async function watchBacklog(ctx: Context): Promise<void> {
  const { tx, now } = ctx;
  const [oldest] = await tx
    .select({ id: stripeEvents.id, receivedAt: stripeEvents.receivedAt })
    .from(stripeEvents)
    .where(isNull(stripeEvents.handledAt))
    .orderBy(asc(stripeEvents.receivedAt))
    .limit(1);
  if (!oldest || now.getTime() - oldest.receivedAt.getTime() < alertAfterMs) return;
  const waiting = await tx.$count(stripeEvents, isNull(stripeEvents.handledAt));
  const minutes = Math.floor((now.getTime() - oldest.receivedAt.getTime()) / minute);
  await raiseAlert(ctx, {
    kind: "webhook_backlog",
    dedupeKey: oldest.id,
    title: `Stripe events have been waiting for ${formatCount(minutes, "minute")}`,
    text: `${formatCount(waiting, "event")} ${waiting === 1 ? "is" : "are"} waiting to be processed. Check that the worker is running and that Stripe responds.`,
    path: "/admin/stripe-events?state=waiting",
  });
}
