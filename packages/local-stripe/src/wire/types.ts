import type Stripe from "stripe";

type Plain = string | number | boolean | null | undefined;

/** Where the SDK says "id or object", what is stored and sent unexpanded is the id. */
type Unexpanded<U> = [Extract<U, string>] extends [never] ? U : Exclude<U, { object: string }>;

/**
 * An SDK type as it is on the wire before anything is expanded: references are ids, and decimals are strings (the SDK
 * turns them into Decimal objects only after it has parsed the answer).
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

/** A list as Stripe embeds it in another object. */
export function embeddedList<T>(url: string, data: T[]): { object: "list"; data: T[]; has_more: boolean; url: string } {
  return { object: "list", data, has_more: false, url };
}

export type Json = string | number | boolean | null | undefined | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** Every resource is JSON by construction; an interface without an index signature is not assignable to JsonObject. */
export function asJson(value: object): JsonObject {
  return value as JsonObject;
}
