import "server-only";
import { raiseAlert } from "@/lib/alerts";
import { catalog, findMeter } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { unreachable } from "@/lib/errors";
import { formatNumber } from "@/lib/numbers";
import { emitWebhook } from "@/lib/webhooks";
import type { NoticeStep } from "./thresholds";

/** What identifies a notice of an organization. */
export type NoticeKey = { meter: string; periodStart: Date; step: NoticeStep; atLimit: number };

export type ReachedLimit = NoticeKey & {
  organization: string;
  used: number;
  refused: number | null;
  graceEndsAt: Date | null;
};

/** Each threshold is notified once per period and limit. */
export const noticeKey = ({ meter, periodStart, step, atLimit }: NoticeKey): string =>
  [meter, periodStart.toISOString(), step, atLimit].join(":");

/** Which alert a notice raises. */
export const limitAlert = ({ organizationId }: TenantContext, notice: NoticeKey) => ({
  kind: "limit_breach" as const,
  dedupeKey: `${organizationId}:${noticeKey(notice)}`,
});

/** Sends the `limit.reached` webhook, and from the soft limit on an alert to the platform admins. Not for a warning. */
export async function notifyAdmins(ctx: TenantContext, reached: ReachedLimit): Promise<void> {
  const { organizationId } = ctx;
  const { meter, step, used, refused, atLimit, graceEndsAt, periodStart } = reached;
  if (step === "warning") return;
  await emitWebhook(ctx, {
    type: "limit.reached",
    organizationId,
    data: {
      meter,
      step,
      used,
      limit: atLimit,
      refused,
      graceEndsAt: graceEndsAt?.toISOString() ?? null,
      periodStart: periodStart.toISOString(),
    },
    dedupeKey: `limit.reached:${organizationId}:${noticeKey(reached)}`,
  });
  if (step === "critical") return;
  await raiseAlert(ctx, {
    ...limitAlert(ctx, reached),
    organizationId,
    title: titleOf(step, reached),
    text: `${formatNumber(used)} of ${formatNumber(atLimit)} used${consequence(step, reached)}. Offer a larger plan, or add an override.`,
    path: `/admin/organizations/${organizationId}`,
  });
}

type AlertStep = Exclude<NoticeStep, "warning" | "critical">;

function titleOf(step: AlertStep, { organization, meter }: ReachedLimit): string {
  const { name } = findMeter(catalog, meter);
  switch (step) {
    case "soft":
      return `${organization} reached its limit: ${name}`;
    case "refused":
      return `${organization} had usage rejected: ${name}`;
    case "hard":
      return `${organization} reached its hard limit: ${name}`;
    default:
      return unreachable(step);
  }
}

function consequence(step: AlertStep, { refused }: ReachedLimit): string {
  switch (step) {
    case "soft":
      return "";
    case "refused":
      return `, and a request for ${formatNumber(refused ?? 0)} more was rejected`;
    case "hard":
      return ", and more is rejected";
    default:
      return unreachable(step);
  }
}
