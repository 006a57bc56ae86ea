import "server-only";
import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { type alertKinds, alerts, users } from "@/db/schema";
import type { Context } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { env } from "@/lib/env";
import { emitWebhook } from "@/lib/webhooks";

export type AlertKind = (typeof alertKinds)[number];

export type AlertInput = {
  kind: AlertKind;
  /** One occurrence, one key: it is told once, however often its cause comes by. */
  dedupeKey: string;
  organizationId?: string;
  title: string;
  /** What happened and what it means, in a sentence or two. Never a secret. */
  text: string;
  /** The page that shows it, below APP_URL. */
  path: `/admin${string}`;
};

/**
 * Tells the platform's owner of something that wants attention: an e-mail to ALERT_EMAIL, or to every platform admin, and
 * a signed webhook to the endpoints that asked for alerts; all in the transaction of its cause.
 */
export async function raiseAlert(ctx: Context, input: AlertInput): Promise<void> {
  const { kind, title, text, path, organizationId = null } = input;
  const url = `${env.APP_URL}${path}`;
  const dedupeKey = `${kind}:${input.dedupeKey}`;
  const [alert] = await ctx.tx
    .insert(alerts)
    .values({ id: uuidv7(), kind, organizationId, dedupeKey, title, text, url, createdAt: ctx.now })
    .onConflictDoNothing({ target: alerts.dedupeKey })
    .returning({ id: alerts.id });
  if (!alert) return;
  for (const to of await recipients(ctx)) {
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

async function recipients({ tx }: Context): Promise<string[]> {
  const set = (env.ALERT_EMAIL ?? "").split(",").flatMap((address) => address.trim() || []);
  if (set.length > 0) return set;
  const admins = await tx.select({ email: users.email }).from(users).where(eq(users.isPlatformAdmin, true));
  return admins.map(({ email }) => email);
}
