import "server-only";
import { and, desc, eq, inArray, type SQL } from "drizzle-orm";
import { auditLog, auditPersonal } from "@/db/schema";
import { accountChain, personalColumns, personalOfRow, withPersonal } from "@/lib/audit";
import { type Context, setTenant } from "@/lib/context";
import { type ProviderName, providerNamed } from "../oauth/labels";

/** What happened to a person's account: `auth.signed_in` and the like. */
export type AccountEvent = {
  seq: number;
  action: string;
  at: Date;
  userAgent: string | null;
  address: string | null;
  /** The provider that was signed in with, linked or unlinked. */
  provider: ProviderName | null;
  /** A sign-in at an organization's identity provider. */
  singleSignOn: boolean;
};

const shown = [
  "auth.signed_in",
  "auth.signed_out_everywhere",
  "auth.password_changed",
  "auth.totp_set_up",
  "auth.totp_removed",
  "auth.passkey_added",
  "auth.passkey_removed",
  "auth.recovery_codes_renewed",
  "auth.email_changed",
  "auth.account_linked",
  "auth.account_unlinked",
] as const;

/**
 * The latest sign-ins, failed ones included, and changes of how a person signs in, newest first. From the audit log, so it can't
 * be tampered with. The transaction's tenant stays what it was.
 */
export async function signInHistory(
  ctx: Context,
  { userId, email, tenant, limit }: { userId: string; email: string; tenant: string; limit: number },
): Promise<AccountEvent[]> {
  await setTenant(ctx.tx, accountChain);
  const own = await eventsOf(ctx, and(eq(auditLog.actorId, userId), inArray(auditLog.action, shown)), limit);
  // Failed sign-ins have no actor, because no one was authenticated.
  const failed = and(eq(auditPersonal.email, email), eq(auditLog.action, "auth.sign_in_failed"));
  const tried = await eventsOf(ctx, failed, limit);
  const byOperator = and(eq(auditLog.subject, userId), eq(auditLog.action, "auth.second_factor_reset"));
  const reset = await eventsOf(ctx, byOperator, limit);
  await setTenant(ctx.tx, tenant);
  return [...own, ...tried, ...reset].sort((one, other) => other.seq - one.seq).slice(0, limit);
}

async function eventsOf({ tx }: Context, where: SQL | undefined, limit: number): Promise<AccountEvent[]> {
  const rows = await tx
    .select({
      seq: auditLog.seq,
      action: auditLog.action,
      at: auditLog.occurredAt,
      subject: auditLog.subject,
      details: auditLog.details,
      personal: personalColumns,
    })
    .from(auditLog)
    .leftJoin(auditPersonal, personalOfRow)
    .where(and(eq(auditLog.organizationId, accountChain), where))
    .orderBy(desc(auditLog.seq))
    .limit(limit);
  return rows.map(({ seq, action, at, subject, details: sealed, personal }) => {
    const { details } = withPersonal({ subject, details: sealed }, personal);
    return {
      seq,
      action,
      at,
      userAgent: textOf(details.userAgent),
      address: textOf(details.address),
      provider: providerNamed(textOf(details.provider) ?? "") ?? null,
      singleSignOn: textOf(details.singleSignOn) !== null,
    };
  });
}

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
