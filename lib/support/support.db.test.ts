import { eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { emails, supportReplies, supportRequests } from "@/db/schema";
import { platformChain } from "@/lib/audit";
import { type Context, withoutTenant, withPlatform } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { addDays } from "@/lib/durations";
import { renderStored } from "@/lib/email/render-email";
import { parseInput } from "@/lib/parse-input";
import { asSystem, asUser } from "@/testing/actors";
import { sealedAuditOf } from "@/testing/audit";
import { mailsTo } from "@/testing/emails";
import { newOrganization, newUser } from "@/testing/factories";
import {
  answerRequest,
  changeState,
  deleteRequest,
  sendSupportRequest,
  supportFilterSchema,
  supportRequest,
  supportRequestSchema,
  supportRequestsPage,
} from "./index";

const platform = <T>(work: (ctx: Context) => Promise<T>, actor = asSystem()) => withPlatform({ actor }, work);
const newEmail = () => `${uuidv7()}@example.com`;
const written = (given: Record<string, unknown> = {}) =>
  parseInput(supportRequestSchema, {
    ...{ name: "Ada Lovelace", email: newEmail(), topic: "bug", message: "The board doesn't load.\nWhy?" },
    ...{ leave_empty: "" },
    ...given,
  });

const send = (given = written(), sender: Parameters<typeof sendSupportRequest>[2] = null, now = new Date()) =>
  withoutTenant({ actor: asSystem("sign_up"), now }, (ctx) => sendSupportRequest(ctx, given, sender));

const requestOf = async (email: string) => {
  const [row] = await platformDatabase().select().from(supportRequests).where(eq(supportRequests.email, email));
  if (!row) throw new Error("no request");
  return row;
};

describe("a message to support", () => {
  it("waits for the platform admins, and is confirmed by email", async () => {
    const given = written();
    const { reference } = await send(given);
    expect(await requestOf(given.email)).toMatchObject({
      ...{ name: "Ada Lovelace", topic: "bug", message: "The board doesn't load.\nWhy?", state: "open" },
      ...{ organizationId: null, userId: null },
    });
    const [confirmation] = await mailsTo(given.email);
    expect(confirmation).toMatchObject({ template: "support-received", props: { reference } });
  });

  it("sends nothing that was entered to the address that was entered, and not more than an email a day", async () => {
    const email = newEmail();
    const lure = "Win $500 at https://spam.example now";
    const at = new Date("2031-03-01T10:00:00Z");
    for (const message of [lure, `${lure}!`, `${lure}?`]) await send(written({ email, name: lure, message }), null, at);
    const mails = await mailsTo(email);
    expect(mails).toHaveLength(1);
    const { subject, html, text } = await renderStored(mails[0]?.template ?? "", mails[0]?.props);
    for (const part of [subject, html, text]) expect(part).not.toMatch(/spam\.example|Win \$500/);
    await send(written({ email, message: lure }), null, addDays(at, 1));
    expect(await mailsTo(email)).toHaveLength(2);
  });

  it("doesn't flood the platform admins with emails", async () => {
    const admin = await newUser({ platformAdmin: true });
    const at = new Date("2031-04-01T10:00:00Z");
    for (let count = 0; count < 5; count += 1) await send(written(), null, at);
    expect(await mailsTo(admin.email)).toHaveLength(1);
    await send(written(), null, new Date("2031-04-01T10:10:00Z"));
    expect(await mailsTo(admin.email)).toHaveLength(2);
  });

  it("that a program filled in is refused with an address to write to, and nothing is stored", async () => {
    const given = written({ leave_empty: "https://spam.example" });
    await expect(send(given)).rejects.toMatchObject({ code: "invalid_input", message: expect.stringContaining("@") });
    await expect(requestOf(given.email)).rejects.toThrow("no request");
    expect(await mailsTo(given.email)).toEqual([]);
    expect(() => parseInput(supportRequestSchema, { ...written(), leave_empty: undefined })).toThrow();
  });

  it.each([
    ["name", "Bob\r\nBcc: everyone@example.com"],
    ["name", "Bob\u202egnitoor"],
    ["name", "Zero\u200bwidth"],
    ["name", "x".repeat(101)],
    ["email", "bob@example.com\nBcc: everyone@example.com"],
    ["email", "not an address"],
    ["topic", "no such topic"],
    ["message", "too short"],
    ["message", `${"x".repeat(20)}\u0000`],
    ["message", "x".repeat(4_001)],
    ["organization", "not an ID"],
    ["other", "unknown field"],
  ])("with a bad %s is refused", (field, value) => {
    expect(() => written({ [field]: value })).toThrow(expect.objectContaining({ code: "invalid_input" }));
  });

  it("can be in any language, with emoji that are joined by invisible characters", () => {
    expect(written({ name: "علی 👩‍🔧", message: "日本語で質問があります 👩‍🔧" }).name).toBe("علی 👩‍🔧");
  });
});

describe("a platform admin", () => {
  it("answers a request by email, which is in the log of the customer", async () => {
    const { id: organizationId, ownerId } = await newOrganization();
    const admin = await newUser({ platformAdmin: true, name: "Grace" });
    const given = written();
    const { reference } = await send(given, { userId: ownerId, organizationId });
    const { id } = await requestOf(given.email);
    const text = "Reload the page.\n\nIf that doesn't help,\nwrite back.";
    await platform((ctx) => answerRequest(ctx, { requestId: id, text }), asUser(admin.id));
    const [, reply] = await mailsTo(given.email);
    expect(reply).toMatchObject({
      template: "support-reply",
      props: { reference, paragraphs: ["Reload the page.", "If that doesn't help,\nwrite back."] },
    });
    expect(await platform((ctx) => supportRequest(ctx, id))).toMatchObject({
      ...{ state: "answered", reference, organizationId },
      answers: [{ text, author: "Grace" }],
    });
    expect(await sealedAuditOf(organizationId)).toContainEqual(
      expect.objectContaining({ action: "support.answered", actorId: admin.id, subject: id }),
    );
  });

  it("sends an answer once, though the button was pressed twice", async () => {
    const given = written();
    await send(given);
    const { id } = await requestOf(given.email);
    const answers = [1, 2].map(() => platform((ctx) => answerRequest(ctx, { requestId: id, text: "Reload." })));
    const outcomes = await Promise.allSettled(answers);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await mailsTo(given.email)).filter(({ template }) => template === "support-reply")).toHaveLength(1);
  });

  it("closes, reopens and deletes a request", async () => {
    const given = written();
    await send(given);
    const { id: requestId } = await requestOf(given.email);
    await platform((ctx) => answerRequest(ctx, { requestId, text: "Spam?" }));
    await platform((ctx) => changeState(ctx, { requestId, state: "closed" }));
    await expect(platform((ctx) => changeState(ctx, { requestId, state: "closed" }))).rejects.toThrow("already closed");
    await platform((ctx) => changeState(ctx, { requestId, state: "open" }));
    await platform((ctx) => deleteRequest(ctx, { requestId }));
    expect(await platformDatabase().$count(supportReplies, eq(supportReplies.requestId, requestId))).toBe(0);
    await expect(platform((ctx) => supportRequest(ctx, requestId))).rejects.toMatchObject({ code: "not_found" });
    await expect(platform((ctx) => supportRequest(ctx, "nonsense"))).rejects.toMatchObject({ code: "not_found" });
    const log = (await sealedAuditOf(platformChain)).filter(({ subject }) => subject === requestId);
    expect(log.map(({ action }) => action)).toEqual([
      "support.answered",
      "support.closed",
      "support.reopened",
      "support.deleted",
    ]);
    expect(await platformDatabase().$count(emails, eq(emails.to, given.email))).toBe(2);
  });

  it("finds a request by name, address and reference, and reads open ones from the one that waits longest", async () => {
    const marker = uuidv7().slice(-12);
    const sent = [];
    for (const day of [1, 2, 3]) {
      const given = written({ name: `Caller ${marker}`, email: `caller.${day}.${marker}@example.com` });
      sent.push({ ...(await send(given, null, new Date(`2032-01-0${day}T10:00:00Z`))), email: given.email });
    }
    const found = async (query: Record<string, string>, size?: number) => {
      const filter = supportFilterSchema.parse(query);
      const { rows, next } = await platform((ctx) => supportRequestsPage(ctx, filter, size));
      return { emails: rows.map(({ email }) => email), next };
    };
    const first = await found({ search: marker }, 2);
    const rest = await found({ search: marker, after: first.next ?? "" }, 2);
    expect([...first.emails, ...rest.emails]).toEqual(sent.map(({ email }) => email));
    expect((await found({ search: marker, state: "all" })).emails).toEqual(sent.map(({ email }) => email).reverse());
    expect((await found({ search: `caller.2.${marker}` })).emails).toEqual([sent[1]?.email]);
    expect((await found({ search: sent[2]?.reference ?? "" })).emails).toEqual([sent[2]?.email]);
    expect((await found({ search: "100%_\\" })).emails).toEqual([]);
  });
});
