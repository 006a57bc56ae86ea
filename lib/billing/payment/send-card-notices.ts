import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { organizations, subscriptions } from "@/db/schema";
import { type Context, inTenant } from "@/lib/context";
import { env } from "@/lib/env";
import { mailBilling } from "../notify/mail-billing";
import { cardStage } from "./card-expiry";

/**
 * Emails the customers whose card expires in 30 or 7 days. A notice's key consists of the card and the stage, so each is sent
 * once, and again for the next card.
 *
 * @returns how many organizations have such a card.
 */
export async function sendCardNotices(ctx: Context): Promise<number> {
  const expiring = await expiringCards(ctx);
  for (const { organizationId, organization, card, expires, stage, daysLeft } of expiring) {
    await mailBilling(inTenant(ctx, organizationId), {
      template: "card-expiring",
      key: `card-expiring:${stage}:${card}:${expires}`,
      props: { organization, card, expires, daysLeft, cardUrl: `${env.APP_URL}/billing/payment-method` },
    });
  }
  return expiring.length;
}

/** Expiry dates are stored as `MM/YYYY`, so a month's cards are found by equality. */
async function expiringCards({ tx, now }: Context) {
  const rows = await tx
    .select({
      organizationId: subscriptions.organizationId,
      organization: organizations.name,
      brand: subscriptions.cardBrand,
      last4: subscriptions.cardLast4,
      expires: subscriptions.cardExpires,
    })
    .from(subscriptions)
    .innerJoin(organizations, eq(organizations.id, subscriptions.organizationId))
    .where(
      and(
        inArray(subscriptions.status, ["active", "past_due", "unpaid", "paused"]),
        inArray(subscriptions.cardExpires, monthsAround(now)),
      ),
    );
  return rows.flatMap(({ organizationId, organization, brand, last4, expires }) => {
    const at = expires ? cardStage(expires, now) : undefined;
    if (!expires || !at || at.stage === 0) return [];
    return [
      { organizationId, organization, card: `${capitalize(brand ?? "card")} ending in ${last4}`, expires, ...at },
    ];
  });
}

/** 30 days before the end of a month is in that month or in the one before. */
function monthsAround(now: Date): string[] {
  return [0, 1].map((ahead) => {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
    return `${String(month.getUTCMonth() + 1).padStart(2, "0")}/${month.getUTCFullYear()}`;
  });
}

const capitalize = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
