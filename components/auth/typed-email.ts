"use client";

import { useSyncExternalStore } from "react";

const key = "typed-email";
const never = () => () => undefined;

/** Keeps the address in this tab, for a form that asks for it again. It isn't put into a URL, which logs and histories keep. */
export function keepTypedEmail(form: HTMLFormElement): void {
  const email = new FormData(form).get("email");
  if (typeof email === "string") sessionStorage.setItem(key, email);
}

/** The address that was typed into another form of this tab; empty for none, and on the server. */
export const useTypedEmail = (): string =>
  useSyncExternalStore(
    never,
    () => sessionStorage.getItem(key) ?? "",
    () => "",
  );
