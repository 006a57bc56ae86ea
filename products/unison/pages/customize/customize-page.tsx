import { Boxes, ClipboardList, type LucideIcon, Plus, Trash2 } from "lucide-react";
import type { Metadata } from "next";
import type { ComponentProps } from "react";
import { FeatureGate } from "@/components/entitlements/feature-gate";
import { Suspended } from "@/components/shell/suspended";
import { Writes } from "@/components/shell/writes";
import { EmptyState } from "@/components/ui/empty-state";
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

const examples: Readonly<Record<FieldSubject, { icon: LucideIcon; description: string }>> = {
  work_order: {
    icon: ClipboardList,
    description: "Track what your shop needs: customer PO, drawing revision, ship date.",
  },
  material: { icon: Boxes, description: "Keep what your auditors ask for: heat number, supplier, certificate." },
};

function FieldsCard({ subject, fields, mayEdit }: FieldsCardProps) {
  const title = `${fieldTitles[subject]} fields`;
  if (fields.length === 0)
    return (
      <EmptyState
        {...examples[subject]}
        heading="h2"
        title={title}
        action={mayEdit && <AddField subject={subject} trigger="Add field" button={{ size: "sm" }} />}
      />
    );
  return (
    <PartCard
      title={title}
      add={mayEdit && <AddField subject={subject} trigger={<Plus aria-hidden />} button={iconButton} />}
    >
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

type AddFieldProps = Pick<ComponentProps<typeof FormDialog>, "trigger" | "button"> & { subject: FieldSubject };

function AddField({ subject, ...look }: AddFieldProps) {
  return (
    <Writes>
      <FormDialog
        {...look}
        triggerLabel={`Add a ${fieldTitles[subject].toLowerCase()} field`}
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
  );
}
