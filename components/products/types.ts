import type { ComponentType, ReactNode } from "react";
import type { NavItem } from "@/components/shell/navigation/navigation";
import type { FormAction } from "@/lib/form-state";
import type { Member } from "@/lib/tenancy";

export type { NavItem };

/** The product's part of the dashboard: buttons in the header, and the main column. */
export type DashboardParts = {
  actions?: ReactNode;
  main: ReactNode;
  /** `main` shows the plan and its usage, so the card with them is left out. */
  showsPlan?: true;
};

export type FirstStepProps = {
  /** Input from before a reload, by field, from the URL. */
  draft: Readonly<Record<string, string | undefined>>;
  /** Shown among the fields: inviting a teammate is the same for every product. */
  invite: ReactNode;
  /** The link to the previous step. */
  back: ReactNode;
  /** Completes onboarding with the form's fields and goes to the dashboard. */
  finish: FormAction;
};

/** The onboarding step that creates the first object: `products/<name>/pages/onboarding.tsx` exports it as `firstStep`. */
export type FirstStepOf = { title: string; description: string; Form: ComponentType<FirstStepProps> };

/** An audit log row in words; undefined when the product didn't write it. */
export type Describe = (row: { action: string; details: Record<string, unknown> }) => string | undefined;

/** The pages of a product: `products/<name>/pages/index.tsx` exports it as `pages`. */
export type ProductPages = {
  /** Reads in the member's transaction and returns what to show. */
  dashboard(member: Member): Promise<DashboardParts>;
  describe: Describe;
};
