import "server-only";
import { eq, sql } from "drizzle-orm";
import { createTransport, type Transporter } from "nodemailer";
import { emails } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import { type Context, withPlatform } from "@/lib/context";
import { env } from "@/lib/env";
import { categoryOf } from "./categories";
import { renderStored } from "./render-email";
import { type EmailTemplate, holdsSignInLink, isTemplate, parseProps } from "./templates";
import { unsubscribeUrls } from "./unsubscribe-url";

type OutboxRow = typeof emails.$inferSelect;

/**
 * Sends an email from the outbox and marks it as sent. The row is locked meanwhile, so a second worker finds it sent. If the
 * process dies after sending and before marking, it is sent again with the same Message-ID, by which mail programs
 * recognize the copy. A failure is recorded on the row and thrown, so the job is retried.
 */
export async function sendEmail({ emailId }: { emailId: string }): Promise<void> {
  const failure = await withPlatform({ actor: { kind: "system", id: "worker" } }, async (ctx) => {
    const [row] = await ctx.tx.select().from(emails).where(eq(emails.id, emailId)).for("update");
    if (!row || row.sentAt) return undefined;
    return deliver(row).then(
      () => markSent(ctx, row),
      (error: unknown) => recordFailure(ctx, row, error),
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

let transport: Transporter | undefined;

/** The SMTP server at SMTP_URL. The timeouts are short because a worker waits for it. */
function smtp(): Transporter {
  transport ??= createTransport({
    url: env.SMTP_URL,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 15_000,
  });
  return transport;
}

/** How to unsubscribe from a non-essential email: a link in the footer, headers for the mail program (RFC 2369, RFC 8058). */
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

/** Emails that tell someone their account or organization was deleted. Once sent, nothing about them is left. */
const farewells: ReadonlySet<string> = new Set<EmailTemplate>(["account-deleted", "organization-deleted"]);

/** Also removes a sign-in link, which has done its work. */
async function markSent({ tx, now }: Context, row: OutboxRow): Promise<undefined> {
  if (farewells.has(row.template)) {
    await tx.delete(emails).where(eq(emails.id, row.id));
    return;
  }
  await tx
    .update(emails)
    .set({
      sentAt: now,
      attempts: sql`${emails.attempts} + 1`,
      lastError: null,
      ...(holdsSignInLink.has(row.template) ? { props: sql`${emails.props} - 'url'` } : {}),
    })
    .where(eq(emails.id, row.id));
}

async function recordFailure({ tx }: Context, row: OutboxRow, error: unknown): Promise<Error> {
  const failure = error instanceof Error ? error : new Error("sending failed");
  await tx
    .update(emails)
    .set({ attempts: sql`${emails.attempts} + 1`, lastError: failure.message.slice(0, 500) })
    .where(eq(emails.id, row.id));
  return failure;
}
