import { BarList } from "@/components/charts/bar-list";
import { ChartFrame } from "@/components/charts/chart-frame";
import type { MonthCustomer } from "@/lib/metrics";
import { formatMoney } from "@/lib/money";
import { formatChange } from "../movement-labels";

type CustomerListProps = {
  id: string;
  title: string;
  customers: readonly MonthCustomer[];
  /** The amounts are changes. */
  change?: boolean;
  empty: string;
};

/** Customers with what they pay, or how that changed, each with a link to its page. */
export function CustomerList({ id, title, customers, change = false, empty }: CustomerListProps) {
  return (
    <ChartFrame id={id} title={title} empty={customers.length === 0 && empty} className="print:break-inside-avoid">
      <BarList
        label={title}
        entries={customers.map(({ organizationId, name, amount, currency }) => ({
          key: `${organizationId} ${currency}`,
          label: name ?? "Deleted organization",
          value: amount,
          text: change ? formatChange({ amount, currency }) : formatMoney({ amount, currency }),
          href: name === null ? undefined : `/admin/organizations/${organizationId}`,
          color: amount < 0 ? "var(--mv-churn)" : "var(--mv-new)",
        }))}
      />
    </ChartFrame>
  );
}
