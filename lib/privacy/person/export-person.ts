import "server-only";
import { and, asc, eq, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import {
  accounts,
  apiKeys,
  auditLog,
  auditPersonal,
  directoryUsers,
  emailChanges,
  emailSuppressions,
  emails,
  externalIdentities,
  invitations,
  memberships,
  organizationNotes,
  organizations,
  passkeys,
  recoveryCodes,
  savedViews,
  sessions,
  ssoIdentities,
  supportReplies,
  supportRequests,
  totpFactors,
  users,
} from "@/db/schema";
import {
  accountChain,
  describeAction,
  personalColumns,
  personalOfRow,
  recordAccountAudit,
  withPersonal,
} from "@/lib/audit";
import { type PersonContext, requireConfirmed } from "@/lib/auth";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { found } from "@/lib/errors";

/** Rows of the audit log per query, so that none takes long. */
const pageSize = 5_000;

/**
 * Everything stored about a person, in all of their organizations, without secrets or other people's data: what they did in an
 * organization is listed without the organization's data. Runs in the platform role, for the person only, and is recorded.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"`.
 */
export async function exportPerson(person: PersonContext) {
  requireConfirmed(person);
  const { tx, now, session } = person;
  const { id, email, emailVerified } = session.user;
  // What is stored about an address that they never proved is its owner's.
  const who: Who = { userId: id, email: emailVerified ? email : null };
  const [account] = await tx.select().from(users).where(eq(users.id, id));
  const { passwordHash, ...own } = found(account, "account");
  const data = {
    about: `What ${catalog.name} stores about ${email}, exported at ${now.toISOString()}. Times are in UTC.`,
    notIncluded:
      "Secrets: passwords, tokens, keys and codes, which are stored encrypted or as hashes. The data of your organizations, which an owner or admin can export under Settings. What Stripe stores about payments.",
    account: { ...own, hasPassword: passwordHash !== null },
    ...(await signInData(tx, id)),
    signInHistory: await auditRows(person, sql`${auditLog.organizationId} = ${accountChain}`, who),
    activity: await auditRows(person, sql`${auditLog.organizationId} <> ${accountChain}`, who),
    ...(await teamData(tx, who)),
    ...(await emailData(tx, who)),
    supportRequests: await supportData(tx, who),
    ...(await staffData(tx, id)),
  };
  await recordAccountAudit(person, { action: "privacy.data_exported", subject: id });
  return data;
}

type Tx = Context["tx"];
/** `email` is null until the person has proved that it's theirs. */
type Who = { userId: string; email: string | null };

/** Unlike with `eq`, no row has the address null. */
const isAddress = (column: PgColumn, email: string | null): SQL => (email === null ? sql`false` : eq(column, email));

async function signInData(tx: Tx, userId: string) {
  const [codes] = await tx
    .select({ left: sql<number>`count(*)::int` })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.userId, userId));
  return {
    sessions: await tx
      .select({
        id: sessions.id,
        address: sessions.address,
        userAgent: sessions.userAgent,
        secondFactor: sessions.secondFactor,
        createdAt: sessions.createdAt,
        confirmedAt: sessions.confirmedAt,
        expires: sessions.expires,
        supportSession: sql<boolean>`${sessions.impersonatorId} is not null`,
      })
      .from(sessions)
      .where(eq(sessions.userId, userId))
      .orderBy(asc(sessions.createdAt)),
    connectedAccounts: await tx
      .select({ provider: accounts.provider, accountId: accounts.providerAccountId })
      .from(accounts)
      .where(eq(accounts.userId, userId)),
    linkedAccounts: await tx
      .select({
        provider: externalIdentities.provider,
        accountId: externalIdentities.subject,
        email: externalIdentities.email,
        createdAt: externalIdentities.createdAt,
        lastUsedAt: externalIdentities.lastUsedAt,
      })
      .from(externalIdentities)
      .where(eq(externalIdentities.userId, userId)),
    singleSignOn: await tx
      .select({
        organizationId: ssoIdentities.organizationId,
        issuer: ssoIdentities.issuer,
        subject: ssoIdentities.subject,
        email: ssoIdentities.email,
        createdAt: ssoIdentities.createdAt,
        lastUsedAt: ssoIdentities.lastUsedAt,
      })
      .from(ssoIdentities)
      .where(eq(ssoIdentities.userId, userId)),
    authenticatorApps: await tx
      .select({ createdAt: totpFactors.createdAt, confirmedAt: totpFactors.confirmedAt })
      .from(totpFactors)
      .where(eq(totpFactors.userId, userId)),
    passkeys: await tx
      .select({ name: passkeys.name, createdAt: passkeys.createdAt, lastUsedAt: passkeys.lastUsedAt })
      .from(passkeys)
      .where(eq(passkeys.userId, userId)),
    recoveryCodesLeft: codes?.left ?? 0,
  };
}

async function teamData(tx: Tx, { userId, email }: Who) {
  return {
    memberships: await tx
      .select({
        organizationId: memberships.organizationId,
        organization: organizations.name,
        role: memberships.role,
        since: memberships.createdAt,
        lastSeenOn: memberships.lastSeenOn,
      })
      .from(memberships)
      .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
      .where(eq(memberships.userId, userId)),
    invitationsReceived: await tx
      .select({
        organizationId: invitations.organizationId,
        email: invitations.email,
        role: invitations.role,
        createdAt: invitations.createdAt,
        acceptedAt: invitations.acceptedAt,
      })
      .from(invitations)
      .where(isAddress(invitations.email, email)),
    directoryEntries: await tx
      .select({
        organizationId: directoryUsers.organizationId,
        userName: directoryUsers.userName,
        externalId: directoryUsers.externalId,
        email: directoryUsers.email,
        givenName: directoryUsers.givenName,
        familyName: directoryUsers.familyName,
        displayName: directoryUsers.displayName,
        createdAt: directoryUsers.createdAt,
        deletedAt: directoryUsers.deletedAt,
      })
      .from(directoryUsers)
      .where(or(eq(directoryUsers.userId, userId), isAddress(directoryUsers.email, email))),
    // The people they invited are other people's data, and the organization's.
    invitationsSent: await tx
      .select({
        organizationId: invitations.organizationId,
        role: invitations.role,
        createdAt: invitations.createdAt,
        acceptedAt: invitations.acceptedAt,
      })
      .from(invitations)
      .where(and(eq(invitations.invitedBy, userId), email === null ? undefined : ne(invitations.email, email))),
    apiKeysCreated: await tx
      .select({
        organizationId: apiKeys.organizationId,
        name: apiKeys.name,
        prefix: apiKeys.prefix,
        createdAt: apiKeys.createdAt,
        revokedAt: apiKeys.revokedAt,
      })
      .from(apiKeys)
      .where(eq(apiKeys.createdBy, userId)),
  };
}

async function emailData(tx: Tx, { userId, email }: Who) {
  return {
    emailChangeRequested: await tx
      .select({ to: emailChanges.email, createdAt: emailChanges.createdAt })
      .from(emailChanges)
      .where(eq(emailChanges.userId, userId)),
    emailsSent: await tx
      .select({ template: emails.template, createdAt: emails.createdAt, sentAt: emails.sentAt })
      .from(emails)
      .where(isAddress(emails.to, email))
      .orderBy(asc(emails.createdAt)),
    unsubscribedFrom: await tx
      .select({ category: emailSuppressions.category, since: emailSuppressions.createdAt })
      .from(emailSuppressions)
      .where(isAddress(emailSuppressions.address, email)),
  };
}

/** What they wrote to support, and the answers. */
async function supportData(tx: Tx, { userId, email }: Who) {
  const requests = await tx
    .select({
      id: supportRequests.id,
      name: supportRequests.name,
      email: supportRequests.email,
      topic: supportRequests.topic,
      message: supportRequests.message,
      state: supportRequests.state,
      createdAt: supportRequests.createdAt,
    })
    .from(supportRequests)
    .where(or(eq(supportRequests.userId, userId), isAddress(supportRequests.email, email)))
    .orderBy(asc(supportRequests.createdAt));
  const ids = requests.map(({ id }) => id);
  const replies = await tx
    .select({ requestId: supportReplies.requestId, text: supportReplies.text, at: supportReplies.createdAt })
    .from(supportReplies)
    .where(inArray(supportReplies.requestId, ids))
    .orderBy(asc(supportReplies.createdAt));
  return requests.map((request) => ({
    ...request,
    answers: replies.filter(({ requestId }) => requestId === request.id).map(({ text, at }) => ({ text, at })),
  }));
}

/** For platform admins. Notes are about customers, so their text isn't included. */
async function staffData(tx: Tx, userId: string) {
  return {
    savedViews: await tx
      .select({ name: savedViews.name, query: savedViews.query, createdAt: savedViews.createdAt })
      .from(savedViews)
      .where(eq(savedViews.userId, userId)),
    notesWritten: await tx
      .select({ organizationId: organizationNotes.organizationId, createdAt: organizationNotes.createdAt })
      .from(organizationNotes)
      .where(eq(organizationNotes.authorId, userId)),
  };
}

/** What they did, and attempts with their address. Rows of an organization's chain are listed without their details. */
async function auditRows({ tx }: Context, chains: SQL, { userId, email }: Who) {
  const about = rowsAbout({ userId, email });
  const rows = [];
  let last: { organizationId: string; seq: number } | undefined;
  do {
    const page = await tx
      .select({
        organizationId: auditLog.organizationId,
        seq: auditLog.seq,
        at: auditLog.occurredAt,
        action: auditLog.action,
        actorId: auditLog.actorId,
        impersonatorId: auditLog.impersonatorId,
        subject: auditLog.subject,
        details: auditLog.details,
        personal: personalColumns,
        personId: auditPersonal.personId,
      })
      .from(auditLog)
      .leftJoin(auditPersonal, personalOfRow)
      .where(
        and(
          chains,
          sql`(${auditLog.organizationId}, ${auditLog.seq}) in (${about})`,
          last && sql`(${auditLog.organizationId}, ${auditLog.seq}) > (${last.organizationId}::uuid, ${last.seq})`,
        ),
      )
      .orderBy(asc(auditLog.organizationId), asc(auditLog.seq))
      .limit(pageSize);
    rows.push(...page);
    last = page.length === pageSize ? page.at(-1) : undefined;
  } while (last);
  return rows.map(({ organizationId, at, action, actorId, impersonatorId, personal, personId, ...row }) => {
    const isAboutThem = personId === userId || (email !== null && personal?.email === email);
    const { details } = withPersonal({ subject: row.subject, details: row.details }, isAboutThem ? personal : null);
    const did = actorId === userId;
    const inAccount = organizationId === accountChain;
    return {
      at,
      action,
      what: describeAction(action) ?? action,
      by: did ? (impersonatorId ? "our support team, as you" : "you") : "someone else",
      ...(inAccount ? { details } : { organizationId, ...(isAboutThem ? { details: personal?.facts } : {}) }),
    };
  });
}

/** Uses one index each: a condition on both tables would read the whole log. What others did to them is in their organizations' logs. */
const rowsAbout = ({ userId, email }: Who): SQL => sql`
  select organization_id, seq from audit_log where actor_id = ${userId}
  union select organization_id, seq from audit_personal where person_id = ${userId}::uuid
  union select organization_id, seq from audit_personal where email = ${email}
  union select l.organization_id, l.seq from memberships m
    join audit_log l on l.organization_id = m.organization_id and l.subject = ${userId} where m.user_id = ${userId}::uuid`;
