"use client";

import { useEffect, useSyncExternalStore, useTransition } from "react";

/** What is under way: links being followed and actions that lead to another page. */
let underWay = 0;
const listeners = new Set<() => void>();

/** Shows the bar until the returned function is called. */
export function startProgress(): () => void {
  change(1);
  let done = false;
  return () => {
    if (done) return;
    done = true;
    change(-1);
  };
}

function change(by: 1 | -1): void {
  underWay += by;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Whether something is under way. */
export const useProgress = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => underWay > 0,
    () => false,
  );

/** Shows the bar for as long as `pending`. */
export function useProgressWhile(pending: boolean): void {
  useEffect(() => (pending ? startProgress() : undefined), [pending]);
}

/** Runs what leads to another page, and shows the bar until that page is there. */
export function useProgressOf(): (work: () => void | Promise<void>) => void {
  const [pending, startTransition] = useTransition();
  useProgressWhile(pending);
  return (work) => {
    // Also counted here, because the menu item that was chosen is gone before its action is done.
    const done = startProgress();
    startTransition(async () => {
      try {
        await work();
      } finally {
        done();
      }
    });
  };
}
