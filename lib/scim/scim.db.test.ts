import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { DELETE, GET, PATCH, POST, PUT } from "@/app/api/scim/v2/[[...path]]/route";
import { apiKeys, directoryUsers, invitations, memberships, users } from "@/db/schema";
import { withTenant } from "@/lib/context";
import { platformDatabase } from "@/lib/database";
import { grantOverride } from "@/lib/entitlements";
import { env } from "@/lib/env";
import { createDirectoryToken, revokeDirectoryToken } from "@/lib/keys";
import { acceptInvitation, inviteMember, joinBySingleSignOn, type Member } from "@/lib/tenancy";
import { asUser } from "@/testing/actors";
import { auditOf } from "@/testing/audit";
import { newSession } from "@/testing/auth/signed-in";
import { setMirror, suspend } from "@/testing/billing/mirror";
import { mailsTo } from "@/testing/emails";
import { addMember, inOrganization, newOrganization, newUser } from "@/testing/factories";

const handlers = { DELETE, GET, PATCH, POST, PUT };
type Method = keyof typeof handlers;
type Directory = Awaited<ReturnType<typeof withDirectory>>;

let last = 0;
const newAddress = () => {
  last += 1;
  return `ada.${last}@directory-${last}.example`;
};

async function asOwner<T>(organizationId: string, ownerId: string, work: (member: Member) => Promise<T>): Promise<T> {
  const { session } = await newSession(ownerId);
  return withTenant({ organizationId, actor: asUser(ownerId) }, (ctx) =>
    work({
      ...ctx,
      session,
      role: "owner",
      lastSeenOn: null,
      organization: {
        id: organizationId,
        name: "Acme",
        twoFactorRequiredAt: null,
        ssoRequiredAt: null,
        ssoEnabledAt: null,
        onboardedAt: null,
        createdAt: ctx.now,
      },
    }),
  );
}

/** An organization whose directory has a token. */
async function withDirectory(plan = "enterprise") {
  const { id, ownerId } = await newOrganization({ plan });
  const { key, id: keyId } = await asOwner(id, ownerId, createDirectoryToken);
  return { id, ownerId, key, keyId };
}

async function ask({ key }: { key: string }, method: Method, path: string, body?: unknown) {
  const response = await send(key, method, path, body === undefined ? undefined : JSON.stringify(body));
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}
function send(key: string | null, method: Method, path: string, body?: string): Promise<Response> {
  const url = new URL(`/api/scim/v2${path}`, env.APP_URL);
  const request = new Request(url, {
    method,
    headers: { "content-type": "application/scim+json", ...(key ? { authorization: `Bearer ${key}` } : {}) },
    ...(body === undefined ? {} : { body }),
  });
  const segments = url.pathname.split("/").slice(4).map(decodeURIComponent);
  return handlers[method](request, { params: Promise.resolve({ path: segments }) });
}

/** As Okta creates a user. */
const oktaUser = (email: string) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
  userName: email,
  name: { givenName: "Ada", familyName: "Okafor" },
  emails: [{ primary: true, value: email, type: "work" }],
  displayName: "Ada Okafor",
  locale: "en-US",
  externalId: "00ujl29u0le5T6Aj10h7",
  groups: [],
  password: "1mz050nq",
  active: true,
});
/** As Entra ID does. */
const entraUser = (email: string) => ({
  schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
  externalId: "ada.okafor",
  userName: email,
  active: true,
  addresses: null,
  displayName: "Ada Okafor",
  emails: [{ primary: true, type: "work", value: email }],
  meta: { resourceType: "User" },
  name: { formatted: "Ada Okafor", familyName: "Okafor", givenName: "Ada" },
  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { department: "Foundry" },
});
const patch = (...Operations: unknown[]) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations,
});
const entraDeactivation = patch({ op: "Replace", path: "active", value: "False" });
const oktaDeactivation = patch({ op: "replace", value: { active: false } });

const members = async (organizationId: string) => {
  const rows = await platformDatabase()
    .select()
    .from(memberships)
    .where(eq(memberships.organizationId, organizationId));
  return rows.map(({ userId }) => userId);
};
const actionsOf = async ({ id }: Directory) => (await auditOf(id)).map(({ action }) => action);

/** Someone the directory added joins with their invitation. */
async function join(directory: Directory, email: string): Promise<string> {
  const { id } = await newUser({ email });
  const url = String((await mailsTo(email)).findLast(({ template }) => template === "invitation")?.props.url);
  await withTenant({ organizationId: directory.id, actor: asUser(id) }, (ctx) =>
    acceptInvitation(ctx, { token: url.slice(url.lastIndexOf("/") + 1), userId: id }),
  );
  return id;
}

/** The same by single sign-on, which takes no link. */
async function joinBySso(directory: Directory, email: string, account?: string): Promise<string> {
  const userId = account ?? (await newUser({ email })).id;
  await withTenant({ organizationId: directory.id, actor: asUser(userId) }, (ctx) =>
    joinBySingleSignOn(ctx, { userId, email, defaultRole: "member" }),
  );
  return userId;
}

const expireInvitations = (directory: Directory) =>
  inOrganization(directory.id, ({ tx }) => tx.update(invitations).set({ expiresAt: new Date(0) }));

describe("a directory adds people", () => {
  it.each([
    ["Okta", oktaUser],
    ["Entra ID", entraUser],
  ])("as %s does, and they decide to join", async (_, userOf) => {
    const directory = await withDirectory();
    const email = newAddress();
    expect((await ask(directory, "GET", `/Users?filter=userName eq "${email}"`)).body).toMatchObject({
      totalResults: 0,
      Resources: [],
    });
    const { status, headers, body } = await ask(directory, "POST", "/Users", userOf(email));
    expect(status).toBe(201);
    expect(headers.get("content-type")).toBe("application/scim+json");
    expect(headers.get("location")).toBe(`${env.APP_URL}/api/scim/v2/Users/${body.id}`);
    expect(body).toMatchObject({ userName: email, active: true, name: { givenName: "Ada", familyName: "Okafor" } });
    expect(body.password).toBeUndefined();
    expect(await members(directory.id)).toEqual([directory.ownerId]);
    expect((await mailsTo(email)).map(({ template }) => template)).toEqual(["invitation"]);
    const userId = await join(directory, email);
    expect(await members(directory.id)).toContain(userId);
    expect((await ask(directory, "GET", `/Users/${body.id}`)).body).toMatchObject({ id: body.id, active: true });
    expect((await ask(directory, "GET", `/Users?filter=userName eq "${email.toUpperCase()}"`)).body).toMatchObject({
      totalResults: 1,
      Resources: [{ id: body.id }],
    });
    expect(await actionsOf(directory)).toEqual(
      expect.arrayContaining(["team.member_invited", "directory.user_created"]),
    );
  });

  it("and finds those who are already on the team, without using another seat", async () => {
    const directory = await withDirectory();
    const member = await addMember(directory.id, "admin");
    const { status, body } = await ask(directory, "POST", "/Users", oktaUser(member.email));
    expect([status, body.active]).toEqual([201, true]);
    expect(await mailsTo(member.email)).toEqual([]);
    const [row] = await platformDatabase().select().from(memberships).where(eq(memberships.userId, member.id));
    expect(row?.role).toBe("admin");
  });

  it("but not without their consent: someone with an account elsewhere only gets an invitation", async () => {
    const directory = await withDirectory();
    const stranger = await newUser({ email: newAddress() });
    await ask(directory, "POST", "/Users", oktaUser(stranger.email));
    expect(await members(directory.id)).not.toContain(stranger.id);
    const [user] = await platformDatabase().select().from(users).where(eq(users.id, stranger.id));
    expect(user?.name).toBe("Test Person");
  });

  it("once each", async () => {
    const directory = await withDirectory();
    const email = newAddress();
    await ask(directory, "POST", "/Users", oktaUser(email));
    const { status, body } = await ask(directory, "POST", "/Users", {
      ...oktaUser(email),
      userName: email.toUpperCase(),
    });
    expect(status).toBe(409);
    expect(body).toMatchObject({ status: "409", scimType: "uniqueness" });
  });

  it("inactive, without an invitation", async () => {
    const directory = await withDirectory();
    const email = newAddress();
    const { body } = await ask(directory, "POST", "/Users", { ...entraUser(email), active: "False" });
    expect(body.active).toBe(false);
    expect(await mailsTo(email)).toEqual([]);
  });

  it("as long as there are seats", async () => {
    const directory = await withDirectory();
    await inOrganization(directory.id, (ctx) =>
      grantOverride(ctx, { kind: "meter", name: "users", limit: 1, reason: "Test" }),
    );
    const email = newAddress();
    const { status, body } = await ask(directory, "POST", "/Users", oktaUser(email));
    expect([status, body.status]).toEqual([403, "403"]);
    expect((await ask(directory, "GET", "/Users")).body.totalResults).toBe(0);
    expect(await mailsTo(email)).toEqual([]);
  });

  it("at most ten times a day each, because it can email anyone", async () => {
    const directory = await withDirectory();
    const email = newAddress();
    const statuses = [];
    for (let tries = 0; tries < 11; tries += 1) {
      const { status, body } = await ask(directory, "POST", "/Users", oktaUser(email));
      statuses.push(status);
      if (status === 201) await ask(directory, "DELETE", `/Users/${body.id}`);
    }
    expect(statuses).toEqual([...Array(10).fill(201), 429]);
  });
});

describe("a directory deactivates people", () => {
  it.each([
    ["Entra ID", entraDeactivation],
    ["Okta", oktaDeactivation],
  ])("as %s does: they lose access on their next request and keep their account", async (_, deactivation) => {
    const directory = await withDirectory();
    const email = newAddress();
    const { body: user } = await ask(directory, "POST", "/Users", oktaUser(email));
    const userId = await join(directory, email);
    const { status, body } = await ask(directory, "PATCH", `/Users/${user.id}`, deactivation);
    expect([status, body.active]).toEqual([200, false]);
    expect(await members(directory.id)).toEqual([directory.ownerId]);
    expect(await platformDatabase().select().from(users).where(eq(users.id, userId))).toHaveLength(1);
    expect(await actionsOf(directory)).toEqual(
      expect.arrayContaining(["team.member_removed", "directory.user_deactivated"]),
    );
  });

  it("by PUT, as Okta does, and invites them again when they are back", async () => {
    const directory = await withDirectory();
    const email = newAddress();
    const { body: user } = await ask(directory, "POST", "/Users", oktaUser(email));
    const userId = await join(directory, email);
    const off = await ask(directory, "PUT", `/Users/${user.id}`, { ...oktaUser(email), id: user.id, active: false });
    expect([off.status, off.body.active, await members(directory.id)]).toEqual([200, false, [directory.ownerId]]);
    // A user that doesn't say so isn't activated.
    const { active: _, ...silent } = oktaUser(email);
    const on = await ask(directory, "PUT", `/Users/${user.id}`, { ...silent, id: user.id });
    expect(on.body.active).toBe(false);
    const back = await ask(
      directory,
      "PATCH",
      `/Users/${user.id}`,
      patch({ op: "Replace", path: "active", value: "True" }),
    );
    expect(back.body.active).toBe(true);
    expect(await members(directory.id)).not.toContain(userId);
    expect((await mailsTo(email)).filter(({ template }) => template === "invitation")).toHaveLength(2);
  });

  it("before they've joined, which ends the invitation", async () => {
    const directory = await withDirectory();
    const email = newAddress();
    const { body: user } = await ask(directory, "POST", "/Users", oktaUser(email));
    await ask(directory, "PATCH", `/Users/${user.id}`, entraDeactivation);
    await expect(join(directory, email)).rejects.toMatchObject({ code: "conflict" });
  });

  it("by deleting them, which responds with 404 the second time", async () => {
    const directory = await withDirectory();
    const email = newAddress();
    const { body: user } = await ask(directory, "POST", "/Users", oktaUser(email));
    const userId = await join(directory, email);
    expect((await ask(directory, "DELETE", `/Users/${user.id}`)).status).toBe(204);
    expect((await ask(directory, "DELETE", `/Users/${user.id}`)).body).toMatchObject({ status: "404" });
    expect(await members(directory.id)).toEqual([directory.ownerId]);
    expect(await platformDatabase().select().from(users).where(eq(users.id, userId))).toHaveLength(1);
  });

  it("but never the last owner", async () => {
    const directory = await withDirectory();
    const [owner] = await platformDatabase().select().from(users).where(eq(users.id, directory.ownerId));
    const { body: user } = await ask(directory, "POST", "/Users", oktaUser(owner?.email ?? ""));
    for (const [method, body] of [
      ["PATCH", entraDeactivation],
      ["DELETE", undefined],
    ] as const) {
      expect((await ask(directory, method, `/Users/${user.id}`, body)).status).toBe(409);
    }
    expect(await members(directory.id)).toEqual([directory.ownerId]);
  });

  it("and changes neither their address nor their name, because the account is theirs", async () => {
    const directory = await withDirectory();
    const email = newAddress();
    const { body: user } = await ask(directory, "POST", "/Users", oktaUser(email));
    const userId = await join(directory, email);
    const moved = newAddress();
    await ask(
      directory,
      "PATCH",
      `/Users/${user.id}`,
      patch({ op: "Replace", path: 'emails[type eq "work"].value', value: moved }),
    );
    const [person] = await platformDatabase().select().from(users).where(eq(users.id, userId));
    expect(person?.email).toBe(email);
    // Still the same person, by whichever address.
    await ask(directory, "PATCH", `/Users/${user.id}`, entraDeactivation);
    expect(await members(directory.id)).toEqual([directory.ownerId]);
    expect(await mailsTo(moved)).toEqual([]);
  });
});

describe("someone the directory added who joins by single sign-on", () => {
  it("is active there, and loses access when the directory deactivates them", async () => {
    const directory = await withDirectory();
    const email = newAddress();
    const { body: user } = await ask(directory, "POST", "/Users", oktaUser(email));
    const userId = await joinBySso(directory, email);
    expect(await members(directory.id)).toContain(userId);
    expect((await ask(directory, "GET", `/Users/${user.id}`)).body.active).toBe(true);
    const off = await ask(directory, "PATCH", `/Users/${user.id}`, oktaDeactivation);
    expect([off.status, off.body.active, await members(directory.id)]).toEqual([200, false, [directory.ownerId]]);
  });

  it("is removed when the directory deletes them", async () => {
    const directory = await withDirectory();
    const email = newAddress();
    const { body: user } = await ask(directory, "POST", "/Users", oktaUser(email));
    await joinBySso(directory, email);
    await ask(directory, "DELETE", `/Users/${user.id}`);
    expect(await members(directory.id)).toEqual([directory.ownerId]);
  });

  it("can't come back by signing in again after being deleted, until the directory or an owner adds them", async () => {
    const directory = await withDirectory();
    const email = newAddress();
    const { body: user } = await ask(directory, "POST", "/Users", oktaUser(email));
    const userId = await joinBySso(directory, email);
    expect((await ask(directory, "DELETE", `/Users/${user.id}`)).status).toBe(204);
    const deactivated = { code: "forbidden", details: { reason: "deactivated" } };
    await expect(joinBySso(directory, email, userId)).rejects.toMatchObject(deactivated);
    // Whatever their address becomes.
    await expect(joinBySso(directory, newAddress(), userId)).rejects.toMatchObject(deactivated);
    // To the directory they don't exist, and what it said about them is gone.
    for (const [method, body] of [
      ["GET"],
      ["PUT", oktaUser(email)],
      ["PATCH", oktaDeactivation],
      ["DELETE"],
    ] as const) {
      expect((await ask(directory, method, `/Users/${user.id}`, body)).status).toBe(404);
    }
    expect((await ask(directory, "GET", "/Users")).body).toMatchObject({ totalResults: 0, Resources: [] });
    const [mark] = await platformDatabase().select().from(directoryUsers).where(eq(directoryUsers.id, user.id));
    expect(mark).toMatchObject({ givenName: null, familyName: null, displayName: null, externalId: null, email });
    expect(await actionsOf(directory)).toContain("directory.user_deleted");
    // It adds them again, under the same name, and they decide to join.
    const { status, body: again } = await ask(directory, "POST", "/Users", oktaUser(email));
    expect([status, again.active, again.id === user.id]).toEqual([201, true, false]);
    await joinBySso(directory, email, userId);
    expect((await ask(directory, "GET", `/Users/${again.id}`)).body).toMatchObject({ active: true });
    await ask(directory, "DELETE", `/Users/${again.id}`);
    expect(await members(directory.id)).toEqual([directory.ownerId]);
    // Or an owner invites them.
    await inOrganization(directory.id, (ctx) =>
      inviteMember({ ...ctx, role: "owner" }, { email, role: "billing" }, directory.ownerId),
    );
    await joinBySso(directory, email, userId);
    expect(await members(directory.id)).toContain(userId);
    // The directory finds them on the team, and can remove them again.
    const { body: found } = await ask(directory, "POST", "/Users", oktaUser(email));
    expect(found).toMatchObject({ active: true });
    await ask(directory, "PATCH", `/Users/${found.id}`, oktaDeactivation);
    expect(await members(directory.id)).toEqual([directory.ownerId]);
  });

  it("can't come back after being deleted with an invitation that had already expired", async () => {
    const directory = await withDirectory();
    const email = newAddress();
    const { body: user } = await ask(directory, "POST", "/Users", oktaUser(email));
    await expireInvitations(directory);
    await ask(directory, "DELETE", `/Users/${user.id}`);
    await expect(joinBySso(directory, email)).rejects.toMatchObject({ details: { reason: "deactivated" } });
  });

  it("can't come back by signing in again, until the directory activates them", async () => {
    const directory = await withDirectory();
    const email = newAddress();
    const { body: user } = await ask(directory, "POST", "/Users", oktaUser(email));
    const userId = await joinBySso(directory, email);
    await ask(directory, "PATCH", `/Users/${user.id}`, oktaDeactivation);
    await expect(joinBySso(directory, email, userId)).rejects.toMatchObject({
      code: "forbidden",
      details: { reason: "deactivated" },
    });
    expect(await members(directory.id)).toEqual([directory.ownerId]);
    await ask(directory, "PATCH", `/Users/${user.id}`, patch({ op: "replace", value: { active: true } }));
    await joinBySso(directory, email, userId);
    expect(await members(directory.id)).toContain(userId);
  });

  it("can't join if the directory deactivated them before they ever did", async () => {
    const directory = await withDirectory();
    const email = newAddress();
    const { body: user } = await ask(directory, "POST", "/Users", oktaUser(email));
    await ask(directory, "PATCH", `/Users/${user.id}`, entraDeactivation);
    await expect(joinBySso(directory, email)).rejects.toMatchObject({ details: { reason: "deactivated" } });
  });

  it("joins even after the invitation has expired, but only once", async () => {
    const directory = await withDirectory();
    const email = newAddress();
    const { body: user } = await ask(directory, "POST", "/Users", oktaUser(email));
    await expireInvitations(directory);
    const userId = await joinBySso(directory, email);
    expect(await members(directory.id)).toContain(userId);
    await ask(directory, "PATCH", `/Users/${user.id}`, entraDeactivation);
    await expect(joinBySso(directory, email, userId)).rejects.toMatchObject({ details: { reason: "deactivated" } });
  });
});

describe("a directory's token", () => {
  it("reaches its own organization only", async () => {
    const [ours, theirs] = [await withDirectory(), await withDirectory()];
    const { body: user } = await ask(theirs, "POST", "/Users", oktaUser(newAddress()));
    for (const [method, body] of [
      ["GET", undefined],
      ["PUT", oktaUser(newAddress())],
      ["PATCH", entraDeactivation],
      ["DELETE", undefined],
    ] as const) {
      expect((await ask(ours, method, `/Users/${user.id}`, body)).status).toBe(404);
    }
    expect((await ask(ours, "GET", "/Users")).body.totalResults).toBe(0);
    expect((await ask(theirs, "GET", `/Users/${user.id}`)).body.active).toBe(true);
  });

  it("works nowhere else, and no other key works here", async () => {
    const directory = await withDirectory();
    const { GET: usage } = await import("@/app/api/v1/usage/current/route");
    const elsewhere = await usage(
      new Request(`${env.APP_URL}/api/v1/usage/current`, { headers: { authorization: `Bearer ${directory.key}` } }),
    );
    expect(elsewhere.status).toBe(403);
    await platformDatabase()
      .update(apiKeys)
      .set({ scopes: ["usage:read"] })
      .where(eq(apiKeys.id, directory.keyId));
    expect((await ask(directory, "GET", "/Users")).body).toMatchObject({ status: "403" });
  });

  it("is refused when it is missing, made up or revoked", async () => {
    const directory = await withDirectory();
    for (const key of [null, "made-up", `${directory.key}x`]) {
      const response = await send(key, "GET", "/Users");
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({
        schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
        status: "401",
      });
    }
    await asOwner(directory.id, directory.ownerId, (member) =>
      revokeDirectoryToken(member, { keyId: directory.keyId }),
    );
    expect((await ask(directory, "GET", "/Users")).status).toBe(401);
    expect(await actionsOf(directory)).toEqual(["directory.token_created", "directory.token_revoked"]);
  });

  it("is stored as a hash, and needs a plan with single sign-on", async () => {
    const directory = await withDirectory();
    const [row] = await platformDatabase().select().from(apiKeys).where(eq(apiKeys.id, directory.keyId));
    expect(JSON.stringify(row)).not.toContain(directory.key);
    await expect(withDirectory("starter")).rejects.toMatchObject({ code: "feature_not_in_plan" });
  });
});

describe("an organization whose plan no longer includes directory sync, or that is suspended,", () => {
  it.each<[string, (id: string) => Promise<unknown>]>([
    ["after a downgrade", (id) => setMirror(id, { planKey: "starter" })],
    ["while it is suspended", (id) => suspend(id)],
  ])("still loses those who leave, and gains no one, %s", async (_, change) => {
    const directory = await withDirectory();
    const [leaver, deleted, put, pending, stays] = await Promise.all(
      [1, 2, 3, 4, 5].map(async () => {
        const email = newAddress();
        const { body } = await ask(directory, "POST", "/Users", oktaUser(email));
        return { id: String(body.id), email };
      }),
    );
    if (!(leaver && deleted && put && pending && stays)) throw new Error("unreachable");
    for (const { email } of [leaver, deleted, put, stays]) await join(directory, email);
    await change(directory.id);
    // They look someone up first.
    const found = await ask(directory, "GET", `/Users?filter=${encodeURIComponent(`userName eq "${leaver.email}"`)}`);
    expect(found.body.Resources).toMatchObject([{ id: leaver.id, active: true }]);
    expect((await ask(directory, "GET", "/ServiceProviderConfig")).status).toBe(200);
    expect((await ask(directory, "PATCH", `/Users/${leaver.id}`, entraDeactivation)).body).toMatchObject({
      active: false,
    });
    expect((await ask(directory, "PUT", `/Users/${put.id}`, { ...oktaUser(put.email), active: false })).status).toBe(
      200,
    );
    expect((await ask(directory, "DELETE", `/Users/${deleted.id}`)).status).toBe(204);
    expect((await ask(directory, "PATCH", `/Users/${pending.id}`, oktaDeactivation)).body).toMatchObject({
      active: false,
    });
    expect(await members(directory.id)).toHaveLength(2);
    // Anything else needs the plan.
    const refused = [
      await ask(directory, "POST", "/Users", oktaUser(newAddress())),
      await ask(directory, "PATCH", `/Users/${leaver.id}`, patch({ op: "replace", value: { active: true } })),
      await ask(directory, "PATCH", `/Users/${stays.id}`, patch({ op: "replace", value: { displayName: "Eve" } })),
      await ask(directory, "PUT", `/Users/${leaver.id}`, oktaUser(leaver.email)),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(await members(directory.id)).toHaveLength(2);
  });
});

describe("what a directory asks first", () => {
  it.each([
    ["/ServiceProviderConfig", { patch: { supported: true }, bulk: { supported: false } }],
    ["/ResourceTypes", { totalResults: 1, Resources: [{ endpoint: "/Users" }] }],
    ["/ResourceTypes/User", { schema: "urn:ietf:params:scim:schemas:core:2.0:User" }],
    ["/Schemas", { totalResults: 1, Resources: [{ name: "User" }] }],
    ["/Schemas/urn:ietf:params:scim:schemas:core:2.0:User", { name: "User" }],
  ])("%s is answered", async (path, expected) => {
    const { status, body } = await ask(await withDirectory(), "GET", path);
    expect(status).toBe(200);
    expect(body).toMatchObject(expected);
  });

  it("is answered page by page", async () => {
    const directory = await withDirectory();
    const emails = [newAddress(), newAddress(), newAddress()];
    for (const email of emails) await ask(directory, "POST", "/Users", oktaUser(email));
    const { body } = await ask(directory, "GET", "/Users?startIndex=2&count=1");
    expect(body).toMatchObject({
      totalResults: 3,
      startIndex: 2,
      itemsPerPage: 1,
      Resources: [{ userName: emails[1] }],
    });
    expect((await ask(directory, "GET", "/Users?count=0")).body).toMatchObject({ totalResults: 3, Resources: [] });
  });

  it.each([
    ["GET", "/Groups", 404],
    ["GET", "/Users/not-an-id", 404],
    ["GET", "/Users/01990000-0000-7000-8000-000000000001", 404],
    ["PATCH", "/Users", 405],
    ["POST", "/ServiceProviderConfig", 405],
    ["GET", '/Users?filter=userName co "x"', 400],
  ] as const)("is refused in SCIM's own format: %s %s", async (method, path, status) => {
    const { body, ...answer } = await ask(await withDirectory(), method, path, method === "GET" ? undefined : {});
    expect(answer.status).toBe(status);
    expect(body).toMatchObject({ schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: String(status) });
  });

  it("is refused when it isn't JSON, or not a user", async () => {
    const directory = await withDirectory();
    const response = await send(directory.key, "POST", "/Users", "{");
    expect([response.status, (await response.json()).scimType]).toEqual([400, "invalidSyntax"]);
    for (const user of [[], {}, { userName: 7 }, { userName: "no-address" }, { ...oktaUser("x"), emails: "x" }]) {
      expect((await ask(directory, "POST", "/Users", user)).status).toBe(400);
    }
  });
});
