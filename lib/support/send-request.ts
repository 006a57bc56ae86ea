import "server-only";
import { uuidv7 } from "uuidv7";
import { supportRequests } from "@/db/schema";
import { platformRecipients } from "@/lib/alerts";
import { appUrl } from "@/lib/auth";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { minute } from "@/lib/durations";
import { enqueueEmail } from "@/lib/email";
import { invalidInput } from "@/lib/errors";
import { type SupportRequestInput, trapField } from "./input";
import { referenceOf } from "./reference";
import { topicLabels } from "./topics";

/** How often platform admins are emailed at most, so that a flood of requests isn't one of emails too. */
const notifiedEveryMs = 10 * minute;

export type Sender = { userId: string; organizationId: string | null } | null;

/**
 * Stores a request for the platform admins and confirms it by email. Anyone can enter any address, so the confirmation repeats nothing
 * that was entered, and an address gets one a day. Callers count the attempt.
 *
 * @param sender who is signed in.
 * @returns its reference.
 * @throws GatehouseError `invalid_input` for a form that a program filled in. Never silently: it could have been a browser's extension.
 */
export async function sendSupportRequest(
  ctx: Context,
  given: SupportRequestInput,
  sender: Sender,
): Promise<{ reference: string }> {
  if (given[trapField] !== "") {
    throw invalidInput(`We couldn't send this form. Please email ${catalog.copy.company.email} instead.`);
  }
  const id = uuidv7();
  const { name, email, topic, message } = given;
  const { userId = null, organizationId = null } = sender ?? {};
  await ctx.tx.insert(supportRequests).values({
    ...{ id, organizationId, userId, name, email, topic, message },
    ...{ state: "open", createdAt: ctx.now, changedAt: ctx.now },
  });
  const reference = referenceOf(id);
  await enqueueEmail(ctx, {
    to: email,
    template: "support-received",
    props: { reference, supportUrl: appUrl("/support") },
    dedupeKey: `support-received:${email}:${isoDay(ctx.now)}`,
    ...(organizationId ? { organizationId } : {}),
  });
  await notifyAdmins(ctx, id, topicLabels[topic]);
  return { reference };
}

async function notifyAdmins(ctx: Context, id: string, topic: string): Promise<void> {
  const turn = Math.floor(ctx.now.getTime() / notifiedEveryMs);
  for (const to of await platformRecipients(ctx)) {
    await enqueueEmail(ctx, {
      to,
      template: "support-waiting",
      props: { topic, url: appUrl(`/admin/support/${id}`) },
      dedupeKey: `support-waiting:${turn}:${to}`,
    });
  }
}
