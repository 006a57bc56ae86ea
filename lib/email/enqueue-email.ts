import "server-only";
import { uuidv7 } from "uuidv7";
import { emails } from "@/db/schema";
import type { Context } from "@/lib/context";
import { sendJob } from "@/lib/jobs";
import { categoryOf } from "./categories";
import { isSuppressed } from "./queries";
import type { EmailTemplate, TemplateProps } from "./templates";

export type EmailInput<Name extends EmailTemplate> = {
  to: string;
  template: Name;
  props: TemplateProps<Name>;
  organizationId?: string;
  /** Given, the e-mail is written once, however often its cause comes by. */
  dedupeKey?: string;
};

/**
 * Writes the e-mail to the outbox and sends its job, in the caller's transaction. The worker does the rest. What the
 * address has unsubscribed from is not written; what is essential always is.
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
      dedupeKey: input.dedupeKey ?? null,
      createdAt: ctx.now,
    })
    .onConflictDoNothing({ target: emails.dedupeKey })
    .returning({ id: emails.id });
  if (row) await sendJob(ctx, "send-email", { emailId: row.id });
}
