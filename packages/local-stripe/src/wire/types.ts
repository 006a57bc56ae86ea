import type Stripe from "stripe";

type Plain = string | number | boolean | null | undefined;

/** Where the SDK says "ID or object", rows and unexpanded responses have the ID. */
type Unexpanded<U> = [Extract<U, string>] extends [never] ? U : Exclude<U, { object: string }>;

/**
 * An SDK type as it goes over the wire, unexpanded: references are IDs, and decimals are strings, which the SDK
 * converts after parsing.
 */
export type Wire<T> = T extends Plain
  ? T
  : T extends Stripe.Decimal
    ? string
    : T extends readonly (infer U)[]
      ? Wire<Unexpanded<U>>[]
      : T extends object
        ? { [K in keyof T]: Wire<Unexpanded<T[K]>> }
        : T;

/** A list embedded in another object. */
export function embeddedList<T>(url: string, data: T[]): { object: "list"; data: T[]; has_more: boolean; url: string } {
  return { object: "list", data, has_more: false, url };
}

export type Json = string | number | boolean | null | undefined | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Resources are JSON by construction, but an interface without an index signature isn't assignable to JsonObject. */
export function asJson(value: object): JsonObject {
  return value as JsonObject;
}
