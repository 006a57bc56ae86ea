import { and, eq, isNull } from "drizzle-orm";
import { memberships, organizations, platformKeys } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import { withPlatform } from "@/lib/context";
import { createPlatformKey } from "@/lib/keys";
import { findUser, person, seeder } from "./company";
import type { Scenario, SeedSignIn } from "./scenario";
import { anyProduct } from "./scenarios/any-product";
import { copperRidgeTooling } from "./scenarios/copper-ridge-tooling";
import { customers } from "./scenarios/customers";
import { harborMetalworks } from "./scenarios/harbor-metalworks";
import { northfieldCastings } from "./scenarios/northfield-castings";

export type Seeded = {
  signIns: Record<"platformAdmin" | "paying" | "trialing" | "expired", SeedSignIn>;
  platformKey: string;
};

const admin = { name: "Ada Keller", email: "admin@gatehouse.example" };
const keyName = "Demo server";

const unison = {
  paying: harborMetalworks,
  trialing: northfieldCastings,
  expired: copperRidgeTooling,
  others: customers,
};
const scenarios = catalog.product === "unison" ? unison : { ...anyProduct, others: [] };

/**
 * Fills the database with named scenarios. Safe to run again: a scenario that was told is left as it has become since.
 *
 * @param previous what the last run returned; its platform key is kept while it works.
 */
export async function seed(password: string, previous?: Seeded): Promise<Seeded> {
  const adminId = await person({ ...admin, password, platformAdmin: true });
  for (const scenario of scenarios.others) await told(scenario, password);
  return {
    signIns: {
      platformAdmin: { email: admin.email, password, organization: null, organizationId: null },
      paying: await told(scenarios.paying, password),
      trialing: await told(scenarios.trialing, password),
      expired: await told(scenarios.expired, password),
    },
    platformKey: await platformKey(adminId, previous?.platformKey),
  };
}

async function told(scenario: Scenario, password: string): Promise<SeedSignIn> {
  const { owner, organization } = scenario;
  if (await findUser(owner.email)) await person({ ...owner, password });
  else await scenario.tell(password);
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

/** A key is shown once, so it can only be kept by whoever was told it. */
async function platformKey(adminId: string, previous: string | undefined): Promise<string> {
  return withPlatform({ actor: { kind: "user", id: adminId } }, async (ctx) => {
    const works = and(eq(platformKeys.name, keyName), isNull(platformKeys.revokedAt));
    if (previous && (await ctx.tx.$count(platformKeys, works)) > 0) return previous;
    const made = await createPlatformKey(ctx, {
      name: keyName,
      scopes: ["usage:write", "usage:read", "features:read"],
    });
    return made.key;
  });
}
