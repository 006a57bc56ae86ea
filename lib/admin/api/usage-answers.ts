import "server-only";
import type { Context } from "@/lib/context";
import type { LimitViolation } from "@/lib/metrics";
import { limitViolations, topOrganizations } from "@/lib/usage";

/** The organizations with the most usage of each meter as the API returns them. */
export async function topOrganizationsAnswer(ctx: Context, query: { limit: number }) {
  const { asOf, meters } = await topOrganizations(ctx, query);
  return {
    asOf,
    meters: meters.map(({ label, rows, ...meter }) => ({
      ...meter,
      name: label,
      organizations: rows.map(({ used, limit, ...row }) => ({
        ...described(row),
        used,
        limit: limit ?? ("unlimited" as const),
      })),
    })),
  };
}

/** The organizations at or near a limit as the API returns them. */
export async function violationsAnswer(ctx: Context, query: { limit: number }) {
  const violations = await limitViolations(ctx, query);
  return {
    data: violations.map(({ meter, label, used, limit, ratio, step, since, ...row }) => ({
      ...described(row),
      meter,
      name: label,
      used,
      limit,
      ratio,
      step,
      since,
    })),
  };
}

type Organization = Pick<LimitViolation, "organizationId" | "name" | "planKey" | "mrr" | "currency">;

const described = ({ organizationId, name, planKey, mrr, currency }: Organization) => ({
  organization: organizationId,
  organizationName: name,
  plan: planKey,
  mrr,
  currency,
});
