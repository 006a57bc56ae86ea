import "server-only";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { emails } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { conflict, found } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";
import { categoryOf } from "./categories";
import { isSuppressed } from "./queries";
import { holdsSignInLink, isTemplate, parseProps } from "./templates";

/**
 * Sends an email of the organization again, to the same address with the same content. The caller is a platform admin.
 *
 * @throws GatehouseError `not_found`; `conflict` for an email with a link that signs in, one that was never sent yet, and an
 * address that has unsubscribed since.
 */
export async function resendEmail(ctx: TenantContext, { emailId }: { emailId: string }): Promise<{ to: string }> {
  const { tx, organizationId, now } = ctx;
  const [stored] = await tx
    .select()
    .from(emails)
    .where(and(eq(emails.id, emailId), eq(emails.organizationId, organizationId)));
  const { to, template, props, sentAt } = found(stored, "email");
  if (to === "") throw conflict("Its content was deleted at the end of its retention.", { reason: "erased" });
  if (!isTemplate(template)) throw conflict("This kind of email is no longer sent.", { reason: "template" });
  if (holdsSignInLink.has(template)) {
    throw conflict("This email contains a personal link that works only once. Ask the person to request a new one.", {
      reason: "personal_link",
    });
  }
  if (!sentAt) throw conflict("This email is still waiting to be sent.", { reason: "waiting" });
  const category = categoryOf(template, parseProps(template, props));
  if (category !== "essential" && (await isSuppressed(ctx, to, category))) {
    throw conflict(`${to} has unsubscribed from these emails.`, { reason: "unsubscribed" });
  }
  const id = uuidv7();
  await tx.insert(emails).values({ id, organizationId, to, template, props, createdAt: now });
  await sendJob(ctx, "send-email", { emailId: id });
  await recordAudit(ctx, {
    organizationId,
    action: "admin.email_resent",
    subject: emailId,
    details: { template, email: id },
    personal: { personId: null, email: to, facts: { to } },
  });
  return { to };
}
