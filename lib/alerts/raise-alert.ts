import "server-only";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { type alertKinds, alerts, users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { env } from "@/lib/env";
import { emitWebhook } from "@/lib/webhooks";
import { isMuted } from "./is-muted";

export type AlertKind = (typeof alertKinds)[number];

export type AlertInput = {
  kind: AlertKind;
  /** One key for one event: it raises one alert, however often its cause is seen, until `resolveAlert` closes it. */
  dedupeKey: string;
  organizationId?: string;
  /** What happened, with numbers. Sentence case, no period. */
  title: string;
  /** What it means and what to do next, in two or three sentences. Never a secret. */
  text: string;
  /** The page that shows the cause, relative to APP_URL. */
  path: `/admin${string}`;
};

/**
 * Notifies the platform admins of something that needs attention: by email to ALERT_EMAIL, or to every platform admin, and
 * by webhook to the endpoints subscribed to alerts. All of it is part of the caller's transaction. A muted alert is listed
 * only.
 */
export async function raiseAlert(ctx: Context, input: AlertInput): Promise<void> {
  const { kind, title, text, path, organizationId = null } = input;
  const url = `${env.APP_URL}${path}`;
  const dedupeKey = dedupeKeyOf(input);
  const muted = await isMuted(ctx, input);
  const [alert] = await ctx.tx
    .insert(alerts)
    .values({ id: uuidv7(), kind, organizationId, dedupeKey, title, text, url, createdAt: ctx.now, muted })
    .onConflictDoNothing({ target: alerts.dedupeKey })
    .returning({ id: alerts.id });
  if (!alert || muted) return;
  for (const to of await platformRecipients(ctx)) {
    await enqueueEmail(ctx, {
      to,
      template: "alert",
      props: { title, text, url },
      dedupeKey: `alert:${alert.id}:${to}`,
    });
  }
  await emitWebhook(ctx, {
    type: "alert.raised",
    organizationId,
    data: { kind, title, text, url },
    dedupeKey: `alert:${alert.id}`,
  });
}

/** Keys are unique for each kind. */
export const dedupeKeyOf = ({ kind, dedupeKey }: Pick<AlertInput, "kind" | "dedupeKey">): string =>
  `${kind}:${dedupeKey}`;

/** Who hears of what concerns the platform: ALERT_EMAIL, or every platform admin. */
export async function platformRecipients({ tx }: Context): Promise<string[]> {
  const configured = (env.ALERT_EMAIL ?? "").split(",").flatMap((address) => address.trim() || []);
  if (configured.length > 0) return configured;
  const admins = await tx.select({ email: users.email }).from(users).where(eq(users.isPlatformAdmin, true));
  return admins.map(({ email }) => email);
}
