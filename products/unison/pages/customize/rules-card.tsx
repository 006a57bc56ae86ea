import { Plus, Trash2, Workflow } from "lucide-react";
import type { ComponentProps } from "react";
import { Writes } from "@/components/shell/writes";
import { EmptyState } from "@/components/ui/empty-state";
import type { AutomationRule, Place } from "@/products/unison/domain";
import { severities, severityLabels } from "@/products/unison/domain/quality/quality";
import { priorityLabels, workOrderPriorities } from "@/products/unison/domain/work-orders/work-order";
import { ActionButton } from "../forms/action-button";
import { FormDialog } from "../forms/form-dialog";
import { iconButton } from "../forms/icon-button";
import { PartCard, PartLine } from "../plants/plant-parts";
import { addAutomationRule, removeAutomationRule } from "./actions";

type RulesCardProps = { rules: readonly AutomationRule[]; places: readonly Place[]; mayEdit: boolean };

const anyOption = { value: "", label: "–" };

/** Rules that run when a work order is created or a non-conformance is reported. */
export function RulesCard({ rules, places, mayEdit }: RulesCardProps) {
  if (rules.length === 0)
    return (
      <EmptyState
        icon={Workflow}
        heading="h2"
        title="Automation"
        description="Rules set the priority, lane or department of new work, or block an order, so no one has to remember."
        action={mayEdit && <AddRule places={places} trigger="Add rule" button={{ size: "sm" }} />}
      />
    );
  return (
    <PartCard
      title="Automation"
      add={
        mayEdit && (
          <AddRule places={places} trigger={<Plus aria-hidden />} triggerLabel="Add rule" button={iconButton} />
        )
      }
    >
      {rules.map((rule) => (
        <PartLine key={rule.id} name={describeRule(rule)} value="">
          {mayEdit && (
            <Writes>
              <ActionButton
                {...iconButton}
                action={removeAutomationRule}
                input={{ id: rule.id }}
                label="Remove rule"
                done="Rule removed"
              >
                <Trash2 aria-hidden />
              </ActionButton>
            </Writes>
          )}
        </PartLine>
      ))}
    </PartCard>
  );
}

type AddRuleProps = Pick<ComponentProps<typeof FormDialog>, "trigger" | "triggerLabel" | "button"> & {
  places: readonly Place[];
};

function AddRule({ places, ...look }: AddRuleProps) {
  const namesOf = (kind: "lanes" | "departments") => [
    anyOption,
    ...[...new Set(places.flatMap((place) => place[kind].map(({ name }) => name)))].map((name) => ({
      value: name,
      label: name,
    })),
  ];
  return (
    <Writes>
      <FormDialog
        {...look}
        title="Add a rule"
        description="Rules run in order. Later rules override earlier ones."
        fields={[
          {
            kind: "select",
            name: "event",
            label: "When",
            initial: "work_order_created",
            options: [
              { value: "work_order_created", label: "A work order is created" },
              { value: "non_conformance_reported", label: "A non-conformance is reported" },
            ],
          },
          { kind: "text", name: "contains", label: "If title or product contains", wide: false, maxLength: 80 },
          {
            kind: "select",
            name: "minimumSeverity",
            label: "If severity is at least",
            wide: false,
            options: [anyOption, ...severities.map((value) => ({ value, label: severityLabels[value] }))],
          },
          {
            kind: "select",
            name: "setPriority",
            label: "Set priority to",
            wide: false,
            options: [anyOption, ...workOrderPriorities.map((value) => ({ value, label: priorityLabels[value] }))],
          },
          {
            kind: "select",
            name: "block",
            label: "Block the order",
            wide: false,
            options: [
              { value: "", label: "No" },
              { value: "yes", label: "Yes" },
            ],
          },
          { kind: "select", name: "setLane", label: "Move to lane", wide: false, options: namesOf("lanes") },
          {
            kind: "select",
            name: "setDepartment",
            label: "Assign to department",
            wide: false,
            options: namesOf("departments"),
          },
        ]}
        action={addAutomationRule}
        submit="Add rule"
        done="Rule added"
      />
    </Writes>
  );
}

function describeRule(rule: AutomationRule): string {
  const { event, contains, minimumSeverity, setPriority, setLane, setDepartment, block } = rule;
  const what = event === "work_order_created" ? "a work order is created" : "a non-conformance is reported";
  const conditions = [
    contains && `its title or product contains “${contains}”`,
    minimumSeverity && `its severity is at least ${severityLabels[minimumSeverity].toLowerCase()}`,
  ].filter(Boolean);
  const effects = [
    setPriority && `set the priority to ${priorityLabels[setPriority].toLowerCase()}`,
    setLane && `move it to ${setLane}`,
    setDepartment && `assign it to ${setDepartment}`,
    block && "block it",
  ].filter(Boolean);
  const list = new Intl.ListFormat("en-US", { type: "conjunction" });
  const when = conditions.length > 0 ? ` and ${conditions.join(" and ")}` : "";
  return `When ${what}${when}: ${list.format(effects.map(String))}.`;
}
