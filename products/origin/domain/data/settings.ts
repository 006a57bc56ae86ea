import "server-only";
import { eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { conflict } from "@/lib/errors";
import { attributionSettings, channelSpend, conversions, touchpoints } from "@/products/origin/schema";

export type Settings = { currency: string; timeZone: string };

/** The organization's currency and time zone: those of the catalog, and UTC, until it chooses. */
export async function settingsOf({ organizationId, tx }: TenantContext): Promise<Settings> {
  const [row] = await tx
    .select({ currency: attributionSettings.currency, timeZone: attributionSettings.timeZone })
    .from(attributionSettings)
    .where(eq(attributionSettings.organizationId, organizationId));
  return row ?? { currency: catalog.currency, timeZone: "UTC" };
}

/**
 * Chooses the currency and the time zone of reports.
 *
 * @throws GatehouseError `conflict` for another currency once there are amounts, which aren't converted.
 */
export async function saveSettings(ctx: TenantContext, settings: Settings): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, now, tx } = ctx;
  const current = await settingsOf(ctx);
  if (settings.currency !== current.currency && (await hasAmounts(ctx))) {
    throw conflict(
      `Your amounts are in ${current.currency.toUpperCase()} and can't be converted. Delete the data first, or keep the currency.`,
    );
  }
  const row = { ...settings, updatedAt: now };
  await tx
    .insert(attributionSettings)
    .values({ organizationId, ...row })
    .onConflictDoUpdate({ target: attributionSettings.organizationId, set: row });
  await recordAudit(ctx, {
    organizationId,
    action: "attribution.settings_saved",
    subject: organizationId,
    details: settings,
  });
}

async function hasAmounts({ organizationId, tx }: TenantContext): Promise<boolean> {
  for (const table of [conversions, touchpoints, channelSpend]) {
    const own = eq(table.organizationId, organizationId);
    const [row] = await tx.select({ organizationId: table.organizationId }).from(table).where(own).limit(1);
    if (row) return true;
  }
  return false;
}
