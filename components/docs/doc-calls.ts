import type { Catalog, Feature, Meter, Plan } from "@/lib/catalog";
import { formatNumber } from "@/lib/numbers";

/** A request of the docs, with the status and the body of its answer. IDs and times in the answer are examples. */
export type DocCall = { method: "GET" | "POST"; path: string; body?: unknown; status: number; answer?: unknown };

export const exampleIds = {
  organization: "0197b3f2-8c1e-7a44-9d53-6f1b2c3d4e5f",
  event: "0197b3f4-10a2-7c31-8e5d-2b9f40c1d7a8",
  batchEvent: "0197b3f4-9be0-7d4f-a1c6-73e8520fb914",
  reservation: "0197b3f5-2f6b-7b0e-b7a9-51d2c86e3f07",
  otherReservation: "0197b3f5-6ad3-7e82-94f1-0c7be21d58a6",
} as const;

const resetsAt = "2026-12-30T09:00:00.000Z";
const expiresAt = "2026-11-30T12:05:00.000Z";
const caller = "your-customer-id";

export type DocNames = { plan: Plan; meter: Meter; feature: Feature; limit: number; hardLimit: number };

/** What the requests are about: a counter that the trial's plan limits, and a feature that it doesn't include. @throws Error without either. */
export function docNames(catalog: Catalog): DocNames {
  const plan = catalog.plans.find(({ key }) => key === catalog.trial.defaultPlan);
  if (!plan) throw new Error("The catalog has no plan for trials.");
  const meter = catalog.meters.find(({ key, kind }) => kind === "counter" && isLimited(plan.limits[key]));
  const limit = meter && plan.limits[meter.key];
  const feature = catalog.features.find(
    ({ key }) => !plan.features.includes(key) && catalog.plans.some(({ features }) => features.includes(key)),
  );
  if (!meter || !feature || typeof limit !== "number")
    throw new Error("The docs need a limited counter and a feature.");
  return { plan, meter, feature, limit, hardLimit: Math.floor(limit * catalog.thresholds.hard) };
}

const isLimited = (limit: unknown): boolean => typeof limit === "number" && limit > 0;

/**
 * The requests of all guides, in an order in which each gets the answer shown. A test sends them.
 *
 * @param origin where the application is.
 */
export function docCalls(catalog: Catalog, origin: string) {
  const { plan, meter, feature, limit, hardLimit } = docNames(catalog);
  const ofMeter = { organization: caller, meter: meter.key };
  const counted = {
    ...{ status: "accepted", duplicate: false, id: exampleIds.event, organization: exampleIds.organization },
    ...{ meter: meter.key, amount: 1, used: 1, limit, hardLimit, state: "ok", graceEndsAt: null, resetsAt },
  };
  const checked = {
    ...{ allowed: true, amount: 25, meter: meter.key, name: meter.name, kind: meter.kind, used: 3, limit, hardLimit },
    ...{ credited: 0, credits: 0, state: "ok", beyond: null, graceEndsAt: null, resetsAt, problem: null },
  };
  const held = {
    ...{ id: exampleIds.reservation, organization: exampleIds.organization, meter: meter.key, state: "held" },
    ...{ amount: 10, committed: null, expiresAt },
  };
  const track = { method: "POST", path: "/api/v1/usage/track" } as const;
  const check = { method: "POST", path: "/api/v1/features/check" } as const;
  const tooMuch = `${plan.name} includes ${formatNumber(limit)} ${meter.unit.other} per period and stops at ${formatNumber(hardLimit)}. You have used 10, so ${formatNumber(2 * limit)} more would exceed it.`;
  const names = catalog.meters.map(({ key }) => key);
  return {
    track: { ...track, body: { ...ofMeter, amount: 1, idempotencyKey: "order-4711" }, status: 200, answer: counted },
    retry: {
      ...track,
      body: { ...ofMeter, amount: 1, idempotencyKey: "order-4711" },
      status: 200,
      answer: { ...counted, status: "duplicate", duplicate: true },
    },
    reuse: {
      ...track,
      body: { ...ofMeter, amount: 2, idempotencyKey: "order-4711" },
      status: 409,
      answer: {
        type: "about:blank",
        title: "This idempotency key was already used for a different event.",
        status: 409,
        code: "conflict",
      },
    },
    batch: {
      ...track,
      body: {
        events: [
          { ...ofMeter, amount: 2, idempotencyKey: "order-4712" },
          { organization: caller, meter: "no_such_meter", amount: 1, idempotencyKey: "order-4713" },
        ],
      },
      status: 200,
      answer: {
        ...{ accepted: 1, duplicates: 0, refused: 1 },
        results: [
          { index: 0, ...counted, id: exampleIds.batchEvent, amount: 2, used: 3 },
          {
            index: 1,
            status: "refused",
            problem: {
              type: "about:blank",
              title: `No meter "no_such_meter". Valid: ${names.join(", ")}.`,
              status: 422,
              code: "unknown_name",
              valid: names,
            },
          },
        ],
      },
    },
    limit: {
      method: "GET",
      path: `/api/v1/subscription/limits/check?organization=${caller}&meter=${meter.key}&amount=25`,
      status: 200,
      answer: checked,
    },
    reserve: {
      ...{ method: "POST", path: "/api/v1/usage/reserve", body: { ...ofMeter, amount: 10, expiresIn: 300 } },
      ...{ status: 201, answer: held },
    },
    commit: {
      ...{ method: "POST", path: `/api/v1/usage/reservations/${exampleIds.reservation}/commit`, body: { amount: 7 } },
      ...{ status: 200, answer: { ...held, state: "committed", committed: 7 } },
    },
    reserveMore: {
      ...{ method: "POST", path: "/api/v1/usage/reserve", body: { ...ofMeter, amount: 5 } },
      ...{ status: 201, answer: { ...held, id: exampleIds.otherReservation, amount: 5 } },
    },
    release: {
      ...{ method: "POST", path: `/api/v1/usage/reservations/${exampleIds.otherReservation}/release` },
      ...{ status: 200, answer: { ...held, id: exampleIds.otherReservation, state: "released", amount: 5 } },
    },
    overLimit: {
      ...track,
      body: { ...ofMeter, amount: 2 * limit, idempotencyKey: "import-1" },
      status: 402,
      answer: {
        ...{ type: "about:blank", title: tooMuch, status: 402, code: "limit_reached" },
        ...{ meter: meter.key, meterName: meter.name, unit: meter.unit, rule: "hard_limit" },
        ...{
          amount: 2 * limit,
          used: 10,
          held: 0,
          credited: 0,
          credits: 0,
          limit,
          hardLimit,
          since: null,
          graceEndsAt: null,
          resetsAt,
        },
        ...{ plan: plan.key, planName: plan.name, liftedBy: liftedBy(catalog, plan, meter) },
        ...{ upgradeUrl: new URL("/billing", origin).href, explanation: tooMuch },
      },
    },
    feature: {
      ...check,
      body: { organization: caller, feature: feature.key },
      status: 200,
      answer: {
        ...{ allowed: false, feature: feature.key, plan: plan.key, access: "full" },
        availableIn: catalog.plans.filter(({ features }) => features.includes(feature.key)).map(({ key }) => key),
        because: [{ source: "plan", value: false, because: plan.name, until: null }],
      },
    },
    amount: {
      ...check,
      body: { ...ofMeter, amount: 25 },
      status: 200,
      answer: { ...checked, used: 10 },
    },
    limits: { method: "GET", path: `/api/v1/usage/limits?organization=${caller}`, status: 200 },
  } as const satisfies Record<string, DocCall>;
}

/** The plans with a higher limit, lowest first. */
const liftedBy = (catalog: Catalog, plan: Plan, meter: Meter) =>
  catalog.plans
    .filter(({ rank }) => rank > plan.rank)
    .map(({ key, name, limits }) => ({ kind: "plan", key, name, limit: limits[meter.key] }));
