"use client";

import type { ActionResult } from "@/lib/action";
import type { ExtendTrialInput, SuspensionInput } from "@/lib/admin/input";
import { ReasonDialog } from "../reason-dialog";

/** What an organization's page can do; handed in by the page, since components know no route. */
export type OrganizationActions = {
  extendTrial(input: ExtendTrialInput): Promise<ActionResult<unknown>>;
  suspend(input: SuspensionInput): Promise<ActionResult<unknown>>;
  reactivate(input: SuspensionInput): Promise<ActionResult<unknown>>;
};

type OrganizationActionsProps = {
  organization: string;
  /** Nothing was bought yet. */
  extendable: boolean;
  suspended: boolean;
  actions: OrganizationActions;
};

/** Buttons at the head of an organization's page. Each asks for a reason, which stands in the audit log. */
export function OrganizationButtons({ organization, extendable, suspended, actions }: OrganizationActionsProps) {
  return (
    <>
      {extendable && (
        <ReasonDialog
          button="Extend trial"
          title={`More days for ${organization}`}
          description="Counted from the trial's end, or from today if that has passed. They are told by e-mail."
          confirm="Extend trial"
          withDays
          done="The trial was extended."
          act={({ days, reason }) => actions.extendTrial({ days: days ?? 0, reason })}
        />
      )}
      {suspended ? (
        <ReasonDialog
          button="Reactivate"
          title={`Reactivate ${organization}`}
          description="Everything opens again, as they left it. They are told by e-mail."
          confirm="Reactivate"
          done="It is open again."
          act={({ reason }) => actions.reactivate({ reason })}
        />
      ) : (
        <ReasonDialog
          button="Suspend"
          destructive
          title={`Suspend ${organization}`}
          description="Nobody can open it but for its billing. Nothing is deleted, and its subscription goes on. They are told by e-mail; not the reason."
          confirm="Suspend"
          done="It is suspended."
          act={({ reason }) => actions.suspend({ reason })}
        />
      )}
    </>
  );
}
