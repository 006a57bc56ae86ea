"use client";

import { createContext, type ReactNode, useContext } from "react";

type Acting = {
  /** A platform admin acts as this person, in a support session. */
  acting: boolean;
  /** The support session is view only. */
  readOnly: boolean;
};

const ActingContext = createContext<Acting>({ acting: false, readOnly: false });

export function ActingProvider({ acting, readOnly, children }: Acting & { children: ReactNode }) {
  return <ActingContext value={{ acting, readOnly }}>{children}</ActingContext>;
}

type WritesProps = {
  /** Not for a platform admin in a support session, whatever its access. */
  inPerson?: boolean;
  /** Shows the reason as text as well, where there is room. */
  explain?: boolean;
  children: ReactNode;
};

/** Disables its controls, with the reason, in a support session that may not use them. The server refuses them regardless. */
export function Writes({ inPerson = false, explain = false, children }: WritesProps) {
  const { acting, readOnly } = useContext(ActingContext);
  const reason = disabledReason(acting && inPerson, readOnly);
  if (!reason) return children;
  return (
    <>
      {explain && <p className="mb-4 text-muted-foreground text-sm">{reason}</p>}
      <fieldset
        disabled
        title={reason}
        className="contents [&_:disabled]:cursor-not-allowed [&_input:disabled]:opacity-60"
        data-off
      >
        {children}
      </fieldset>
    </>
  );
}

function disabledReason(refused: boolean, readOnly: boolean): string | null {
  if (refused) return "Only the account holder can change this.";
  return readOnly ? "View only: changes are disabled in this session." : null;
}
