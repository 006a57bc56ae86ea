import { FeatureGate } from "@/components/entitlements/feature-gate";
import { Writes } from "@/components/shell/writes";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { FeatureOffer } from "@/lib/entitlements";
import type { InspectionCheck, Report, WorkOrderRow } from "@/products/unison/domain";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";
import { InspectionCard } from "./inspection-card";
import { ReportProblem } from "./report-dialogs";
import { ReportList } from "./report-list";

type OrderQualityProps = {
  order: WorkOrderRow;
  reports: readonly Report[];
  checks: readonly InspectionCheck[];
  /** Shown in place of both if the plan doesn't include quality management and there is nothing yet. */
  offer: FeatureOffer | null;
  mayWrite: boolean;
  now: Date;
};

/** The inspection plan and the non-conformances of a work order. What a trial or larger plan left stays visible. */
export function OrderQuality({ order, reports, checks, offer, mayWrite, now }: OrderQualityProps) {
  const isEmpty = reports.length === 0 && checks.length === 0;
  const mayChange = mayWrite && !offer;
  return (
    <FeatureGate offer={isEmpty ? offer : null}>
      <InspectionCard order={order} checks={checks} mayWrite={mayChange} />
      <Card className="gap-3">
        <CardHeader>
          <CardTitle>Non-conformances</CardTitle>
          <CardDescription className="max-sm:col-span-2">What went wrong, the disposition and the cost</CardDescription>
          {mayChange && (
            <CardAction className="max-sm:col-span-2 max-sm:col-start-1 max-sm:row-span-1 max-sm:row-start-3 max-sm:mt-2 max-sm:justify-self-start">
              <Writes>
                <ReportProblem
                  order={{
                    id: order.id,
                    name: [workOrderName(order.number), order.title, order.departmentName].filter(Boolean).join(" · "),
                    quantity: order.quantity,
                  }}
                />
              </Writes>
            </CardAction>
          )}
        </CardHeader>
        <CardContent>
          {reports.length === 0 ? (
            <p className="text-muted-foreground text-sm">None reported.</p>
          ) : (
            <ReportList reports={reports} now={now} mayDecide={mayChange} />
          )}
        </CardContent>
      </Card>
    </FeatureGate>
  );
}
