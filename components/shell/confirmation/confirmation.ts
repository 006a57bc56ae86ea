"use client";

/** The dialog that asks who is there, while it is open: what to do with the answer. */
export type Asked = { answer: (confirmed: boolean) => void };

let asked: Asked | null = null;
const listeners = new Set<() => void>();

function set(next: Asked | null) {
  asked = next;
  for (const listener of listeners) listener();
}

export const currentlyAsked = (): Asked | null => asked;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Asks the person to confirm who they are. @returns whether they did. */
export function askToConfirm(): Promise<boolean> {
  // Without the dialog on the page nothing could answer.
  if (listeners.size === 0) return Promise.resolve(false);
  asked?.answer(false);
  return new Promise((resolve) => {
    set({
      answer: (confirmed) => {
        set(null);
        resolve(confirmed);
      },
    });
  });
}
