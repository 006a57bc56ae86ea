import "./environment";
import { hashToken } from "@/lib/auth/links/tokens";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { type Actor, withPlatform } from "@/lib/context";
import { createPlatformKey } from "@/lib/keys/create-platform-key";
import { type Scope, scopeNames } from "@/lib/keys/input";
import type { Role } from "@/lib/tenancy/members/roles";
import { addMember, newOrganization, newUser } from "@/testing/factories";
import { sql } from "./database";
import { send } from "./send";

/** What is known of the sender of a request. What they may do follows from it and from the declarations alone. */
export type Caller = Readonly<{ name: string; headers: Readonly<Record<string, string>> }> &
  (SessionFacts | KeyFacts | Anonymous);

type Anonymous = { kind: "anonymous" };

export type SessionFacts = {
  kind: "session";
  userId: string;
  /** The organization that is selected; undefined for someone who is in none. */
  organizationId?: string;
  role?: Role;
  verified: boolean;
  /** They proved who they are within 10 minutes. */
  recent: boolean;
  secondFactor: boolean;
  platformAdmin: boolean;
  acting?: "read_only" | "writing";
  organization: "active" | "suspended" | "requires_second_factor";
};

export type KeyFacts = {
  kind: "platform_key" | "organization_key";
  scopes: readonly Scope[];
  /** Of an organization key. */
  organizationId?: string;
};

export type World = {
  /** Where the callers belong, on a plan with API access. */
  home: string;
  /** Its owner. A platform admin may act as this person. */
  ownerId: string;
  /** Another organization, whose owner attacks. */
  other: string;
  /** One that none of them is in. */
  bystander: string;
  /** The external ID of `home`, which platform keys may use. */
  externalId: string;
  /** What platform admins change. */
  subject: string;
  subjectOwnerId: string;
  /** A platform admin who signed in 11 minutes ago. Not among the callers, because most endpoints don't ask for confirmation. */
  staleAdmin: Caller;
  /** A reservation of `home`. */
  reservation: string;
  callers: Caller[];
};

/** Two organizations, and everyone who may try. */
export async function newWorld(): Promise<World> {
  const externalId = `security-${crypto.randomUUID()}`;
  const [home, other, suspended, strict] = [
    await newOrganization({ plan: "enterprise", name: "Home Works", externalId }),
    await newOrganization({ plan: "enterprise", name: "Other Works" }),
    await newOrganization({ plan: "enterprise", name: "Suspended Works" }),
    await newOrganization({ plan: "enterprise", name: "Strict Works" }),
  ];
  const places: Places = { home: home.id, other: other.id, suspended: suspended.id, strict: strict.id };
  const owners = { home: home.ownerId, other: other.ownerId, suspended: suspended.ownerId, strict: strict.ownerId };
  const keys = await keyCallers(places, owners);
  await sql`insert into suspensions (organization_id, suspended_at, reason) values (${suspended.id}, now(), 'Test')`;
  await sql`update organizations set two_factor_required_at = now() where id = ${strict.id}`;
  const callers = [
    { name: "an anonymous visitor", kind: "anonymous" as const, headers: {} },
    ...(await members(places, owners)),
    ...(await admins(home)),
    ...keys,
  ];
  const subject = await newOrganization({ plan: "enterprise", name: "Subject Works" });
  const bystander = await newOrganization({ plan: "enterprise", name: "Bystander Works" });
  return {
    home: home.id,
    ownerId: home.ownerId,
    other: other.id,
    bystander: bystander.id,
    externalId,
    subject: subject.id,
    subjectOwnerId: subject.ownerId,
    staleAdmin: await leftAlone(await newAdmin("a platform admin", home.id)),
    reservation: await reserve(externalId, callers),
    callers,
  };
}

async function reserve(organization: string, callers: readonly Caller[]): Promise<string> {
  const key = callers.find(({ kind }) => kind === "platform_key");
  const reserved = await send("/api/v1/usage/reserve", {
    method: "POST",
    headers: { ...key?.headers, "content-type": "application/json" },
    body: JSON.stringify({ organization, meter: "work_orders", amount: 10 }),
  });
  if (reserved.status !== 201) throw new Error(`no reservation: ${reserved.text}`);
  return JSON.parse(reserved.text).id;
}

type Places = Record<"home" | "other" | "suspended" | "strict", string>;

const cookie = (token: string) => ({ cookie: `gatehouse.session=${token}` });

const inPage = (token: string, organizationId: string) => ({
  ...cookie(token),
  "gatehouse-organization": organizationId,
});

type Signed = { userId: string; secondFactor?: boolean };

const signIn = ({ userId, secondFactor }: Signed): Promise<string> =>
  sessionStore.create({ userId, userAgent: null, now: new Date(), secondFactor: secondFactor ? "totp" : null });

const facts = {
  kind: "session",
  verified: true,
  recent: true,
  secondFactor: false,
  platformAdmin: false,
  organization: "active",
} as const;

async function members(
  { home, other, suspended, strict }: Places,
  owners: Record<keyof Places, string>,
): Promise<Caller[]> {
  const inRole = async (role: Role, verified = true): Promise<Caller> => {
    const { id: userId } = await addMember(home, role, { verified });
    return {
      ...facts,
      name: `${verified ? "" : "an unverified "}${role}`,
      headers: inPage(await signIn({ userId }), home),
      userId,
      organizationId: home,
      role,
      verified,
    };
  };
  const ownerOf = async (name: string, place: string, userId: string, organization: SessionFacts["organization"]) => ({
    ...facts,
    name,
    headers: inPage(await signIn({ userId }), place),
    userId,
    organizationId: place,
    role: "owner" as const,
    organization,
  });
  const stranger = await newUser();
  return [
    ...(await Promise.all((["owner", "admin", "billing", "member"] as const).map((role) => inRole(role)))),
    await inRole("owner", false),
    await leftAlone(await inRole("owner")),
    await demoted(await inRole("owner")),
    await removed(await inRole("admin")),
    await signedOut(await inRole("owner")),
    await ownerOf("the owner of another organization", other, owners.other, "active"),
    await ownerOf("the owner of a suspended organization", suspended, owners.suspended, "suspended"),
    await ownerOf("an owner without the second factor required", strict, owners.strict, "requires_second_factor"),
    {
      ...facts,
      name: "someone in no organization",
      headers: inPage(await signIn({ userId: stranger.id }), home),
      userId: stranger.id,
    },
  ];
}

/** The caller's session, changed while it goes on. */
async function leftAlone(caller: Caller): Promise<Caller> {
  await sql`update sessions set created_at = created_at - interval '11 minutes' where session_token = ${tokenHash(caller)}`;
  return {
    ...caller,
    name: `${caller.name === "owner" ? "an owner" : caller.name} who signed in 11 minutes ago`,
    ...(caller.kind === "session" ? { recent: false } : {}),
  };
}

async function demoted(caller: Caller): Promise<Caller> {
  if (caller.kind !== "session") return caller;
  await sql`update memberships set role = 'member' where user_id = ${caller.userId}`;
  return { ...caller, name: "an owner who was made a member in mid-session", role: "member" };
}

async function removed(caller: Caller): Promise<Caller> {
  if (caller.kind !== "session") return caller;
  await sql`delete from memberships where user_id = ${caller.userId}`;
  const { organizationId: _, role: __, ...rest } = caller;
  return { ...rest, name: "an admin who was removed in mid-session" };
}

async function signedOut(caller: Caller): Promise<Caller> {
  await sql`delete from sessions where session_token = ${tokenHash(caller)}`;
  return { name: "an owner whose session was ended", headers: caller.headers, kind: "anonymous" };
}

const tokenHash = ({ headers }: Caller): string => hashToken(headers.cookie?.replace("gatehouse.session=", "") ?? "");

async function newAdmin(name: string, homeId: string, secondFactor = true) {
  const { id: userId } = await newUser({ platformAdmin: true });
  return {
    ...facts,
    name,
    headers: inPage(await signIn({ userId, secondFactor }), homeId),
    userId,
    secondFactor,
    platformAdmin: true,
  };
}

async function admins(home: { id: string; ownerId: string }): Promise<Caller[]> {
  const admin = (name: string, secondFactor = true) => newAdmin(name, home.id, secondFactor);
  const former = await admin("a platform admin who was demoted in mid-session");
  await sql`update users set is_platform_admin = false where id = ${former.userId}`;
  return [
    await admin("a platform admin"),
    await admin("a platform admin without a second factor", false),
    { ...former, platformAdmin: false },
    await actingAs(await admin("a read-only support session"), home, true),
    await actingAs(await admin("a support session"), home, false),
  ];
}

/** Begins a support session over the API, as the owner of `home`. */
async function actingAs(
  admin: Caller & SessionFacts,
  home: { id: string; ownerId: string },
  readOnly: boolean,
): Promise<Caller> {
  const begun = await send(`/api/v1/admin/impersonate/${home.ownerId}`, {
    method: "POST",
    headers: { ...admin.headers, "content-type": "application/json" },
    body: JSON.stringify({ reason: "Ticket 4711", minutes: 30, readOnly }),
  });
  if (begun.status !== 200) throw new Error(`no support session: ${begun.text}`);
  const acting = begun.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .find((line) => line?.startsWith("gatehouse.impersonation="));
  return {
    ...admin,
    headers: { ...admin.headers, cookie: `${admin.headers.cookie}; ${acting}` },
    userId: home.ownerId,
    organizationId: home.id,
    role: "owner",
    platformAdmin: false,
    acting: readOnly ? "read_only" : "writing",
  };
}

async function keyCallers(places: Places, owners: Record<keyof Places, string>): Promise<Caller[]> {
  const actor: Actor = { kind: "user", id: (await newUser({ platformAdmin: true })).id };
  const platform = async (name: string, scopes: readonly Scope[]): Promise<Caller> => {
    const { key } = await withPlatform({ actor }, (ctx) =>
      createPlatformKey(ctx, { name: "suite", scopes: [...scopes] }),
    );
    return { name, kind: "platform_key", scopes, headers: { authorization: `Bearer ${key}` } };
  };
  const organization = async (name: string, place: keyof Places, scopes: readonly Scope[]): Promise<Caller> => {
    const headers = inPage(await signIn({ userId: owners[place] }), places[place]);
    const created = await send("/api/v1/api-keys", {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ name: "suite", scopes }),
    });
    if (created.status !== 201) throw new Error(`no key: ${created.text}`);
    const { key } = JSON.parse(created.text);
    return {
      name,
      kind: "organization_key",
      organizationId: places[place],
      scopes,
      headers: { authorization: `Bearer ${key}` },
    };
  };
  const reading = ["usage:read", "features:read"] as const;
  return [
    await platform("a platform key", scopeNames),
    ...(await Promise.all(
      scopeNames.map((left) =>
        platform(
          `a platform key without ${left}`,
          scopeNames.filter((scope) => scope !== left),
        ),
      ),
    )),
    await gone("a revoked platform key", "platform_keys", "revoked_at", await platform("", scopeNames)),
    await gone("an expired platform key", "platform_keys", "expires_at", await platform("", scopeNames)),
    await organization("an organization's key", "home", reading),
    await organization("an organization's key without usage:read", "home", ["features:read"]),
    await organization("an organization's key without features:read", "home", ["usage:read"]),
    await organization("another organization's key", "other", reading),
    await gone("an organization's revoked key", "api_keys", "revoked_at", await organization("", "home", reading)),
    await gone("an organization's expired key", "api_keys", "expires_at", await organization("", "home", reading)),
    {
      name: "a made-up platform key",
      kind: "anonymous",
      headers: { authorization: `Bearer gh_platform_${"x".repeat(43)}` },
    },
    { name: "a made-up scheme", kind: "anonymous", headers: { authorization: "Basic YTpi" } },
  ];
}

async function gone(name: string, table: string, column: string, { headers }: Caller): Promise<Caller> {
  const hash = hashToken(headers.authorization?.replace("Bearer ", "") ?? "");
  await sql`update ${sql(table)} set ${sql(column)} = now() - interval '1 minute' where hash = ${hash}`;
  return { name, kind: "anonymous", headers };
}
