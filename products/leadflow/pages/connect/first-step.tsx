"use client";

import { ActionForm } from "@/components/forms/action-form";
import type { FirstStepProps } from "@/components/products/types";
import { PageOrganizationField } from "@/components/shell/page-organization";

const points = [
  "A computer or server that stays on, with Node.js 20.19 or newer",
  "A mailbox with IMAP and an app password, or a folder of .eml files",
  "The program's key, which we send you with the program",
];

/** Onboarding's second step: what to have ready. */
export function FirstStep({ invite, back, finish }: FirstStepProps) {
  return (
    <ActionForm action={finish} label="Go to dashboard" back={back} className="max-w-3xl">
      <PageOrganizationField />
      <div className="grid gap-2 rounded-md border bg-card p-4 shadow-raised">
        <p className="font-medium text-sm">What you'll need to connect your mailbox</p>
        <ul className="list-disc space-y-1 pl-5 text-muted-foreground text-sm">
          {points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
      </div>
      {invite}
    </ActionForm>
  );
}
