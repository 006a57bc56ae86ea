import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { healthSamples, memberships, organizations, platformKeys, totpFactors } from "@/db/schema";
import { newTotpSecret } from "@/lib/auth/second-factor/totp";
import { catalog } from "@/lib/catalog";
import { now as clockNow } from "@/lib/clock";
import { withPlatform } from "@/lib/context";
import { createPlatformKey } from "@/lib/keys";
import { openSecret, sealSecret } from "@/lib/secrets";
import { healthRows } from "./history/health-rows";
import { canImport } from "./history/import-to-stripe";
import { insertRows } from "./history/insert-rows";
import { soldMonthly } from "./history/market";
import { seedCompany, writeHistories } from "./history/seed-company";
import { ensureUser, findUser, seeder } from "./organization";
import { type ProductSample, sampleOf } from "./product-sample";
import type { Scenario, SeedSignIn } from "./scenario";
import { scenariosOf } from "./scenarios";

export type Seeded = {
  signIns: Record<"platformAdmin" | "paying" | "trialing" | "expired", SeedSignIn>;
  platformKey: string;
  /** The key of the platform admin's authenticator app. */
  authenticatorKey: string;
};

const admin = { name: "Ada Keller", email: "admin@gatehouse.example" };
const keyName = "Demo server";

/** How far back the company's past goes. */
const months = 24;
/** Enough of those who try the product buy it for the dashboards to have something to show. */
const conversion = 0.6;

type Options = {
  /** What the last run returned. Its platform key is returned again while it is valid. */
  previous?: Seeded | undefined;
  /** How many customers with a past there are besides those one can sign in as. Stripe itself can't be given a past. */
  customers: number;
};

/** Creates the sample data of the product that is sold. Safe to run again: organizations that exist are left as they are now. */
export async function seed(password: string, { previous, customers }: Options): Promise<Seeded> {
  const adminId = await ensureUser({ ...admin, password, platformAdmin: true });
  const sample = await sampleOf(catalog.product);
  const { paying, trialing, expired } = scenariosOf(catalog, sample);
  if (canImport() && soldMonthly(catalog).length > 0)
    await seedPast(password, customers, sample, [paying, trialing, expired]);
  await seedHealth();
  return {
    authenticatorKey: await ensureAuthenticator(adminId),
    signIns: {
      platformAdmin: { email: admin.email, password, organization: null, organizationId: null },
      paying: await ensureScenario(paying, password),
      trialing: await ensureScenario(trialing, password),
      expired: await ensureScenario(expired, password),
    },
    platformKey: await platformKey(adminId, previous?.platformKey),
  };
}

/** Platform admins need a second factor. @returns the key of the authenticator app that is set up. */
function ensureAuthenticator(userId: string): Promise<string> {
  return withPlatform({ actor: seeder }, async ({ tx, wall }) => {
    const inUse = and(eq(totpFactors.userId, userId), isNotNull(totpFactors.confirmedAt));
    const [existing] = await tx.select().from(totpFactors).where(inUse);
    if (existing) return openSecret(existing.secret, "totp_factors.secret", existing.id);
    const id = uuidv7();
    const key = newTotpSecret();
    const secret = sealSecret(key, "totp_factors.secret", id);
    await tx.insert(totpFactors).values({ id, userId, secret, createdAt: wall, confirmedAt: wall });
    return key;
  });
}

/** The customers of two years, some of which tests and screenshots use by name. */
async function seedPast(
  password: string,
  customers: number,
  sample: ProductSample,
  scenarios: readonly Scenario[],
): Promise<void> {
  const until = clockNow();
  const named = sample.pastCustomers?.(catalog, until) ?? [];
  await writeHistories(named, { password, inStripe: true, until, sample });
  await seedCompany({
    organizations: Math.max(0, customers - named.length),
    months,
    seed: catalog.product,
    until,
    conversion,
    password,
    inStripe: true,
    reserved: [...named, ...scenarios].map(({ organization }) => organization),
  });
}

/** A past for the status page. Later runs leave the times without a server as the gaps they are. */
function seedHealth(): Promise<void> {
  return withPlatform({ actor: seeder }, async ({ tx, wall }) => {
    if ((await tx.$count(healthSamples)) === 0) await insertRows(tx, healthSamples, healthRows(wall));
  });
}

async function ensureScenario(scenario: Scenario, password: string): Promise<SeedSignIn> {
  const { owner, organization } = scenario;
  if (await findUser(owner.email)) await ensureUser({ ...owner, password });
  else await scenario.create(password);
  return { email: owner.email, password, organization, organizationId: await organizationOf(owner.email) };
}

async function organizationOf(email: string): Promise<string | null> {
  const userId = (await findUser(email)) ?? "";
  const [row] = await withPlatform({ actor: seeder }, ({ tx }) =>
    tx
      .select({ id: organizations.id })
      .from(organizations)
      .innerJoin(memberships, eq(memberships.organizationId, organizations.id))
      .where(eq(memberships.userId, userId)),
  );
  return row?.id ?? null;
}

/** A key can't be read back from the database, so the previous one comes from the last run. */
async function platformKey(adminId: string, previous: string | undefined): Promise<string> {
  return withPlatform({ actor: { kind: "user", id: adminId } }, async (ctx) => {
    const valid = and(eq(platformKeys.name, keyName), isNull(platformKeys.revokedAt));
    if (previous && (await ctx.tx.$count(platformKeys, valid)) > 0) return previous;
    const created = await createPlatformKey(ctx, {
      name: keyName,
      scopes: ["usage:write", "usage:read", "features:read"],
    });
    return created.key;
  });
}
