import { z } from "zod";

const key = z.string().regex(/^[a-z][a-zA-Z0-9_]*$/, "letters, digits and _");
const text = z.string().min(1);

const labeled = z.strictObject({ label: text, value: z.number().min(0), text });

/** A small chart of a highlight, drawn from these figures alone, so that it shows nothing that isn't written beside it. */
export const highlightChartSchema = z.discriminatedUnion("kind", [
  /** Minutes on the face of a clock. */
  z.strictObject({ kind: z.literal("clock"), minutes: z.number().min(1).max(60) }),
  /** One amount beside another. */
  z.strictObject({ kind: z.literal("bars"), bars: z.array(labeled).min(2).max(4) }),
  /** From one level to another. */
  z.strictObject({ kind: z.literal("slope"), from: labeled, to: labeled }),
  /** Some squares of many. */
  z.strictObject({
    kind: z.literal("squares"),
    filled: z.int().min(0),
    of: z.int().min(1).max(200),
    columns: z.int().min(1).max(40),
  }),
  /** Names that are on a list, and names that are crossed out. */
  z.strictObject({
    kind: z.literal("names"),
    names: z.array(text).min(1).max(8),
    crossedOut: z.boolean().default(false),
  }),
]);

/** An opening and its movements. The closing is their sum: no one has to enter it, so it can't be wrong. */
export const ledgerSchema = z.strictObject({
  title: text,
  lead: text,
  /** What is counted: "kg", or the currency of money in minor units. */
  unit: z.union([z.strictObject({ money: z.string().length(3) }), z.strictObject({ name: text })]),
  caption: text,
  opening: z.strictObject({ label: text, amount: z.int() }),
  steps: z
    .array(z.strictObject({ label: text, amount: z.int() }))
    .min(2)
    .max(6),
  closing: text,
});

/** Usage that the calculator starts with, and that is listed with its price where no script runs. */
export const usageExampleSchema = z.strictObject({ name: text, usage: z.record(key, z.int().min(0)) });

/** The assumptions of the return, which visitors replace by their own, and what follows from them. */
export const returnSchema = z
  .strictObject({
    lead: text,
    inputs: z
      .array(
        z.strictObject({
          key,
          label: text,
          /** Money is in whole units of the catalog's currency. */
          unit: z.union([z.literal("money"), z.strictObject({ one: text, other: text })]),
          value: z.number().min(0),
          max: z.number().min(1),
          step: z.number().positive().default(1),
        }),
      )
      .min(2)
      .max(6),
    /** What each is worth a month: the product of its factors. Factors are inputs, or numbers. */
    gains: z
      .array(z.strictObject({ label: text, how: text, factors: z.array(z.union([key, z.number().min(0)])).min(1) }))
      .min(1)
      .max(3),
  })
  .superRefine(({ inputs, gains }, issues) => {
    const known = new Set(inputs.map((input) => input.key));
    for (const [index, { factors }] of gains.entries())
      for (const factor of factors)
        if (typeof factor === "string" && !known.has(factor))
          issues.addIssue({ code: "custom", path: ["gains", index], message: `"${factor}" is no input` });
  });

export type HighlightChart = z.infer<typeof highlightChartSchema>;
export type Ledger = z.infer<typeof ledgerSchema>;
export type UsageExample = z.infer<typeof usageExampleSchema>;
export type ReturnCopy = z.infer<typeof returnSchema>;
