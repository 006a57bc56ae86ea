import type { OrganizationFilter, OrganizationRow } from "@/lib/admin";
import type { ListColumn } from "@/lib/admin/list/organization-filter";

/** The columns' names, for the menu that hides them. The first one always shows. */
export const columnNames = {
  plan: "Plan",
  status: "Status",
  mrr: "MRR",
  next: "Next date",
  members: "Members",
  created: "Signed up",
} as const satisfies Record<Exclude<ListColumn, "name">, string>;

export const flagNames = { over_limit: "At a limit", mismatch: "Differs from Stripe" } as const;

export const trialNames = {
  "3": "Trial ends within 3 days",
  "7": "Trial ends within 7 days",
  "14": "Trial ends within 14 days",
} as const;

/** The known columns among those that a filter hides. */
export const hiddenColumns = ({ hide }: OrganizationFilter, columns: readonly ListColumn[]): ListColumn[] => {
  const named = new Set(hide?.split(","));
  return columns.filter((column) => column !== "name" && named.has(column));
};

/** What happens on the next date: "Trial ends", "Ends" or "Renews". */
export function nextLabel({ status, cancelAt }: Pick<OrganizationRow, "status" | "cancelAt">): string {
  if (status === "trialing") return "Trial ends";
  return cancelAt ? "Ends" : "Renews";
}

export type View = { name: string; query: string };

/** Views that everyone has. The first one shows everything. */
export const standardViews: readonly View[] = [
  { name: "All", query: "" },
  { name: "Trials ending", query: "sort=next&trial=7" },
  { name: "Past due", query: "sort=-mrr&status=past_due" },
  { name: "At a limit", query: "flag=over_limit&sort=-mrr" },
  { name: "Differs from Stripe", query: "flag=mismatch" },
  { name: "Suspended", query: "status=suspended" },
];
