import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { memberships, users } from "@/db/schema";
import { organizationName } from "@/lib/billing";
import type { TenantContext } from "@/lib/context";
import { enqueueEmail } from "@/lib/email";
import { env } from "@/lib/env";
import { formatPercent } from "@/lib/numbers";
import { emitWebhook } from "@/lib/webhooks";
import { channelName } from "../data/names";
import { formatRoi, roiOf } from "../runs/returns";
import { type Figures, type Turn, windowDays } from "./roi-alert";

type Turned = Figures & { channel: string; threshold: number; turn: Exclude<Turn, "stays"> };

/**
 * Notifies in the caller's transaction, so that a fall and its notices are stored together: one email per check to owners and admins
 * about what fell, and a webhook per channel that fell or recovered.
 */
export async function notifyTurns(ctx: TenantContext, turned: readonly Turned[]): Promise<void> {
  const fallen = turned.filter(({ turn }) => turn === "falls");
  if (fallen.length > 0) await mailManagers(ctx, fallen);
  for (const each of turned) {
    const { channel, threshold, turn } = each;
    await emitWebhook(ctx, {
      type: turn === "falls" ? "notice.raised" : "notice.resolved",
      organizationId: ctx.organizationId,
      data: {
        kind: "roi_below_threshold",
        subject: channel,
        title:
          turn === "falls" ? titleOf(each) : `ROI of ${channelName(channel)} is no longer below ${percent(threshold)}`,
        text: `It was ${formatRoi(roiOf(each))} over the last ${windowDays} days.`,
        url: channelsUrl(),
        values: { roi: roiOf(each), threshold: threshold / 100 },
      },
    });
  }
}

async function mailManagers(ctx: TenantContext, fallen: readonly Turned[]): Promise<void> {
  const { organizationId } = ctx;
  const organization = await organizationName(ctx);
  const [first] = fallen;
  const alone = fallen.length === 1 && first !== undefined;
  const props = {
    organization,
    title: alone ? titleOf(first) : `ROI of ${fallen.length} channels fell below its threshold`,
    text: `${alone ? `It returned ${formatRoi(roiOf(first))}` : "Here's what they returned"} over the last ${windowDays} days, by the linear model. The next email about ${alone ? "this channel" : "these channels"} comes when the ROI has risen and falls again.`,
    facts: fallen.map((each) => ({
      label: channelName(each.channel),
      value: `${formatRoi(roiOf(each))} (threshold ${percent(each.threshold)})`,
    })),
    action: "View channels",
    url: channelsUrl(),
    note: `You're receiving this because you're an owner or admin of ${organization}, which has set ROI alerts. Change or remove them on the channels page.`,
  };
  for (const to of await managerAddresses(ctx))
    await enqueueEmail(ctx, { to, organizationId, template: "notice", props });
}

async function managerAddresses({ organizationId, tx }: TenantContext): Promise<string[]> {
  const rows = await tx
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), inArray(memberships.role, ["owner", "admin"])))
    .orderBy(users.email);
  return rows.map(({ email }) => email);
}

const titleOf = ({ channel, threshold }: Turned): string =>
  `ROI of ${channelName(channel)} fell below ${percent(threshold)}`;

const percent = (threshold: number): string => formatPercent(threshold / 100);

const channelsUrl = (): string => new URL("/channels", env.APP_URL).toString();
