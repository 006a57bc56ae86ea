import "server-only";
import { asc, isNull } from "drizzle-orm";
import { stripeEvents } from "@/db/schema";
import { openAlertsOfKind, raiseAlert, resolveAlert, thresholdOf } from "@/lib/alerts";
import type { Context } from "@/lib/context";
import { minute } from "@/lib/durations";
import { formatCount } from "@/lib/numbers";

/** Raises one alert while Stripe's events wait too long, and closes it when none does any more. */
export async function watchBacklog(ctx: Context): Promise<void> {
  const { tx, now } = ctx;
  const [oldest] = await tx
    .select({ receivedAt: stripeEvents.receivedAt })
    .from(stripeEvents)
    .where(isNull(stripeEvents.handledAt))
    .orderBy(asc(stripeEvents.receivedAt))
    .limit(1);
  const alertAfterMs = (await thresholdOf(ctx, "backlog_minutes")) * minute;
  if (!oldest || now.getTime() - oldest.receivedAt.getTime() < alertAfterMs) return closeAll(ctx);
  const waiting = await tx.$count(stripeEvents, isNull(stripeEvents.handledAt));
  const minutes = Math.floor((now.getTime() - oldest.receivedAt.getTime()) / minute);
  await raiseAlert(ctx, {
    kind: "webhook_backlog",
    dedupeKey: "waiting",
    title: `Stripe events have been waiting for ${formatCount(minutes, "minute")}`,
    text: `${formatCount(waiting, "event")} ${waiting === 1 ? "is" : "are"} waiting to be processed. Check that the worker is running and that Stripe responds.`,
    path: "/admin/stripe-events?state=waiting",
  });
}

async function closeAll(ctx: Context): Promise<void> {
  for (const alert of await openAlertsOfKind(ctx, "webhook_backlog")) await resolveAlert(ctx, alert);
}
