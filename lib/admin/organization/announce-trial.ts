import "server-only";
import { appUrl } from "@/lib/auth";
import { mailBilling, organizationName } from "@/lib/billing";
import type { TenantContext } from "@/lib/context";

/** Emails the customer that the trial lasts `days` longer, once per new end. */
export async function announceLongerTrial(
  ctx: TenantContext,
  { days, trialEndsAt }: { days: number; trialEndsAt: Date },
): Promise<void> {
  await mailBilling(ctx, {
    template: "trial-extended",
    key: `trial-extended:${trialEndsAt.toISOString()}`,
    props: {
      organization: await organizationName(ctx),
      days,
      trialEndsAt: trialEndsAt.toISOString(),
      dashboardUrl: appUrl("/dashboard"),
    },
  });
}
