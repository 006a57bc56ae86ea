import type { Grants } from "@/lib/entitlements/resolve/entitlements";
import { resolveEntitlements } from "@/lib/entitlements/resolve/resolve";
import { catalog as unison } from "@/products/unison/catalog";
import { post, prepared, type Speed } from "./load";
import { type Figure, median } from "./report";
import type { UsageSite } from "./usage-site";

const rounds = 3;
const seconds = 4;
const warmUpSeconds = 5;

const paths = { empty: "/api/live", check: "/api/v1/features/check" } as const;
type Path = keyof typeof paths;

/** Entitlement checks over HTTP, compared with the empty handler, and resolving alone. */
export async function measureFeatures(site: UsageSite): Promise<() => Promise<Figure[]>> {
  const resolve = resolveMicroseconds();
  return async () => {
    console.log("  checks per second …");
    const seen: Record<Path, Speed[]> = { empty: [], check: [] };
    const expected = Math.max(
      (await run(site, "empty", warmUpSeconds, 0)).rate,
      (await run(site, "check", warmUpSeconds, 0)).rate,
    );
    for (let round = 0; round < rounds; round += 1) {
      seen.empty.push(await run(site, "empty", seconds, expected * seconds * 1.2));
      seen.check.push(await run(site, "check", seconds, expected * seconds * 1.2));
    }
    return [...figures(seen), { name: "resolve", value: resolve, unit: "µs", goal: { kind: "<=", value: 2 } }];
  };
}

function figures({ empty, check }: Record<Path, Speed[]>): Figure[] {
  const rate = (speeds: readonly Speed[]) => median(speeds.map((speed) => speed.rate));
  const p99 = (speeds: readonly Speed[]) => median(speeds.map((speed) => speed.p99));
  return [
    { name: "check_rate", value: rate(check), unit: "/s" },
    { name: "check_rate_ratio", value: rate(check) / rate(empty), goal: { kind: ">=", value: 0.9 } },
    { name: "check_p99_ratio", value: p99(check) / p99(empty) },
  ];
}

let sent = 0;

function run({ url, key, organizations }: UsageSite, path: Path, duration: number, count: number): Promise<Speed> {
  const body = prepared(count, () => {
    sent += 1;
    return JSON.stringify({ organization: organizations[sent % organizations.length], feature: "sso_saml" });
  });
  return post({ url: url + paths[path], key, seconds: duration, body });
}

/** For a customer with a plan, two add-ons and an override. */
function resolveMicroseconds(): number {
  const now = new Date("2026-03-10T12:00:00Z");
  const grants: Grants = {
    subscription: {
      planKey: "professional",
      status: "active",
      trialEndsAt: now,
      verifyBy: null,
      stripeTrialEndsAt: null,
      otherPlans: [],
      collectionMethod: null,
      pausedBehavior: null,
      suspendedAt: null,
      failedPayments: 0,
      pastDueSince: null,
      endedAt: null,
      trialRefusedDomain: null,
      anchorAt: now,
      currency: "usd",
      entitlementsVersion: 7,
    },
    items: [
      { kind: "add_on", itemKey: "extra_user", quantity: 5 },
      { kind: "add_on", itemKey: "extra_plant", quantity: 1 },
    ],
    overrides: [
      {
        kind: "meter",
        name: "storage_gb",
        enabled: null,
        limit: 500,
        unlimited: false,
        reason: "agreed",
        createdAt: now,
        expiresAt: null,
      },
    ],
  };
  const times = 20_000;
  const runs = Array.from({ length: 5 }, () => {
    const began = performance.now();
    for (let index = 0; index < times; index += 1) resolveEntitlements(unison, grants, now);
    return ((performance.now() - began) * 1000) / times;
  });
  return Math.min(...runs);
}
