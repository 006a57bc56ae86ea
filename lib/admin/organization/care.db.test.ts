import "@/testing/billing/local-stripe";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { deletionRequests, emails, memberships, organizationNotes, organizations, sessions, users } from "@/db/schema";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { expireTrials } from "@/lib/billing";
import { stripe } from "@/lib/billing/stripe/stripe";
import { type Context, inTenant, type TenantContext, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { enqueueEmail, resendEmail } from "@/lib/email";
import { assertMovements } from "@/lib/metrics";
import { asSystem } from "@/testing/actors";
import { auditOf } from "@/testing/audit";
import { signedIn } from "@/testing/auth/signed-in";
import { clearFaults, injectFault } from "@/testing/billing/faults";
import { stateOf } from "@/testing/billing/stories";
import { subscriber } from "@/testing/billing/subscribers";
import { mailsTo } from "@/testing/emails";
import { addMember, newOrganization, newUser } from "@/testing/factories";
import { expectLog } from "@/testing/logs";
import { callOffDeletion, deleteDueOrganizations, scheduleDeletion } from "./deletion";
import { endMemberSessions } from "./end-sessions";
import { addNote, deleteNote, notesOf, pinNote } from "./notes";
import { setTrial } from "./set-trial";
import { syncOrganization } from "./sync-organization";

const admin = await newUser({ platformAdmin: true, name: "Ada Admin" });
const actor = { kind: "user", id: admin.id } as const;
const reason = "They asked on the phone";
const inPlatform = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor }, work);
const asAdmin = <T>({ id }: { id: string }, work: (ctx: TenantContext) => Promise<T>) =>
  inPlatform((ctx) => work(inTenant(ctx, id)));
const nameOf = async ({ id }: { id: string }) => {
  const [row] = await inPlatform(({ tx }) => tx.select().from(organizations).where(eq(organizations.id, id)));
  return row?.name ?? "gone";
};

describe("setting a trial", () => {
  it("gives another length from its start and another plan, and emails the customer that it is longer", async () => {
    const organization = await newOrganization({ plan: "starter" });
    const { trial } = await stateOf(organization.id);
    const set = await asAdmin(organization, (ctx) => setTrial(ctx, { days: 60, plan: "enterprise", reason }));
    expect(set).toEqual({ planKey: "enterprise", trialEndsAt: addDays(trial.startedAt, 60) });
    const state = await stateOf(organization.id);
    expect(state.subscription).toMatchObject({ status: "trialing", planKey: "enterprise" });
    expect([state.emails, state.audit]).toEqual([["trial-extended"], ["admin.trial_set"]]);
  });

  it("shortens one silently, and restarts one that has ended", async () => {
    const shortened = await newOrganization({ trialDays: 30 });
    await asAdmin(shortened, (ctx) => setTrial(ctx, { days: 5, plan: "starter", reason }));
    expect((await stateOf(shortened.id)).emails).toEqual([]);
    const ended = await newOrganization({ createdAt: addDays(new Date(), -30) });
    await withPlatform({ actor: asSystem() }, expireTrials);
    await asAdmin(ended, (ctx) => setTrial(ctx, { days: 40, plan: "starter", reason }));
    expect((await stateOf(ended.id)).subscription.status).toBe("trialing");
  });

  it("is rejected for an end in the past, an unknown plan, and after a purchase", async () => {
    const old = await newOrganization({ createdAt: addDays(new Date(), -30) });
    await expect(asAdmin(old, (ctx) => setTrial(ctx, { days: 20, plan: "starter", reason }))).rejects.toMatchObject({
      code: "invalid_input",
      details: { errors: [{ field: "days", message: "The trial would end in the past. Use at least 31 days." }] },
    });
    await expect(asAdmin(old, (ctx) => setTrial(ctx, { days: 50, plan: "gold", reason }))).rejects.toMatchObject({
      code: "unknown_name",
    });
    const paying = await subscriber("starter");
    await expect(asAdmin(paying, (ctx) => setTrial(ctx, { days: 50, plan: "starter", reason }))).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

describe("notes", () => {
  it("show pinned ones first with their author, and can be deleted", async () => {
    const organization = await newOrganization();
    const { id: first } = await asAdmin(organization, (ctx) => addNote(ctx, { text: "Prefers email", pinned: false }));
    await asAdmin(organization, (ctx) => addNote(ctx, { text: "Line one\nline two", pinned: false }));
    await asAdmin(organization, (ctx) => pinNote(ctx, { noteId: first, pinned: true }));
    expect(await asAdmin(organization, notesOf)).toMatchObject([
      { text: "Prefers email", pinned: true, author: "Ada Admin" },
      { text: "Line one\nline two", pinned: false },
    ]);
    await asAdmin(organization, (ctx) => deleteNote(ctx, { noteId: first }));
    await expect(asAdmin(organization, (ctx) => deleteNote(ctx, { noteId: first }))).rejects.toMatchObject({
      code: "not_found",
    });
    const { audit } = await stateOf(organization.id);
    expect(audit).toEqual(["admin.note_added", "admin.note_added", "admin.note_deleted"]);
  });

  it("of another organization are not found", async () => {
    const [ours, theirs] = [await newOrganization(), await newOrganization()];
    const { id: noteId } = await asAdmin(theirs, (ctx) => addNote(ctx, { text: "Theirs", pinned: false }));
    for (const act of [deleteNote, (ctx: TenantContext) => pinNote(ctx, { noteId, pinned: true })]) {
      await expect(asAdmin(ours, (ctx) => act(ctx, { noteId }))).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await asAdmin(theirs, notesOf)).toHaveLength(1);
  });

  it("outlive their author's account, and go with the organization", async () => {
    const organization = await newOrganization();
    const author = await newUser({ platformAdmin: true });
    await withPlatform({ actor: { kind: "user", id: author.id } }, (ctx) =>
      addNote(inTenant(ctx, organization.id), { text: "Kept", pinned: false }),
    );
    await inPlatform(({ tx }) => tx.delete(users).where(eq(users.id, author.id)));
    expect(await asAdmin(organization, notesOf)).toMatchObject([{ author: "A former admin" }]);
    await inPlatform(({ tx }) => tx.delete(organizations).where(eq(organizations.id, organization.id)));
    expect(
      await inPlatform(({ tx }) => tx.$count(organizationNotes, eq(organizationNotes.organizationId, organization.id))),
    ).toBe(0);
  });
});

describe("signing members out", () => {
  it("ends every session of every member, but no platform admin's and no other organization's", async () => {
    const organization = await newOrganization();
    const [member, colleague, stranger] = [await signedIn(), await signedIn({ platformAdmin: true }), await signedIn()];
    await inPlatform(async ({ tx, now }) => {
      for (const { user } of [member, colleague]) {
        await tx
          .insert(memberships)
          .values({ organizationId: organization.id, userId: user.id, role: "member", createdAt: now });
      }
    });
    expect(await asAdmin(organization, (ctx) => endMemberSessions(ctx, { reason }))).toEqual({ ended: 1 });
    const left = async ({ user }: { user: { id: string } }) =>
      inPlatform(({ tx }) => tx.$count(sessions, eq(sessions.userId, user.id)));
    expect([await left(member), await left(colleague), await left(stranger)]).toEqual([0, 1, 1]);
    await expect(
      asAdmin(organization, (ctx) => endMemberSessions(ctx, { userId: stranger.user.id, reason })),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("signing one member out", () => {
  it("ends all of their sessions and no one else's, with the reason in the audit log", async () => {
    const organization = await newOrganization();
    const [lost, other] = [await addMember(organization.id, "member"), await addMember(organization.id, "admin")];
    for (const { id: userId } of [lost, lost, other]) {
      await sessionStore.create({ userId, userAgent: null, now: new Date() });
    }
    const given = { userId: lost.id, reason: "Lost laptop" };
    expect(await asAdmin(organization, (ctx) => endMemberSessions(ctx, given))).toEqual({ ended: 2 });
    expect(await asAdmin(organization, (ctx) => endMemberSessions(ctx, given))).toEqual({ ended: 0 });
    const left = (userId: string) => inPlatform(({ tx }) => tx.$count(sessions, eq(sessions.userId, userId)));
    expect([await left(lost.id), await left(other.id)]).toEqual([0, 1]);
    const rows = (await auditOf(organization.id)).filter(({ action }) => action === "admin.sessions_ended");
    expect(rows).toMatchObject([
      { actorId: admin.id, subject: lost.id, details: { ended: 2, reason: "Lost laptop" } },
      { subject: lost.id, details: { ended: 0 } },
    ]);
  });

  it("never ends those of a platform admin", async () => {
    const organization = await newOrganization();
    const { id: userId } = await newUser({ platformAdmin: true });
    await inPlatform(({ tx }) =>
      tx.insert(memberships).values({ organizationId: organization.id, userId, role: "member", createdAt: new Date() }),
    );
    await sessionStore.create({ userId, userAgent: null, now: new Date() });
    await expect(asAdmin(organization, (ctx) => endMemberSessions(ctx, { userId, reason }))).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await inPlatform(({ tx }) => tx.$count(sessions, eq(sessions.userId, userId)))).toBe(1);
  });
});

describe("resending an email", () => {
  async function mailed(template: "suspended" | "verify", sentAt: Date | null = new Date()) {
    const organization = await newOrganization();
    const to = `${crypto.randomUUID()}@example.com`;
    await asAdmin(organization, async (ctx) => {
      const common = { to, organizationId: organization.id };
      if (template === "verify") {
        await enqueueEmail(ctx, { ...common, template, props: { url: "http://localhost:3000/verify?token=x" } });
      } else {
        const props = { organization: "Acme", billingUrl: "http://localhost:3000/billing" };
        await enqueueEmail(ctx, { ...common, template, props });
      }
      await ctx.tx.update(emails).set({ sentAt }).where(eq(emails.to, to));
    });
    const [email] = await mailsTo(to);
    return { organization, to, emailId: email?.id ?? "" };
  }

  it("sends the same content to the same address again", async () => {
    const { organization, to, emailId } = await mailed("suspended");
    expect(await asAdmin(organization, (ctx) => resendEmail(ctx, { emailId }))).toEqual({ to });
    const [first, second] = await mailsTo(to);
    expect(second).toMatchObject({ template: "suspended", props: first?.props, sentAt: null });
    expect((await stateOf(organization.id)).audit).toEqual(["admin.email_resent"]);
  });

  it("is refused for a link that signs in, one that waits, and another organization's", async () => {
    const personal = await mailed("verify");
    const waiting = await mailed("suspended", null);
    const other = await newOrganization();
    const resend = ({ id }: { id: string }, emailId: string) => asAdmin({ id }, (ctx) => resendEmail(ctx, { emailId }));
    await expect(resend(personal.organization, personal.emailId)).rejects.toMatchObject({
      details: { reason: "personal_link" },
    });
    await expect(resend(waiting.organization, waiting.emailId)).rejects.toMatchObject({
      details: { reason: "waiting" },
    });
    await expect(resend(other, waiting.emailId)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("syncing now", () => {
  it("reads the customer from Stripe, under the admin's name", async () => {
    const customer = await subscriber("starter");
    await stripe().customers.update(customer.customerId, { email: "invoices@example.com" });
    await asAdmin(customer, syncOrganization);
    const state = await stateOf(customer.id);
    expect(state.subscription.billingEmail).toBe("invoices@example.com");
    expect(state.audit.at(-1)).toBe("admin.synced");
    const organization = await newOrganization();
    await expect(asAdmin(organization, syncOrganization)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("deleting an organization after a waiting time", () => {
  const schedule = async (organization: { id: string }, days = 14) =>
    asAdmin(organization, async (ctx) => scheduleDeletion(ctx, { days, name: await nameOf(organization), reason }));
  const exists = async (organization: { id: string }) => (await nameOf(organization)) !== "gone";

  it("emails the owners, changes nothing until then, and can be called off", async () => {
    const organization = await newOrganization();
    const { dueAt } = await schedule(organization);
    await deleteDueOrganizations(addDays(dueAt, -1));
    expect(await exists(organization)).toBe(true);
    await expect(schedule(organization)).rejects.toMatchObject({ code: "conflict" });
    await asAdmin(organization, (ctx) => callOffDeletion(ctx, { reason }));
    await deleteDueOrganizations(addDays(dueAt, 1));
    expect(await exists(organization)).toBe(true);
    const state = await stateOf(organization.id);
    expect(state.emails).toEqual(["deletion-scheduled", "deletion-called-off"]);
    expect(state.audit).toEqual(["admin.deletion_scheduled", "admin.deletion_called_off"]);
    await expect(asAdmin(organization, (ctx) => callOffDeletion(ctx, { reason }))).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("ends the subscription and the customer at Stripe, keeps invoices there and revenue here", async () => {
    const customer = await subscriber("professional");
    const { email } = await addMember(customer.id, "owner");
    const { dueAt } = await schedule(customer, 1);
    expect(await deleteDueOrganizations(addDays(dueAt, 1))).toBeGreaterThanOrEqual(1);
    expect(await exists(customer)).toBe(false);
    expect(await stripe().customers.retrieve(customer.customerId)).toMatchObject({ deleted: true });
    expect((await stripe().invoices.list({ customer: customer.customerId })).data.length).toBeGreaterThan(0);
    await withPlatform({ actor: asSystem() }, assertMovements);
    expect((await mailsTo(email)).map(({ template, props }) => [template, props.byOwner])).toEqual([
      ["organization-deleted", false],
    ]);
    expect(
      await inPlatform(({ tx }) => tx.$count(deletionRequests, eq(deletionRequests.organizationId, customer.id))),
    ).toBe(0);
  });

  it("waits while Stripe is away, says why, and is done by the next run", async () => {
    expectLog("a scheduled deletion failed and will be tried again");
    const customer = await subscriber("professional");
    const { dueAt } = await schedule(customer, 1);
    const later = addDays(dueAt, 1);
    await injectFault({ kind: "server_error", rate: 1 });
    await deleteDueOrganizations(later);
    await clearFaults();
    expect(await exists(customer)).toBe(true);
    const [request] = await inPlatform(({ tx }) =>
      tx.select().from(deletionRequests).where(eq(deletionRequests.organizationId, customer.id)),
    );
    expect(request?.lastError).toContain("Stripe isn't responding");
    await deleteDueOrganizations(later);
    expect(await exists(customer)).toBe(false);
  });

  it("asks for the name", async () => {
    const organization = await newOrganization();
    const wrong = asAdmin(organization, (ctx) => scheduleDeletion(ctx, { days: 14, name: "Something", reason }));
    await expect(wrong).rejects.toMatchObject({ code: "invalid_input", details: { errors: [{ field: "name" }] } });
  });
});
