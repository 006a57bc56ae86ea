import "server-only";
import { eq, sql } from "drizzle-orm";
import { emails } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import { type Context, withPlatform } from "@/lib/context";
import { env } from "@/lib/env";
import { categoryOf } from "./categories";
import { renderStored } from "./render-email";
import { type EmailTemplate, isTemplate, parseProps } from "./templates";
import { smtp } from "./transport";
import { unsubscribeUrls } from "./unsubscribe-url";

type OutboxRow = typeof emails.$inferSelect;

/**
 * Sends an e-mail of the outbox and marks it sent. Its row stays locked meanwhile, so of two at once the second finds it
 * sent. Should the process die between the sending and the mark, it is sent again under the same Message-ID, by which
 * mail programs know it for the same. A failure is noted on the row and thrown, for the job to be tried again.
 */
export async function sendEmail({ emailId }: { emailId: string }): Promise<void> {
  const failure = await withPlatform({ actor: { kind: "system", id: "worker" } }, async (ctx) => {
    const [row] = await ctx.tx.select().from(emails).where(eq(emails.id, emailId)).for("update");
    if (!row || row.sentAt) return undefined;
    return deliver(row).then(
      () => markSent(ctx, row),
      (error: unknown) => noteFailure(ctx, row, error),
    );
  });
  if (failure) throw failure;
}

async function deliver(row: OutboxRow): Promise<void> {
  const unsubscribe = unsubscribeOf(row);
  const { subject, html, text } = await renderStored(row.template, row.props, unsubscribe?.page);
  await smtp().sendMail({
    from: env.EMAIL_FROM ?? { name: catalog.name, address: catalog.copy.company.email },
    to: { name: "", address: row.to },
    subject,
    html,
    text,
    messageId: `<${row.id}@${new URL(env.APP_URL).hostname}>`,
    date: row.createdAt,
    headers: { "Auto-Submitted": "auto-generated", ...unsubscribe?.headers },
  });
}

/** What is not essential says how to be rid of it: in its footer, and to the mail program by RFC 2369 and RFC 8058. */
function unsubscribeOf({ template, props, to }: OutboxRow) {
  if (!isTemplate(template)) return undefined;
  const category = categoryOf(template, parseProps(template, props));
  if (category === "essential") return undefined;
  const { page, oneClick } = unsubscribeUrls(to, category);
  return {
    page,
    headers: { "List-Unsubscribe": `<${oneClick}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  };
}

/** Whose link opens a door to whoever has it. Its token is kept as a hash; a copy of the outbox must not tell it either. */
const opensDoor: ReadonlySet<string> = new Set<EmailTemplate>(["verify", "reset", "invitation"]);

/** Once it is sent nobody needs such a link here any more. */
async function markSent({ tx, now }: Context, row: OutboxRow): Promise<undefined> {
  await tx
    .update(emails)
    .set({
      sentAt: now,
      attempts: sql`${emails.attempts} + 1`,
      lastError: null,
      ...(opensDoor.has(row.template) ? { props: sql`${emails.props} - 'url'` } : {}),
    })
    .where(eq(emails.id, row.id));
}

async function noteFailure({ tx }: Context, row: OutboxRow, error: unknown): Promise<Error> {
  const failure = error instanceof Error ? error : new Error("sending failed");
  await tx
    .update(emails)
    .set({ attempts: sql`${emails.attempts} + 1`, lastError: failure.message.slice(0, 500) })
    .where(eq(emails.id, row.id));
  return failure;
}
