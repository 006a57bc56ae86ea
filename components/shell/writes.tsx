"use client";

import { createContext, type ReactNode, useContext } from "react";

type Acting = {
  /** Somebody acts for the person who is signed in. */
  acting: boolean;
  /** And may but look. */
  readOnly: boolean;
};

const ActingContext = createContext<Acting>({ acting: false, readOnly: false });

export function ActingProvider({ acting, readOnly, children }: Acting & { children: ReactNode }) {
  return <ActingContext value={{ acting, readOnly }}>{children}</ActingContext>;
}

type WritesProps = {
  /** What only the person themselves may do. */
  inPerson?: boolean;
  /** Says it in words as well, where there is room. */
  told?: boolean;
  children: ReactNode;
};

/**
 * What changes something: off, and saying why, for an admin who acts for a customer and may but look. The server refuses it
 * whether this says so or not.
 */
export function Writes({ inPerson = false, told = false, children }: WritesProps) {
  const { acting, readOnly } = useContext(ActingContext);
  const why = whyOff(acting && inPerson, readOnly);
  if (!why) return children;
  return (
    <>
      {told && <p className="mb-4 text-muted-foreground text-sm">{why}</p>}
      <fieldset
        disabled
        title={why}
        className="contents [&_:disabled]:cursor-not-allowed [&_input:disabled]:opacity-60"
        data-off
      >
        {children}
      </fieldset>
    </>
  );
}

function whyOff(refused: boolean, readOnly: boolean): string | null {
  if (refused) return "Only the person themselves may change this.";
  return readOnly ? "You are only looking: nothing can be changed in this session." : null;
}
