import { z } from "zod";
import { idSchema, longText, moneyInput, optionalText, orNothing, requiredText, wholeNumber } from "../text-input";
import { checkResults, dispositions, severities } from "./quality";

export const reportSchema = z.strictObject({
  workOrderId: z.uuid(),
  title: requiredText("Say what's wrong.", 160),
  description: longText(2000)
    .nullish()
    .transform((text) => text || null),
  severity: z.enum(severities, "Choose a severity."),
  quantity: orNothing(wholeNumber(1, 1_000_000)),
});
export type ReportInput = z.output<typeof reportSchema>;

export const dispositionSchema = idSchema.extend({
  disposition: z.enum(dispositions, "Choose a disposition."),
  /** In cents. */
  cost: orNothing(moneyInput),
});
export type DispositionInput = z.output<typeof dispositionSchema>;

export const addCheckSchema = z.strictObject({
  workOrderId: z.uuid(),
  title: requiredText("Enter what to check.", 120),
  criterion: optionalText(120),
});
export type AddCheck = z.output<typeof addCheckSchema>;

export const recordCheckSchema = idSchema.extend({ result: z.enum(checkResults).nullable() });
export type RecordCheck = z.output<typeof recordCheckSchema>;

export const orderSchema = z.strictObject({ workOrderId: z.uuid() });
