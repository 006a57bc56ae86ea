"use client";

import type { ActionResult } from "@/lib/action";

type Options = { challenge: string };
type Begin<Given extends Options> = () => Promise<ActionResult<Given>>;

/** The browser's dialog was closed, or took too long: no error to show. */
export class PasskeyCanceled extends Error {}

/** Loaded when it is first needed. */
const script = () => import("@simplewebauthn/browser");

/** Whether this browser has passkeys. */
export const hasPasskeys = (): boolean => "PublicKeyCredential" in globalThis;

/** Whether it offers them in the field for the email address. */
export async function offersPasskeys(): Promise<boolean> {
  return hasPasskeys() && (await (await script()).browserSupportsWebAuthnAutofill());
}

type CreationOptions = Parameters<Awaited<ReturnType<typeof script>>["startRegistration"]>[0]["optionsJSON"];
type RequestOptions = Parameters<Awaited<ReturnType<typeof script>>["startAuthentication"]>[0]["optionsJSON"];

/**
 * Lets the browser create a passkey. @returns what to send to the server.
 *
 * @throws PasskeyCanceled; Error with a message to show.
 */
export async function createPasskey(optionsJSON: CreationOptions) {
  try {
    return await (await script()).startRegistration({ optionsJSON });
  } catch (error) {
    throw explained(error, "The passkey wasn't created. Try again, or use another device.");
  }
}

/**
 * Lets the browser ask for a passkey. @returns what to send to the server.
 *
 * @throws PasskeyCanceled; Error with a message to show.
 */
export async function askPasskey(optionsJSON: RequestOptions, { autofill = false } = {}) {
  try {
    return await (await script()).startAuthentication({ optionsJSON, useBrowserAutofill: autofill });
  } catch (error) {
    throw explained(error, "The passkey couldn't be used. Try again, or sign in another way.");
  }
}

function explained(error: unknown, message: string): Error {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") return new PasskeyCanceled();
  if (name === "InvalidStateError") return new Error("This device already has a passkey for your account.");
  return new Error(message);
}

/**
 * Begins with the server, lets the browser do its part, and finishes with the server.
 *
 * @returns the server's last answer; undefined if the person canceled.
 */
export async function withPasskey<Given extends Options, Response, Data>(
  begin: Begin<Given>,
  ask: (options: Given) => Promise<Response>,
  finish: (response: Response) => Promise<ActionResult<Data>>,
): Promise<ActionResult<Data> | undefined> {
  const begun = await begin();
  if (!begun.ok) return begun;
  try {
    return await finish(await ask(begun.data));
  } catch (error) {
    if (error instanceof PasskeyCanceled) return undefined;
    const message = error instanceof Error ? error.message : "Something went wrong. Try again.";
    return { ok: false, error: { code: "unavailable", message, details: {} } };
  }
}
