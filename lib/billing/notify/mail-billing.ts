import "server-only";
import type { TenantContext } from "@/lib/context";
import { type EmailTemplate, enqueueEmail, type TemplateProps } from "@/lib/email";
import { billingAddresses } from "./billing-people";

type Mail<Name extends EmailTemplate> = { template: Name; props: TemplateProps<Name>; key: string };

/** Enqueues an email to the organization's billing contacts, once per key and address. */
export async function mailBilling<Name extends EmailTemplate>(
  ctx: TenantContext,
  { template, props, key }: Mail<Name>,
): Promise<void> {
  const { organizationId } = ctx;
  for (const to of await billingAddresses(ctx)) {
    await enqueueEmail(ctx, { to, organizationId, template, props, dedupeKey: `${key}:${organizationId}:${to}` });
  }
}
