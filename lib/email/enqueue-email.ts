import "server-only";
import { uuidv7 } from "uuidv7";
import { emails } from "@/db/schema";
import type { Context } from "@/lib/context";
import { sendJob } from "@/lib/jobs";
import { categoryOf } from "./categories";
import { storedDedupeKey } from "./dedupe-key";
import { isSuppressed } from "./queries";
import type { EmailTemplate, TemplateProps } from "./templates";

export type EmailInput<Name extends EmailTemplate> = {
  to: string;
  template: Name;
  props: TemplateProps<Name>;
  organizationId?: string;
  /** With a key, the email is written once, however often its cause recurs. */
  dedupeKey?: string;
};

/**
 * Writes the email to the outbox and queues its job, in the caller's transaction. The worker sends it. Skips what the
 * address has unsubscribed from, unless it's essential.
 */
export async function enqueueEmail<Name extends EmailTemplate>(ctx: Context, input: EmailInput<Name>): Promise<void> {
  const category = categoryOf(input.template, input.props);
  if (category !== "essential" && (await isSuppressed(ctx, input.to, category))) return;
  const [row] = await ctx.tx
    .insert(emails)
    .values({
      id: uuidv7(),
      to: input.to,
      template: input.template,
      props: input.props,
      organizationId: input.organizationId ?? null,
      dedupeKey: input.dedupeKey === undefined ? null : storedDedupeKey(input.dedupeKey),
      createdAt: ctx.now,
    })
    .onConflictDoNothing({ target: emails.dedupeKey })
    .returning({ id: emails.id });
  if (row) await sendJob(ctx, "send-email", { emailId: row.id });
}
