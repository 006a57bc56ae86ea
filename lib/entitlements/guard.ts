import "server-only";
import { env } from "@/lib/env";
import { forbidden, GatehouseError, unreachable } from "@/lib/errors";
import type { AccessRule } from "./resolve/access";
import type { Entitlements } from "./resolve/entitlements";

/** The page where customers change their plan. */
export const upgradeUrl = (): string => new URL("/billing", env.APP_URL).toString();

/** @throws GatehouseError `read_only` (402) or, while suspended, `forbidden` (403). */
export function assertAccess(entitlements: Entitlements, need: "read" | "write"): void {
  const refusal = accessRefusal(entitlements, need);
  if (refusal) throw refusal;
}

/** Why the organization may not read or write; undefined if it may. */
export function accessRefusal(entitlements: Entitlements, need: "read" | "write"): GatehouseError | undefined {
  switch (entitlements.access) {
    case "full":
    case "grace":
      return undefined;
    case "read_only":
      return need === "read" ? undefined : readOnly(entitlements);
    case "blocked":
      return forbidden("Your organization is suspended. You can still use the billing page.", facts(entitlements));
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
      return "Your trial ended. You can still view and export everything. Choose a plan to keep working.";
    case "trial_refused":
      return "Your organization already had a trial. Choose a plan to get started.";
    case "unverified":
      return "Your trial is on hold until an owner verifies their email address. Follow the link we sent. You can still view everything.";
    case "payments_failed_thrice":
      return "Three payments failed. You can still view and export everything. Pay the open invoice to keep working.";
    case "invoice_long_overdue":
      return "An invoice is overdue. You can still view and export everything. Pay it to keep working.";
    case "unpaid":
      return "Your subscription is unpaid. You can still view and export everything. Pay the open invoice to keep working.";
    case "paused":
      return "Your subscription is paused. You can still view and export everything. Resume it to keep working.";
    case "canceled":
      return "Your subscription ended. You can still view and export everything. Choose a plan to keep working.";
    case "trial":
    case "stripe_trial":
    case "paid":
    case "payment_failed":
    case "invoice_overdue":
    case "collection_paused":
    case "other_subscription":
    case "suspended":
      return "This organization is read-only.";
    default:
      return unreachable(rule);
  }
}
