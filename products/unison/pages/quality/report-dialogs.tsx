import { Gavel, TriangleAlert } from "lucide-react";
import type { Report } from "@/products/unison/domain";
import { dispositionLabels, dispositions, severities, severityLabels } from "@/products/unison/domain/quality/quality";
import { ActionButton } from "../forms/action-button";
import { FormDialog } from "../forms/form-dialog";
import { decideProblem, reopenProblem, reportProblem } from "./actions";

type ReportProblemProps = { order: { id: string; name: string; quantity: number }; title?: string };

/** Reports a non-conformance. The work order is filled in. */
export function ReportProblem({ order, title = "" }: ReportProblemProps) {
  return (
    <FormDialog
      trigger={
        <>
          <TriangleAlert aria-hidden />
          Report non-conformance
        </>
      }
      button={{ size: "sm" }}
      title="Report a non-conformance"
      description={order.name}
      fields={[
        {
          kind: "text",
          name: "title",
          label: "What's wrong",
          initial: title,
          placeholder: "Burr on the inner edge",
          maxLength: 160,
        },
        {
          kind: "select",
          name: "severity",
          label: "Severity",
          initial: "minor",
          wide: false,
          options: severities.map((value) => ({ value, label: severityLabels[value] })),
        },
        { kind: "number", name: "quantity", label: "Pieces affected", min: 1, initial: 1, wide: false },
        { kind: "long", name: "description", label: "Details", maxLength: 2000 },
      ]}
      extra={{ workOrderId: order.id }}
      action={reportProblem}
      submit="Report"
      done="Non-conformance reported"
    />
  );
}

/** Decides and closes an open report, or opens a closed one again. */
export function DecideProblem({ report }: { report: Pick<Report, "id" | "title" | "status"> }) {
  if (report.status === "closed") {
    return (
      <ActionButton variant="ghost" size="sm" action={reopenProblem} input={{ id: report.id }} done="Reopened">
        Reopen
      </ActionButton>
    );
  }
  return (
    <FormDialog
      trigger={
        <>
          <Gavel aria-hidden />
          Decide
        </>
      }
      button={{ size: "sm" }}
      title="Disposition and cost"
      description={report.title}
      fields={[
        {
          kind: "select",
          name: "disposition",
          label: "Disposition",
          initial: "rework",
          options: dispositions.map((value) => ({ value, label: dispositionLabels[value] })),
        },
        {
          kind: "text",
          name: "cost",
          label: "Cost in dollars",
          placeholder: "0.00",
          hint: "Material, labor and shipping.",
          maxLength: 13,
        },
      ]}
      extra={{ id: report.id }}
      action={decideProblem}
      submit="Decide and close"
      done="Closed"
    />
  );
}
