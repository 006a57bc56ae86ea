import "server-only";
import { env } from "@/lib/env";
import { forbidden, GatehouseError, unreachable } from "@/lib/errors";
import type { AccessRule } from "./resolve/access";
import type { Entitlements } from "./resolve/entitlements";

/** Where a customer lifts a limit. */
export const upgradeUrl = (): string => new URL("/billing", env.APP_URL).toString();

/** @throws GatehouseError `read_only` (402) or, while suspended, `forbidden` (403). */
export function assertAccess(entitlements: Entitlements, need: "read" | "write"): void {
  const refusal = accessRefusal(entitlements, need);
  if (refusal) throw refusal;
}

/** Why the organization may not `need`; undefined when it may. */
export function accessRefusal(entitlements: Entitlements, need: "read" | "write"): GatehouseError | undefined {
  switch (entitlements.access) {
    case "full":
    case "grace":
      return undefined;
    case "read_only":
      return need === "read" ? undefined : readOnly(entitlements);
    case "blocked":
      return forbidden("This organization is suspended. Only its billing page is open.", facts(entitlements));
    default:
      return unreachable(entitlements.access);
  }
}

const readOnly = (entitlements: Entitlements) =>
  new GatehouseError("read_only", readOnlyReason(entitlements.accessRule), {
    ...facts(entitlements),
    upgradeUrl: upgradeUrl(),
  });

const facts = ({ access, accessRule, accessSince, plan }: Entitlements) => ({
  access,
  rule: accessRule,
  since: accessSince?.toISOString() ?? null,
  plan: plan.key,
});

function readOnlyReason(rule: AccessRule): string {
  switch (rule) {
    case "trial_over":
      return "The trial is over. Everything stays readable. Choose a plan to go on working.";
    case "trial_refused":
      return "Your company has had its trial before. Choose a plan to begin.";
    case "unverified":
      return "The trial waits for an owner to confirm their e-mail address. Follow the link we sent; everything stays readable.";
    case "payments_failed_thrice":
      return "Three payments failed. Everything stays readable. Pay the open invoice to go on working.";
    case "paused":
      return "The subscription is paused. Everything stays readable. Resume it to go on working.";
    case "cancelled":
      return "The subscription has ended. Everything stays readable. Choose a plan to go on working.";
    case "trial":
    case "paid":
    case "payment_failed":
    case "suspended":
      return "This organization can only be read.";
    default:
      return unreachable(rule);
  }
}
