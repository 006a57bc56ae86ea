import type { FormAction } from "@/lib/form-state";
import type { OrganizationAnswers } from "@/lib/onboarding";
import { product } from "@/lib/products";
import { OrganizationForm } from "./organization-form";
import { StepHead } from "./step-head";

type OrganizationStepProps = {
  /** Input from before a reload. */
  draft: Readonly<Record<string, string | undefined>>;
  organization: OrganizationAnswers;
  save: FormAction;
};

export function OrganizationStep({ draft, organization, save }: OrganizationStepProps) {
  const profile = Object.fromEntries(
    product.questions.map(({ key }) => [key, draft[key] ?? organization.profile[key] ?? ""]),
  );
  return (
    <div className="grid max-w-3xl gap-8">
      <StepHead
        current={1}
        title="Tell us about your organization"
        description="We use this to choose the right defaults. You can change your answers later in the settings."
      />
      <OrganizationForm
        questions={product.questions}
        initial={{ name: draft.name ?? organization.name, profile }}
        save={save}
      />
    </div>
  );
}
