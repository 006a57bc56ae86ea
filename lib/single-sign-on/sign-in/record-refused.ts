import "server-only";
import type { SsoProfile } from "@/db/schema/single-sign-on";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import type { SsoRefusal } from "../refusal";

type Facts = { purpose: "sign_in" | "test"; profile?: SsoProfile | null };

/** Records a refused sign-in in the organization's audit log. */
export const recordRefusedSignIn = (
  ctx: TenantContext,
  { reason, message }: SsoRefusal,
  { purpose, profile }: Facts,
): Promise<void> =>
  recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "sso.sign_in_refused",
    details: { reason, purpose },
    // The message may quote the provider's response.
    personal: {
      personId: null,
      ...(profile?.email ? { email: profile.email.slice(0, 254) } : {}),
      facts: { message: message.slice(0, 300) },
    },
  });
