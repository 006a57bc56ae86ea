import { and, eq, isNull } from "drizzle-orm";
import { memberships, organizations, platformKeys } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { createPlatformKey } from "@/lib/keys";
import { ensureUser, findUser, seeder } from "./organization";
import type { Scenario, SeedSignIn } from "./scenario";
import { scenariosOf } from "./scenarios";

export type Seeded = {
  signIns: Record<"platformAdmin" | "paying" | "trialing" | "expired", SeedSignIn>;
  platformKey: string;
};

const admin = { name: "Ada Keller", email: "admin@gatehouse.example" };
const keyName = "Demo server";

/**
 * Creates the sample data of the product that is sold. Safe to run again: organizations that exist are left as they are now.
 *
 * @param previous what the last run returned. Its platform key is returned again while it is valid.
 */
export async function seed(password: string, previous?: Seeded): Promise<Seeded> {
  const adminId = await ensureUser({ ...admin, password, platformAdmin: true });
  const { paying, trialing, expired, others } = scenariosOf(catalog);
  for (const scenario of others) await ensureScenario(scenario, password);
  return {
    signIns: {
      platformAdmin: { email: admin.email, password, organization: null, organizationId: null },
      paying: await ensureScenario(paying, password),
      trialing: await ensureScenario(trialing, password),
      expired: await ensureScenario(expired, password),
    },
    platformKey: await platformKey(adminId, previous?.platformKey),
  };
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
