import { env } from "@/lib/env";
import { forbidden, GatehouseError, unreachable } from "@/lib/errors";
import type { AccessRule } from "./access";
import type { Entitlements } from "./resolve";

/** Where a customer lifts a limit. */
export const upgradeUrl = (): string => new URL("/billing", env.APP_URL).toString();

/** @throws GatehouseError `read_only` (402) or, while suspended, `forbidden` (403). */
export function assertAccess(entitlements: Entitlements, need: "read" | "write"): void {
  switch (entitlements.access) {
    case "full":
    case "grace":
      return;
    case "read_only":
      if (need === "read") return;
      throw readOnly(entitlements);
    case "blocked":
      throw forbidden("This organization is suspended. Only its billing page is open.", facts(entitlements));
    default:
      unreachable(entitlements.access);
  }
}

const readOnly = (entitlements: Entitlements) =>
  new GatehouseError("read_only", reasons[entitlements.accessRule], {
    ...facts(entitlements),
    upgradeUrl: upgradeUrl(),
  });

const facts = ({ access, accessRule, accessSince, plan }: Entitlements) => ({
  access,
  rule: accessRule,
  since: accessSince?.toISOString() ?? null,
  plan: plan.key,
});

const keeps = "Everything stays readable.";
const reasons: Readonly<Record<AccessRule, string>> = {
  trial: "",
  paid: "",
  payment_failed: "",
  trial_over: `The trial is over. ${keeps} Choose a plan to go on working.`,
  payments_failed_thrice: `Three payments failed. ${keeps} Pay the open invoice to go on working.`,
  paused: `The subscription is paused. ${keeps} Resume it to go on working.`,
  cancelled: `The subscription has ended. ${keeps} Choose a plan to go on working.`,
  suspended: "This organization is suspended.",
};
