import type { ComponentType, ReactNode } from "react";
import type { NavItem } from "@/components/shell/navigation/navigation";
import type { ActionResult } from "@/lib/action";
import type { Member } from "@/lib/tenancy";

/** The product's part of the dashboard: buttons at its head, and the wide column. */
export type DashboardParts = { actions?: ReactNode; main: ReactNode };

export type FirstStepProps = {
  /** What was typed before a reload, by field; it stands in the address. */
  draft: Readonly<Record<string, string | undefined>>;
  /** Shown among the fields: inviting a colleague belongs to no product. */
  invite: ReactNode;
  /** Back to the step before. */
  back: ReactNode;
  /** Ends onboarding with the product's own answers. On success it leads to the dashboard. */
  finish: (input: FinishInput) => Promise<ActionResult<unknown>>;
};

export type FinishInput = { product: unknown; inviteEmail: string };

/** A row of the audit log in words; undefined when the product did not write it. */
export type Describe = (row: { action: string; details: Record<string, unknown> }) => string | undefined;

/** What a product brings to the pages. */
export type ProductPages = {
  navigation: readonly NavItem[];
  /** Reads in the member's transaction and answers with what to show. */
  dashboard(member: Member): Promise<DashboardParts>;
  /** The step of onboarding in which the first thing is made. */
  firstStep: { title: string; description: string; Form: ComponentType<FirstStepProps> };
  describe: Describe;
};
