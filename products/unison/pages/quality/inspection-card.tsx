import { Check, ListPlus, Plus, Trash2, X } from "lucide-react";
import { Writes } from "@/components/shell/writes";
import { Badge } from "@/components/ui/badge";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { InspectionCheck, WorkOrderRow } from "@/products/unison/domain";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";
import { ActionButton } from "../forms/action-button";
import { FormDialog } from "../forms/form-dialog";
import { iconButton } from "../forms/icon-button";
import { addIndustryChecks, addInspectionCheck, recordInspectionCheck, removeInspectionCheck } from "./actions";
import { ReportProblem } from "./report-dialogs";

type InspectionCardProps = { order: WorkOrderRow; checks: readonly InspectionCheck[]; mayWrite: boolean };

/** What is checked on a work order, and the results. */
export function InspectionCard({ order, checks, mayWrite }: InspectionCardProps) {
  const done = checks.filter(({ result }) => result !== null).length;
  return (
    <Card id="inspection" className="scroll-mt-20 gap-3">
      <CardHeader>
        <CardTitle>Inspection plan</CardTitle>
        <CardDescription>
          {checks.length === 0 ? "No checks yet" : `${done} of ${checks.length} checked`}
        </CardDescription>
        {mayWrite && (
          <CardAction>
            <Writes>
              <FormDialog
                trigger={
                  <>
                    <Plus aria-hidden />
                    Add check
                  </>
                }
                button={{ size: "sm" }}
                title="Add a check"
                description="Inspectors record whether it passed."
                fields={[
                  { kind: "text", name: "title", label: "Check", placeholder: "Bore diameter", maxLength: 120 },
                  {
                    kind: "text",
                    name: "criterion",
                    label: "Passes if",
                    placeholder: "1.000 in ± 0.002",
                    maxLength: 120,
                  },
                ]}
                extra={{ workOrderId: order.id }}
                action={addInspectionCheck}
                submit="Add check"
                done="Check added"
              />
            </Writes>
          </CardAction>
        )}
      </CardHeader>
      <CardContent>
        {checks.length === 0 ? (
          mayWrite && (
            <Writes>
              <ActionButton
                variant="outline"
                size="sm"
                action={addIndustryChecks}
                input={{ workOrderId: order.id }}
                done="Checks added"
              >
                <ListPlus aria-hidden />
                Add standard checks for your industry
              </ActionButton>
            </Writes>
          )
        ) : (
          <ul className="grid divide-y">
            {checks.map((check) => (
              <CheckLine key={check.id} check={check} order={order} mayWrite={mayWrite} />
            ))}
          </ul>
        )}
      </CardContent>
    </Card>
  );
}

function CheckLine({ check, order, mayWrite }: { check: InspectionCheck; order: WorkOrderRow; mayWrite: boolean }) {
  const { id, title, criterion, result } = check;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0">
      <span className="grid min-w-0 flex-1 basis-40">
        <span className="font-medium text-[0.8125rem] [overflow-wrap:anywhere]">{title}</span>
        {criterion && <span className="text-muted-foreground text-xs">{criterion}</span>}
      </span>
      {result && (
        <Badge variant={result === "pass" ? "success" : "destructive"}>{result === "pass" ? "Pass" : "Fail"}</Badge>
      )}
      {mayWrite && (
        <Writes>
          {result === null ? (
            <span className="flex gap-2">
              <ActionButton variant="outline" size="sm" action={recordInspectionCheck} input={{ id, result: "pass" }}>
                <Check aria-hidden />
                Pass
              </ActionButton>
              <ActionButton variant="outline" size="sm" action={recordInspectionCheck} input={{ id, result: "fail" }}>
                <X aria-hidden />
                Fail
              </ActionButton>
              <ActionButton {...iconButton} action={removeInspectionCheck} input={{ id }} label={`Remove ${title}`}>
                <Trash2 aria-hidden />
              </ActionButton>
            </span>
          ) : (
            <>
              {result === "fail" && (
                <ReportProblem
                  order={{ id: order.id, name: `${workOrderName(order.number)} · ${title}`, quantity: order.quantity }}
                  title={`Failed: ${title}`}
                />
              )}
              <ActionButton variant="ghost" size="sm" action={recordInspectionCheck} input={{ id, result: null }}>
                Undo
              </ActionButton>
            </>
          )}
        </Writes>
      )}
    </li>
  );
}
