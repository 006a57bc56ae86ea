import { Plus, Trash2 } from "lucide-react";
import type { Metadata } from "next";
import { FeatureGate } from "@/components/entitlements/feature-gate";
import { Suspended } from "@/components/shell/suspended";
import { Writes } from "@/components/shell/writes";
import { PageHeader } from "@/components/ui/page-header";
import { offerOf, whenReadable } from "@/lib/entitlements";
import { memberPage } from "@/lib/tenancy";
import { type CustomField, listFields, listPlaces, listRules } from "@/products/unison/domain";
import {
  type FieldSubject,
  fieldKinds,
  fieldSubjects,
  fieldTitles,
  kindLabels,
} from "@/products/unison/domain/customization/customization-input";
import { ActionButton } from "../forms/action-button";
import { FormDialog } from "../forms/form-dialog";
import { iconButton } from "../forms/icon-button";
import { permissionsOf } from "../permissions";
import { PartCard, PartLine } from "../plants/plant-parts";
import { addCustomField, removeCustomField } from "./actions";
import { RulesCard } from "./rules-card";

export const metadata: Metadata = { title: "Customize" };

/** The organization's own fields, and rules that run by themselves. */
export default async function CustomizePage() {
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => ({
      fields: await listFields(member),
      rules: await listRules(member),
      places: await listPlaces(member),
      fieldsOffer: await offerOf(member, "custom_fields"),
      rulesOffer: await offerOf(member, "workflow_automation"),
      mayEdit: permissionsOf(member.role).plants,
    })),
  );
  if (!view) return <Suspended />;
  const { fields, rules, places, fieldsOffer, rulesOffer, mayEdit } = view;
  return (
    <div className="grid gap-6">
      <PageHeader title="Customize" description="Add your own fields, and rules that handle routine work." />
      <FeatureGate offer={fields.length === 0 ? fieldsOffer : null}>
        <div className="grid items-start gap-6 md:grid-cols-2">
          {fieldSubjects.map((subject) => (
            <FieldsCard
              key={subject}
              subject={subject}
              fields={fields.filter((field) => field.subject === subject)}
              mayEdit={mayEdit && !fieldsOffer}
            />
          ))}
        </div>
      </FeatureGate>
      <FeatureGate offer={rules.length === 0 ? rulesOffer : null}>
        <RulesCard rules={rules} places={places} mayEdit={mayEdit && !rulesOffer} />
      </FeatureGate>
    </div>
  );
}

type FieldsCardProps = { subject: FieldSubject; fields: readonly CustomField[]; mayEdit: boolean };

function FieldsCard({ subject, fields, mayEdit }: FieldsCardProps) {
  return (
    <PartCard
      title={`${fieldTitles[subject]} fields`}
      add={
        mayEdit && (
          <Writes>
            <FormDialog
              trigger={<Plus aria-hidden />}
              triggerLabel={`Add a ${fieldTitles[subject].toLowerCase()} field`}
              button={iconButton}
              title="Add a field"
              description={`It appears on every ${fieldTitles[subject].toLowerCase()}.`}
              fields={[
                { kind: "text", name: "label", label: "Name", placeholder: "Customer PO", maxLength: 60 },
                {
                  kind: "select",
                  name: "kind",
                  label: "Type",
                  initial: "text",
                  options: fieldKinds.map((value) => ({ value, label: kindLabels[value] })),
                },
                {
                  kind: "text",
                  name: "choices",
                  label: "Choices",
                  hint: "For the Choice type only. Separate with commas.",
                  maxLength: 1000,
                },
              ]}
              extra={{ subject }}
              action={addCustomField}
              submit="Add field"
              done="Field added"
            />
          </Writes>
        )
      }
    >
      {fields.length === 0 && <li className="py-2 text-muted-foreground text-xs">No fields yet.</li>}
      {fields.map(({ id, label, kind, choices }) => (
        <PartLine key={id} name={label} value={kind === "choice" ? choices.join(", ") : kindLabels[kind]}>
          {mayEdit && (
            <Writes>
              <ActionButton
                {...iconButton}
                action={removeCustomField}
                input={{ id }}
                label={`Remove ${label}`}
                done={`${label} removed`}
                confirm={{
                  title: `Remove ${label}?`,
                  description: "This permanently deletes its values.",
                  button: "Remove field",
                }}
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
