import { unison } from "@/lib/catalog/products/unison";
import { type Grants, resolveEntitlements } from "@/lib/entitlements/resolve";
import { post, type Speed } from "./load";
import { median, type Result } from "./report";
import { serveUsage, type UsageSite } from "./usage-site";

const rounds = 3;
const seconds = 4;

/** What a plan allows, asked over HTTP, beside the empty handler; and the resolver alone. */
export async function measureFeatures(): Promise<Result> {
  const resolve = resolveMicroseconds();
  const site = await serveUsage(1_000);
  try {
    const paths = { empty: "/api/live", check: "/api/v1/features/check" } as const;
    const seen: Record<keyof typeof paths, Speed[]> = { empty: [], check: [] };
    for (const path of Object.values(paths)) await run(site, path, 2);
    for (let round = 0; round < rounds; round += 1) {
      seen.empty.push(await run(site, paths.empty, seconds));
      seen.check.push(await run(site, paths.check, seconds));
    }
    const rate = (speeds: readonly Speed[]) => median(speeds.map((speed) => speed.rate));
    const p99 = (speeds: readonly Speed[]) => median(speeds.map((speed) => speed.p99));
    return {
      figures: [
        { name: "empty_rate", value: rate(seen.empty), unit: "/s" },
        { name: "check_rate", value: rate(seen.check), unit: "/s" },
        { name: "check_rate_ratio", value: rate(seen.check) / rate(seen.empty), goal: { kind: ">=", value: 0.9 } },
        { name: "check_p99_ratio", value: p99(seen.check) / p99(seen.empty) },
        { name: "resolve", value: resolve, unit: "µs", goal: { kind: "<=", value: 2 } },
      ],
    };
  } finally {
    await site.stop();
  }
}

let asked = 0;

function run({ url, key, organizations }: UsageSite, path: string, duration: number): Promise<Speed> {
  const body = () => {
    asked += 1;
    return JSON.stringify({ organization: organizations[asked % organizations.length], feature: "sso_saml" });
  };
  return post({ url: url + path, key, seconds: duration, body });
}

/** Of a customer with a plan, two add-ons and an override. */
function resolveMicroseconds(): number {
  const now = new Date("2026-03-10T12:00:00Z");
  const grants: Grants = {
    subscription: {
      planKey: "professional",
      status: "active",
      trialEndsAt: now,
      suspendedAt: null,
      failedPayments: 0,
      pastDueSince: null,
      endedAt: null,
      trialRefusedDomain: null,
      anchorAt: now,
      entitlementsVersion: 7,
    },
    items: [
      { kind: "add_on", itemKey: "extra_user", quantity: 5 },
      { kind: "add_on", itemKey: "extra_plant", quantity: 1 },
    ],
    overrides: [],
  };
  const times = 20_000;
  const runs = Array.from({ length: 5 }, () => {
    const began = performance.now();
    for (let index = 0; index < times; index += 1) resolveEntitlements(unison, grants, now);
    return ((performance.now() - began) * 1000) / times;
  });
  return Math.min(...runs);
}
