import "server-only";
import { platformRecipients } from "@/lib/alerts";
import type { Context } from "@/lib/context";
import { formatMonth } from "@/lib/dates";
import { enqueueEmail } from "@/lib/email";
import { env } from "@/lib/env";
import { formatMoney, type Money } from "@/lib/money";
import { formatPercent } from "@/lib/numbers";
import { type MonthReport, monthReport } from "./month-report";
import { lastMonth } from "./report-month";

/** Late enough that the night's reconciliation is done, and for so many days that a worker may be down. */
const catchUpDays = 7;

/**
 * Emails the report of the last month to the platform admins, once to each of them. It runs daily, so a worker that was down
 * on the first catches up. Nothing is sent for a month without revenue.
 */
export async function sendMonthReport(ctx: Context): Promise<"sent" | "not_due" | "no_revenue"> {
  if (ctx.now.getUTCDate() > catchUpDays) return "not_due";
  const month = lastMonth(ctx.now);
  const report = await monthReport(ctx, month);
  const { opening, closing, steps } = report.waterfall;
  if (opening === 0 && closing === 0 && steps.every(({ count }) => count === 0)) return "no_revenue";
  for (const to of await platformRecipients(ctx)) {
    await enqueueEmail(ctx, {
      to,
      template: "month-report",
      props: propsOf(report),
      dedupeKey: `month-report:${month}:${to}`,
    });
  }
  return "sent";
}

function propsOf({ month, waterfall, rates, basis, customers }: MonthReport) {
  const money = (amount: number) => formatMoney({ amount, currency: basis.currency });
  const rate = (ratio: number | null) => (ratio === null ? "n/a" : formatPercent(ratio));
  const { opening, closing, steps } = waterfall;
  return {
    month: formatMonth(new Date(`${month}-01`)),
    mrr: money(closing),
    change: signed({ amount: closing - opening, currency: basis.currency }),
    growth: opening > 0 ? formatPercent((closing - opening) / opening) : null,
    facts: [
      ["MRR at the start", money(opening)],
      ...steps
        .filter(({ amount, count }) => amount !== 0 || count > 0)
        .map(({ label, amount }) => [label, signed({ amount, currency: basis.currency })]),
      ["MRR at the end", money(closing)],
      ["Net revenue retention", rate(rates.nrr)],
      ["Customer churn", rate(rates.logoChurn)],
      ...customers.gained.slice(0, 3).map((customer) => [nameOf(customer), signed(customer)]),
      ...customers.lost.slice(0, 3).map((customer) => [nameOf(customer), signed(customer)]),
    ].map(([label = "", value = ""]) => ({ label, value })),
    url: `${env.APP_URL}/admin/reports/${month}`,
  };
}

const nameOf = ({ name }: { name: string | null }): string => name ?? "A deleted organization";

const signed = ({ amount, currency }: Money): string => `${amount > 0 ? "+" : ""}${formatMoney({ amount, currency })}`;
