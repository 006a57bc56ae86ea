import type { Catalog, Plan } from "@/lib/catalog";

/** The catalog with one plan sold by the seat: each member is paid for, and at least two are. */
export function withSeats(catalog: Catalog, planKey: string, change: NonNullable<Plan["perSeat"]>["change"]): Catalog {
  const plans = catalog.plans.map((plan) =>
    plan.key === planKey
      ? {
          ...plan,
          limits: { ...plan.limits, users: "unlimited" as const },
          perSeat: { meter: "users", minimum: 2, change },
        }
      : plan,
  );
  return { ...catalog, plans };
}
