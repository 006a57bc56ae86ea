"use client";

import { useSyncExternalStore } from "react";

/** Letters as shortcuts can be turned off, for those who speak to their computer: WCAG 2.1.4. */
const storageName = "gatehouse.single-keys";
const listeners = new Set<() => void>();

/** Off only if this browser's person has turned it off. */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(storageName) !== "off";
  } catch {
    // Storage is blocked: there is no place to remember "off", so letters stay letters.
    return false;
  }
}

export function turnSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(storageName);
    else localStorage.setItem(storageName, "off");
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

/** The setting, also when another tab changes it. */
export const useSingleKeys = (): boolean => useSyncExternalStore(subscribe, singleKeysOn, () => true);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
