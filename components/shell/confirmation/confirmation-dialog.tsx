"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { currentlyAsked, subscribe } from "./confirmation";

/** Loaded when it is first needed. */
const ConfirmationPanel = lazy(() => import("./confirmation-panel"));

const notOnServer = () => null;

/** Asks who is there before something dangerous; what was asked for then goes on. Once per layout. */
export function ConfirmationDialog({ email }: { email: string }) {
  const asked = useSyncExternalStore(subscribe, currentlyAsked, notOnServer);
  if (!asked) return null;
  return (
    <Suspense>
      <ConfirmationPanel email={email} answer={asked.answer} />
    </Suspense>
  );
}
