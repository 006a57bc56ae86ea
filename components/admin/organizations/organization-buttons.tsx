"use client";

import { extendTrial, reactivateOrganization, suspendOrganization } from "./actions";
import { ReasonDialog } from "./reason-dialog";

type OrganizationButtonsProps = {
  organization: { id: string; name: string };
  /** Only before the first purchase. */
  canExtendTrial: boolean;
  suspended: boolean;
};

/** The buttons in the header of an organization's page. Each asks for a reason, which the audit log records. */
export function OrganizationButtons({
  organization: { id, name },
  canExtendTrial,
  suspended,
}: OrganizationButtonsProps) {
  return (
    <>
      {canExtendTrial && (
        <ReasonDialog
          button="Extend trial"
          title={`Extend the trial of ${name}`}
          description="Adds days to the end of the trial, or from today if it has already ended. We email the customer."
          confirm="Extend trial"
          withDays
          success={`Trial of ${name} extended`}
          action={({ days, reason }) => extendTrial(id, { days: days ?? 0, reason })}
        />
      )}
      {suspended ? (
        <ReasonDialog
          button="Reactivate"
          title={`Reactivate ${name}`}
          description="Members get their access back. We email the customer."
          confirm="Reactivate"
          success={`${name} reactivated`}
          action={({ reason }) => reactivateOrganization(id, { reason })}
        />
      ) : (
        <ReasonDialog
          button="Suspend"
          destructive
          title={`Suspend ${name}`}
          description="Members lose access to everything except billing. Nothing is deleted and the subscription continues. We email the customer, without the reason."
          confirm="Suspend"
          success={`${name} suspended`}
          action={({ reason }) => suspendOrganization(id, { reason })}
        />
      )}
    </>
  );
}
