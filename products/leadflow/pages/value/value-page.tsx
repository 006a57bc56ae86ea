import type { Metadata } from "next";
import { Suspended } from "@/components/shell/suspended";
import { Writes } from "@/components/shell/writes";
import { PageHeader } from "@/components/ui/page-header";
import { catalog } from "@/lib/catalog";
import { whenReadable } from "@/lib/entitlements";
import { minorUnits } from "@/lib/money";
import { memberPage } from "@/lib/tenancy";
import { valueReport } from "@/products/leadflow/domain";
import { toInput } from "@/products/leadflow/domain/assumptions";
import { NotConnected } from "../dashboard";
import { mayWriteAssumptions } from "../permissions";
import { AssumptionsCard } from "./assumptions-card";
import { LeadsChart } from "./leads-chart";
import { PeriodTable } from "./period-table";
import { ValueStats } from "./value-stats";

export const metadata: Metadata = { title: "Value" };

export default async function ValuePage() {
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => ({
      report: await valueReport(member),
      mayWrite: mayWriteAssumptions(member.role),
    })),
  );
  if (!view) return <Suspended />;
  const { report, mayWrite } = view;
  const { value, assumptions, isOwn, currency } = report;
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Value"
        description="What your mailbox brought in the last twelve months, and what that's worth."
      />
      {value.periods.length === 0 ? (
        <NotConnected />
      ) : (
        <>
          <ValueStats {...report} />
          <LeadsChart periods={value.periods} />
        </>
      )}
      <Writes>
        <AssumptionsCard
          initial={toInput(assumptions, minorUnits(catalog.currency))}
          currency={catalog.currency.toUpperCase()}
          isOwn={isOwn}
          mayWrite={mayWrite}
        />
      </Writes>
      {value.periods.length > 0 && <PeriodTable periods={value.periods} currency={currency} />}
    </div>
  );
}
