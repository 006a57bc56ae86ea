"use client";

import type { ComponentType } from "react";
import type { ActFacts, ActProps } from "./act-props";
import { CancelForm, ComplimentaryForm, ResumeForm, SyncForm } from "./billing-forms";
import { ChangePlanForm } from "./change-plan-form";
import { CallOffForm, DeletionForm, ExportForm } from "./data-forms";
import { EndSessionsForm, ExtendTrialForm, ReactivateForm, SetTrialForm, SuspendForm } from "./trial-forms";

export type ActKey =
  | "changePlan"
  | "cancel"
  | "resume"
  | "complimentary"
  | "sync"
  | "extendTrial"
  | "setTrial"
  | "suspend"
  | "reactivate"
  | "endSessions"
  | "export"
  | "deletion"
  | "callOffDeletion";

type Act = {
  label: string;
  title: (name: string) => string;
  description: string;
  destructive?: boolean;
  wide?: boolean;
  offered: (facts: ActFacts) => boolean;
  Form: ComponentType<ActProps>;
};

export const acts: Readonly<Record<ActKey, Act>> = {
  changePlan: {
    label: "Change plan",
    title: (name) => `Change ${name}'s plan`,
    description: "The customer sees the same preview. They're charged or credited as shown, and get an email.",
    wide: true,
    offered: ({ current, suspended }) => current !== null && !suspended,
    Form: ChangePlanForm,
  },
  cancel: {
    label: "Cancel plan",
    title: (name) => `Cancel ${name}'s plan`,
    description: "Nothing is refunded. To give money back, credit an invoice.",
    destructive: true,
    offered: ({ current, canceling }) => current !== null && !canceling,
    Form: CancelForm,
  },
  resume: {
    label: "Keep plan",
    title: (name) => `Keep ${name}'s plan`,
    description: "Undoes the cancellation, so the plan renews.",
    offered: ({ current, canceling, suspended }) => current !== null && canceling && !suspended,
    Form: ResumeForm,
  },
  complimentary: {
    label: "Give a complimentary plan",
    title: (name) => `Give ${name} a complimentary plan`,
    description: "A Stripe subscription with a 100% discount. It needs no card and adds no MRR.",
    offered: ({ current, trial, suspended }) => current === null && !trial?.atStripe && !suspended,
    Form: ComplimentaryForm,
  },
  sync: {
    label: "Sync from Stripe",
    title: (name) => `Sync ${name} from Stripe`,
    description: "Reads the subscription, invoices and payments from Stripe and updates anything that differs.",
    offered: ({ hasCustomer }) => hasCustomer,
    Form: SyncForm,
  },
  extendTrial: {
    label: "Extend trial",
    title: (name) => `Extend ${name}'s trial`,
    description: "Adds days to the end of the trial, or from today if it has already ended. We email the customer.",
    offered: ({ trial }) => trial !== null,
    Form: ExtendTrialForm,
  },
  setTrial: {
    label: "Set trial length and plan",
    title: (name) => `Set ${name}'s trial`,
    description: "Counts from the trial's start. We email the customer when the trial gets longer.",
    offered: ({ trial }) => trial !== null && !trial.atStripe,
    Form: SetTrialForm,
  },
  suspend: {
    label: "Suspend",
    title: (name) => `Suspend ${name}`,
    description:
      "Members lose access to everything except billing. Nothing is deleted and the subscription continues. We email the customer, without the reason.",
    destructive: true,
    offered: ({ suspended }) => !suspended,
    Form: SuspendForm,
  },
  reactivate: {
    label: "Reactivate",
    title: (name) => `Reactivate ${name}`,
    description: "Members get their access back. We email the customer.",
    offered: ({ suspended }) => suspended,
    Form: ReactivateForm,
  },
  endSessions: {
    label: "Sign everyone out",
    title: (name) => `Sign everyone out of ${name}`,
    description:
      "Ends the sessions of all members on all devices. They can sign in again. Platform admins stay signed in.",
    destructive: true,
    offered: ({ members }) => members > 0,
    Form: EndSessionsForm,
  },
  export: {
    label: "Export data",
    title: (name) => `Export ${name}'s data`,
    description: "The same ZIP an owner can download. Share it only with someone from the organization.",
    offered: () => true,
    Form: ExportForm,
  },
  deletion: {
    label: "Schedule deletion",
    title: (name) => `Schedule the deletion of ${name}`,
    description:
      "On that day, the subscription in Stripe ends, the card is removed and all data is erased. Invoices stay in Stripe, as the law requires. We email the owners now, and you can cancel the deletion until then.",
    destructive: true,
    offered: ({ deletionScheduled }) => !deletionScheduled,
    Form: DeletionForm,
  },
  callOffDeletion: {
    label: "Cancel deletion",
    title: (name) => `Cancel the deletion of ${name}`,
    description: "Everything stays as it is. We email the owners.",
    offered: ({ deletionScheduled }) => deletionScheduled,
    Form: CallOffForm,
  },
};
