import "@/testing/billing/local-stripe";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { uuidv7 } from "uuidv7";
import { afterAll, describe, expect, it } from "vitest";
import {
  emails,
  idempotencyKeys,
  invitations,
  passkeys,
  stripeEvents,
  subscriptions,
  supportRequests,
  users,
} from "@/db/schema";
import { accountChain, checkAudit } from "@/lib/audit";
import { signInWithPassword } from "@/lib/auth";
import { confirmEmailChange } from "@/lib/auth/email-change/confirm-email-change";
import { requestEmailChange } from "@/lib/auth/email-change/request-email-change";
import { renamePasskey } from "@/lib/auth/passkeys/rename-passkey";
import { requestReset } from "@/lib/auth/passwords/request-reset";
import { findSession, type Session } from "@/lib/auth/sessions/find-session";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { updateCustomer } from "@/lib/billing";
import { stripe } from "@/lib/billing/stripe/stripe";
import { type Context, inTenant, withoutTenant, withPlatform } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { env } from "@/lib/env";
import { found } from "@/lib/errors";
import { deleteAccount, inviteMember } from "@/lib/tenancy";
import { asSystem, asUser } from "@/testing/actors";
import { sealedAuditOf } from "@/testing/audit";
import { setUpTotp } from "@/testing/auth/second-factor";
import { newAddress, newSession, passwordHash } from "@/testing/auth/signed-in";
import { sync } from "@/testing/billing/stories";
import { subscriber } from "@/testing/billing/subscribers";
import { mailsTo } from "@/testing/emails";
import { addMember, inOrganization, newOrganization } from "@/testing/factories";
import { placesOf as placesIn } from "@/testing/privacy/places-of";
import { erasePerson, exportPerson } from "../index";

const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
afterAll(() => owner.end());

const placesOf = (texts: readonly string[]) => placesIn(owner, texts);
const platform = <T>(work: (ctx: Context) => Promise<T>) => withPlatform({ actor: asSystem() }, work);

/** Someone who has left traces wherever a person can. */
async function livedIn() {
  const marker = uuidv7().slice(-10);
  const first = `grace.${marker}@first.example`;
  const email = `grace.${marker}@example.com`;
  const name = `Grace "Amazing" Hopper-${marker}`;
  const agent = `Marker-Browser/${marker}`;
  const device = `Passkey of ${marker}`;
  const invitee = `invitee.${marker}@example.com`;
  const address = newAddress();
  const made = await subscriber("enterprise");
  await platform(({ tx }) =>
    tx.update(users).set({ email: first, name, passwordHash }).where(eq(users.id, made.ownerId)),
  );
  const other = await addMember(made.id, "owner");
  await stripe().customers.update(made.customerId, { email, name });
  await sync(made.customerId);
  const signIn = async () => {
    const token = await sessionStore.create({
      userId: made.ownerId,
      userAgent: agent,
      address,
      now: new Date(),
      secondFactor: "totp",
    });
    return found((await findSession(token, new Date())) ?? undefined, "session");
  };
  let session: Session = await signIn();
  const asThem = <T>(work: (ctx: Context & { session: Session }) => Promise<T>) =>
    withoutTenant({ actor: asUser(made.ownerId) }, (ctx) => work({ ...ctx, session }));
  await setUpTotp(session);
  await asThem((person) => requestEmailChange(person, { email }));
  const links = [...(await mailsTo(first)), ...(await mailsTo(email))].flatMap(({ props }) =>
    "url" in props ? [new URL(String(props.url)).searchParams.get("token") ?? ""] : [],
  );
  for (const token of links) await platform((ctx) => confirmEmailChange(ctx, { token })).catch(() => undefined);
  session = await signIn();
  expect(session.user.email).toBe(email);
  const id = `credential-${marker}`;
  await platform(({ tx, now }) =>
    tx.insert(passkeys).values({
      ...{ id, userId: made.ownerId, publicKey: "key", counter: 0, transports: [], backedUp: true },
      name: "Phone",
      createdAt: now,
    }),
  );
  await asThem((person) => renamePasskey(person, { id, name: device }));
  for (const tried of [email, first]) {
    const wrong = signInWithPassword({ email: tried, password: "not the password" }, { address, userAgent: agent });
    await expect(wrong).rejects.toThrow("Incorrect");
  }
  await withoutTenant({ actor: asSystem("sign_up") }, (ctx) => requestReset(ctx, { email }));
  await inOrganization(made.id, (ctx) =>
    inviteMember({ ...ctx, actor: asUser(made.ownerId), role: "owner" }, { email: invitee, role: "member" }),
  );
  const elsewhere = await newOrganization({ plan: "enterprise" });
  await inOrganization(elsewhere.id, (ctx) =>
    inviteMember({ ...ctx, actor: elsewhere.owner, role: "owner" }, { email, role: "member" }),
  );
  await platform(async ({ tx, now }) => {
    await tx.insert(stripeEvents).values({
      ...{ id: `evt_${marker}`, type: "customer.updated", customerId: made.customerId, livemode: false },
      payload: { data: { object: { email, name, address: { city: "Arlington" } } } },
      ...{ createdAt: now, receivedAt: now, handledAt: now },
    });
    await tx.insert(supportRequests).values({
      ...{ id: uuidv7(), name, email, topic: "bug", message: `From ${email}`, state: "open" },
      ...{ createdAt: now, changedAt: now },
    });
    await tx.insert(idempotencyKeys).values({
      ...{ organizationId: made.id, actor: `user ${made.ownerId}`, key: "k", fingerprint: "f", status: 200 },
      body: JSON.stringify({ email }),
      createdAt: now,
    });
  });
  return {
    ...made,
    email,
    name,
    marker,
    session,
    invitee,
    other,
    elsewhere,
    asThem,
    traces: [email, first, marker, agent, address],
  };
}

describe("a person who has left traces everywhere", () => {
  it("gets all of them as a file, without secrets or other people's data, after confirming their identity", async () => {
    const { session, email, name, marker, invitee, ownerId, id } = await livedIn();
    const stale = { ...session, assurance: { ...session.assurance, createdAt: new Date(0), confirmedAt: null } };
    const refused = withPlatform({ actor: asUser(ownerId) }, (ctx) => exportPerson({ ...ctx, session: stale }));
    await expect(refused).rejects.toMatchObject({ code: "forbidden", details: { reason: "confirmation" } });
    const data = await withPlatform({ actor: asUser(ownerId) }, (ctx) => exportPerson({ ...ctx, session }));
    expect(data.account).toMatchObject({ id: ownerId, email, name, hasPassword: true });
    expect(data.memberships).toMatchObject([{ organizationId: id, role: "owner" }]);
    expect(data.sessions[0]).toMatchObject({ userAgent: `Marker-Browser/${marker}` });
    expect(data.passkeys).toMatchObject([{ name: `Passkey of ${marker}` }]);
    expect(data.authenticatorApps).toHaveLength(1);
    const history = data.signInHistory.map(({ action }) => action);
    expect(history).toEqual(
      expect.arrayContaining(["auth.signed_in", "auth.sign_in_failed", "auth.email_changed", "auth.passkey_renamed"]),
    );
    expect(data.activity.map(({ action, by }) => [action, by])).toContainEqual(["team.member_invited", "you"]);
    expect(data.invitationsSent).toHaveLength(1);
    expect(data.invitationsReceived).toMatchObject([{ email }]);
    expect(data.emailsSent.map(({ template }) => template)).toContain("reset");
    expect(data.supportRequests).toMatchObject([{ email, message: `From ${email}`, answers: [] }]);
    const text = JSON.stringify(data);
    const secrets = await owner<{ secret: string }[]>`
      select password_hash as secret from users where id = ${ownerId}
      union select session_token from sessions where user_id = ${ownerId}
      union select secret from totp_factors where user_id = ${ownerId}
      union select code_hash from recovery_codes where user_id = ${ownerId}
      union select token_hash from invitations where email in (${email}, ${invitee})
      union select salt from audit_personal where person_id = ${ownerId}`;
    expect(secrets.length).toBeGreaterThan(5);
    for (const { secret } of secrets) expect(text).not.toContain(secret);
    expect(text).not.toContain(invitee);
    expect(await sealedAuditOf(accountChain)).toContainEqual(
      expect.objectContaining({ action: "privacy.data_exported", actorId: ownerId }),
    );
  });

  it("leaves none behind after deleting their account, and the audit log stays intact", async () => {
    const { session, email, name, marker, other, elsewhere, id, customerId, ownerId, invitee } = await livedIn();
    const agent = `Marker-Browser/${marker}`;
    const theirs = [
      email,
      `grace.${marker}@first.example`,
      JSON.stringify(name).slice(1, -1),
      agent,
      `Passkey of ${marker}`,
    ];
    expect((await placesOf(theirs)).length).toBeGreaterThan(10);
    await withPlatform({ actor: asUser(ownerId) }, (ctx) => deleteAccount({ ...ctx, session }, { email }));
    // The job that gives invoices to another owner, and the farewell, which was sent.
    await platform((ctx) => updateCustomer(inTenant(ctx, id), { billingTo: other.id }));
    await stripe().customers.update(customerId, { name: "Hopper Inc" });
    await sync(customerId);
    const [farewell, ...rest] = await mailsTo(email);
    expect([farewell?.template, rest]).toEqual(["account-deleted", []]);
    await owner`delete from emails where template = 'account-deleted'`;
    expect(await placesOf(theirs)).toEqual([]);
    const log = await sealedAuditOf(id);
    expect(log).toContainEqual(expect.objectContaining({ action: "team.member_invited", actorId: ownerId }));
    expect((await platform(checkAudit)).broken).toBe(0);
    const [mirror] = await platform(({ tx }) =>
      tx.select({ to: subscriptions.billingEmail }).from(subscriptions).where(eq(subscriptions.organizationId, id)),
    );
    expect(mirror?.to).toBe(other.email);
    expect(await platform(({ tx }) => tx.$count(invitations, eq(invitations.organizationId, elsewhere.id)))).toBe(0);
    // What is about someone else stays.
    expect(await placesOf([invitee])).not.toEqual([]);
    const [event] = await platform(({ tx }) =>
      tx
        .select()
        .from(stripeEvents)
        .where(eq(stripeEvents.id, `evt_${marker}`)),
    );
    expect(event?.payload).toEqual({
      data: { object: { email: "(erased)", name: "(erased)", address: { city: "Arlington" } } },
    });
  });
});

describe("a person who deletes their account", () => {
  /** Someone with a name and an address, on a team of their own. */
  async function named(name: string, email: string, verified = true) {
    const made = await subscriber("starter");
    await platform(({ tx, now }) =>
      tx
        .update(users)
        .set({ email, name, emailVerified: verified ? now : null })
        .where(eq(users.id, made.ownerId)),
    );
    return { ...made, name, email };
  }
  const erase = ({ ownerId: id, name, email }: Awaited<ReturnType<typeof named>>) =>
    platform((ctx) => erasePerson(ctx, { id, name, email }));
  const mailed = (props: Record<string, unknown>, template = "invitation") =>
    platform(async ({ tx, now }) => {
      const id = uuidv7();
      await tx.insert(emails).values({ id, to: `${id}@example.com`, template, props, createdAt: now });
      return async () => (await platformDatabase().select().from(emails).where(eq(emails.id, id)))[0]?.props;
    });
  const invited = async (email: string) => {
    const elsewhere = await newOrganization({ plan: "enterprise" });
    await inOrganization(elsewhere.id, (ctx) =>
      inviteMember({ ...ctx, actor: elsewhere.owner, role: "owner" }, { email, role: "member" }),
    );
    return () => platformDatabase().$count(invitations, eq(invitations.organizationId, elsewhere.id));
  };

  it("leaves the emails about someone whose address or name contains theirs", async () => {
    const host = `${uuidv7().slice(-10)}.example`;
    const ann = await named("organization", `ann@${host}`);
    const others = {
      invitedBy: `Jo (joann@${host})`,
      organization: "organization",
      role: `ann@${host}.au, an.ann@${host}`,
      url: "https://app.example/invitation/1",
    };
    const about = await mailed(others);
    const theirs = await mailed({ ...others, invitedBy: `organization (ann@${host})`, role: `ann@${host}.` });
    await erase(ann);
    expect(await about()).toEqual(others);
    expect(await theirs()).toEqual({ ...others, invitedBy: "A former member", role: "erased@example.invalid." });
  });

  it("leaves no shortened form of a long name", async () => {
    const marker = uuidv7().slice(-10);
    const made = await named("x".repeat(100), `long.${marker}@example.com`);
    const invitation = await mailed({ invitedBy: `${"x".repeat(59)}… (${made.email})` });
    await erase(made);
    expect(await invitation()).toEqual({ invitedBy: "A former member" });
  });

  it("leaves the names of fields in Stripe's events, whatever their own name is", async () => {
    const made = await named("id", `id.${uuidv7().slice(-10)}@example.com`);
    const id = `evt_${uuidv7()}`;
    await platform(({ tx, now }) =>
      tx.insert(stripeEvents).values({
        ...{ id, type: "customer.updated", customerId: made.customerId, livemode: false },
        payload: { id: "cus_1", data: { object: { name: "id", names: ["id", "ids"] } } },
        ...{ createdAt: now, receivedAt: now },
      }),
    );
    await erase(made);
    const [event] = await platformDatabase().select().from(stripeEvents).where(eq(stripeEvents.id, id));
    expect(event?.payload).toEqual({
      id: "cus_1",
      data: { object: { name: "(erased)", names: ["(erased)", "ids"] } },
    });
  });

  it("gets nothing about an address that they only signed up with before that", async () => {
    const victim = `victim.${uuidv7().slice(-10)}@example.com`;
    await invited(victim);
    const eve = await named("Eve", victim, false);
    const { session } = await newSession(eve.ownerId);
    expect(session.user).toMatchObject({ email: victim, emailVerified: false });
    const data = await withPlatform({ actor: asUser(eve.ownerId) }, (ctx) => exportPerson({ ...ctx, session }));
    expect(data).toMatchObject({ account: { email: victim }, invitationsReceived: [], emailsSent: [] });
    expect(data.activity.filter(({ by }) => by !== "you")).toEqual([]);
    expect(data.memberships).toHaveLength(1);
  });

  it("takes no invitation from the owner of an address that they only signed up with", async () => {
    const victim = `victim.${uuidv7().slice(-10)}@example.com`;
    const invitationsLeft = await invited(victim);
    await erase(await named("Eve", victim, false));
    expect([await invitationsLeft(), (await mailsTo(victim)).map(({ template }) => template)]).toEqual([
      1,
      ["invitation"],
    ]);
  });

  it("takes no invitation from the owner of an address that they only asked to change to", async () => {
    const victim = `victim.${uuidv7().slice(-10)}@example.com`;
    const eve = await named("Eve", `eve.${uuidv7().slice(-10)}@example.com`);
    const invitationsLeft = await invited(victim);
    const { session } = await newSession(eve.ownerId);
    await withoutTenant({ actor: asUser(eve.ownerId) }, (ctx) =>
      requestEmailChange({ ...ctx, session }, { email: victim }),
    );
    expect((await mailsTo(victim)).map(({ template }) => template)).toContain("email-change-new");
    await erase(eve);
    expect([await invitationsLeft(), (await mailsTo(victim)).map(({ template }) => template)]).toEqual([
      1,
      ["invitation"],
    ]);
  });
});
