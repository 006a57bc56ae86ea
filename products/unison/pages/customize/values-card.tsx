import { Pencil } from "lucide-react";
import { shortDay } from "@/components/shell/relative-time";
import { Writes } from "@/components/shell/writes";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { CustomField } from "@/products/unison/domain";
import type { FieldSubject } from "@/products/unison/domain/customization/customization-input";
import type { FieldSpec } from "../forms/dialog-field";
import { FormDialog } from "../forms/form-dialog";
import { saveCustomValues } from "./actions";

type ValuesCardProps = {
  subject: FieldSubject;
  id: string;
  fields: readonly CustomField[];
  values: Readonly<Record<string, string>>;
  mayWrite: boolean;
};

/** The organization's own fields of a work order or material. Nothing if it has none. */
export function ValuesCard({ subject, id, fields, values, mayWrite }: ValuesCardProps) {
  if (fields.length === 0) return null;
  return (
    <Card className="gap-2 pb-3">
      <CardHeader>
        <CardTitle>Custom fields</CardTitle>
        {mayWrite && (
          <CardAction>
            <Writes>
              <FormDialog
                trigger={
                  <>
                    <Pencil aria-hidden />
                    Edit
                  </>
                }
                button={{ size: "sm" }}
                title="Custom fields"
                description="Leave a field empty if it doesn't apply."
                fields={fields.map((field) => specOf(field, values[field.id] ?? ""))}
                extra={{ subject, id }}
                action={saveCustomValues}
                submit="Save"
                done="Fields saved"
              />
            </Writes>
          </CardAction>
        )}
      </CardHeader>
      <CardContent>
        <dl className="divide-y text-[0.8125rem]">
          {fields.map((field) => (
            <div key={field.id} className="flex items-baseline justify-between gap-4 py-2">
              <dt className="text-muted-foreground">{field.label}</dt>
              <dd className="text-right font-medium [overflow-wrap:anywhere]">
                {shown(field, values[field.id] ?? "")}
              </dd>
            </div>
          ))}
        </dl>
      </CardContent>
    </Card>
  );
}

function specOf({ id, label, kind, choices }: CustomField, initial: string): FieldSpec {
  const shared = { name: id, label, initial };
  switch (kind) {
    case "text":
      return { ...shared, kind: "text", maxLength: 500 };
    case "number":
      return { ...shared, kind: "text", maxLength: 20 };
    case "date":
      return { ...shared, kind: "date" };
    case "yes_no":
      return { ...shared, kind: "select", options: options(["yes", "no"], { yes: "Yes", no: "No" }) };
    case "choice":
      return { ...shared, kind: "select", options: options(choices) };
    default:
      return kind satisfies never;
  }
}

const options = (values: readonly string[], labels: Readonly<Record<string, string>> = {}) => [
  { value: "", label: "–" },
  ...values.map((value) => ({ value, label: labels[value] ?? value })),
];

function shown({ kind }: CustomField, value: string): string {
  if (value === "") return "–";
  if (kind === "date") return shortDay(value);
  return kind === "yes_no" ? (value === "yes" ? "Yes" : "No") : value;
}
