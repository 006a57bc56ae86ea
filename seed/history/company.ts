import type { Catalog } from "@/lib/catalog";
import type { Market } from "./market";
import type { Words } from "./words";

/** A question of onboarding and its answers, as a product has them. */
export type Question = { key: string; choices: readonly { value: string }[] };

/** What the history of every customer of one company follows from. */
export type Company = {
  catalog: Catalog;
  market: Market;
  questions: readonly Question[];
  words: Words;
  from: Date;
  until: Date;
  /** The share of trials that become customers, before size and source count. */
  conversion: number;
};
