import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { emails } from "@/db/schema";
import { asSystem } from "@/testing/actors";
import { openMailbox } from "@/testing/email/mailbox";
import { expectLog } from "@/testing/logs";

const mailbox = await openMailbox();
Object.assign(process.env, { SMTP_URL: mailbox.url });

// After the environment is set, which is read once.
const { withoutTenant, withPlatform } = await import("@/lib/context");
const { enqueueEmail } = await import("./enqueue-email");
const { sendEmail } = await import("./send-email");
const { drainQueues } = await import("@/lib/jobs");
const { nextTry } = await import("@/testing/jobs/next-try");

const actor = asSystem();
const verification = { to: "ada@example.com", template: "verify", props: { url: "https://example.com/v" } } as const;

async function queued(dedupeKey?: string) {
  await withoutTenant({ actor }, (ctx) => enqueueEmail(ctx, { ...verification, ...(dedupeKey ? { dedupeKey } : {}) }));
  return withPlatform({ actor }, async ({ tx }) => {
    const rows = await tx.select().from(emails).orderBy(emails.createdAt);
    const last = rows.at(-1);
    if (!last) throw new Error("nothing queued");
    return last;
  });
}

async function stored(id: string) {
  return withPlatform({ actor }, async ({ tx }) => {
    const [row] = await tx.select().from(emails).where(eq(emails.id, id));
    return row;
  });
}

describe("sending an email from the outbox", () => {
  beforeEach(() => {
    mailbox.received.length = 0;
    mailbox.refuse = false;
  });

  it("delivers HTML and text with a Message-ID from the row's id, and marks it sent", async () => {
    const { id } = await queued();
    await sendEmail({ emailId: id });
    expect(mailbox.received).toHaveLength(1);
    const [mail] = mailbox.received;
    expect(mail).toContain(`Message-ID: <${id}@localhost>`);
    expect(mail).toContain("To: ada@example.com");
    expect(mail).toContain("Auto-Submitted: auto-generated");
    expect(mail).toContain("Content-Type: text/plain");
    expect(mail).toContain("Content-Type: text/html");
    expect(await stored(id)).toMatchObject({ sentAt: expect.any(Date), attempts: 1, lastError: null });
  });

  it("erases a link with a token once it is sent, not before", async () => {
    const { id } = await queued();
    mailbox.refuse = true;
    await expect(sendEmail({ emailId: id })).rejects.toThrow();
    expect(await stored(id)).toMatchObject({ sentAt: null, props: verification.props });
    mailbox.refuse = false;
    await sendEmail({ emailId: id });
    expect(mailbox.received.at(-1)).toContain(verification.props.url);
    const sent = await stored(id);
    expect([sent?.sentAt, sent?.props]).toEqual([expect.any(Date), {}]);
  });

  it("has List-Unsubscribe headers with a signed link, if it is optional", async () => {
    const props = {
      organization: "Acme",
      plan: "Starter",
      daysLeft: 3,
      trialEndsAt: "2026-12-05T10:00:00.000Z",
      billingUrl: "https://example.com/billing",
    };
    await withoutTenant({ actor }, (ctx) =>
      enqueueEmail(ctx, { to: "ada@example.com", template: "trial-ending", props }),
    );
    const [row] = await withPlatform({ actor }, ({ tx }) =>
      tx.select().from(emails).where(eq(emails.template, "trial-ending")),
    );
    await sendEmail({ emailId: row?.id ?? "" });
    const unfolded = (mailbox.received[0] ?? "").replace(/\r\n[ \t]/g, "");
    expect(unfolded).toMatch(/List-Unsubscribe: ?<http:\/\/localhost:3000\/api\/unsubscribe\?t=[\w-]+\.[\w-]+>/);
    expect(unfolded).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(unfolded).not.toContain(process.env.AUTH_SECRET ?? "the secret of the tests");
  });

  it("has no List-Unsubscribe headers if it is always sent", async () => {
    const { id } = await queued();
    await sendEmail({ emailId: id });
    expect(mailbox.received[0]).not.toContain("List-Unsubscribe");
  });

  it("sends once, however often and concurrently its job runs", async () => {
    const { id } = await queued();
    await Promise.all([sendEmail({ emailId: id }), sendEmail({ emailId: id }), sendEmail({ emailId: id })]);
    await sendEmail({ emailId: id });
    expect(mailbox.received).toHaveLength(1);
  });

  it("records a failure, throws it so that the job is retried, and succeeds later", async () => {
    const { id } = await queued();
    mailbox.refuse = true;
    await expect(sendEmail({ emailId: id })).rejects.toThrow("451");
    expect(await stored(id)).toMatchObject({ sentAt: null, attempts: 1, lastError: expect.stringContaining("451") });
    mailbox.refuse = false;
    await sendEmail({ emailId: id });
    expect(await stored(id)).toMatchObject({ sentAt: expect.any(Date), attempts: 2, lastError: null });
  });

  it("enqueues an email with a key once, however often it is requested", async () => {
    const first = await queued("welcome Acme");
    const second = await queued("welcome Acme");
    expect(second.id).toBe(first.id);
  });

  it("does nothing for a row that was deleted", async () => {
    await sendEmail({ emailId: "01980000-0000-7000-8000-000000000000" });
    expect(mailbox.received).toHaveLength(0);
  });

  it("loses nothing while the mail server is down for an hour: retries with backoff, and sends once", async () => {
    expectLog("job failed");
    const { id } = await queued();
    await mailbox.close();
    let waited = 0;
    let tried = 0;
    while (waited < 3_600) {
      await drainQueues({ "send-email": sendEmail });
      const { seconds, tries } = await nextTry("send-email", { emailId: id });
      expect(seconds).toBeLessThanOrEqual(2 ** tries);
      waited += seconds;
      tried = tries;
    }
    expect(tried).toBeLessThan(15);
    expect(await stored(id)).toMatchObject({ sentAt: null, attempts: tried });
    await mailbox.reopen();
    await drainQueues({ "send-email": sendEmail });
    expect(mailbox.received).toHaveLength(1);
    expect(await stored(id)).toMatchObject({ sentAt: expect.any(Date), lastError: null });
  });
});
