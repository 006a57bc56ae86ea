"use client";

import { ActionForm } from "@/components/forms/action-form";
import type { FirstStepProps } from "@/components/products/types";
import { PageOrganizationField } from "@/components/shell/page-organization";

export function FirstStep({ invite, back, finish }: FirstStepProps) {
  return (
    <ActionForm action={finish} label="Go to dashboard" back={back} className="max-w-3xl">
      <PageOrganizationField />
      {invite}
    </ActionForm>
  );
}
