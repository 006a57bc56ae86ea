import { z } from "zod";
import { idSchema, moneyInput, nameInput, optionalText, requiredText } from "../text-input";

const pattern = /^(\d{1,9})(?:\.(\d{1,3}))?$/;

/** A quantity such as `2.5`, as a whole number of thousandths, read from its digits. */
export const quantityInput = z.coerce
  .string()
  .trim()
  .regex(pattern, "Enter a quantity with at most three decimals.")
  .transform((text) => {
    const [, whole = "0", decimals = ""] = pattern.exec(text) ?? [];
    return Number(whole) * 1000 + Number(decimals.padEnd(3, "0"));
  });

const moved = quantityInput.refine((quantity) => quantity > 0, "Enter more than 0.");

const movement = { materialId: z.uuid(), requestId: z.uuid(), note: optionalText(200) };

/** Quantities are in thousandths, `cost` in cents for all of it. */
export const receiptSchema = z.strictObject({ ...movement, quantity: moved, cost: moneyInput });
export type ReceiptInput = z.output<typeof receiptSchema>;

export const issueSchema = z.strictObject({ ...movement, quantity: moved, workOrderId: z.uuid().optional() });
export type IssueInput = z.output<typeof issueSchema>;

export const countSchema = z.strictObject({ ...movement, counted: quantityInput });
export type CountInput = z.output<typeof countSchema>;

export const materialSchema = z.strictObject({
  code: requiredText("Enter a code.", 40),
  name: nameInput("material", 120),
  unit: requiredText("Enter a unit, such as sheets or lb.", 20),
  /** In thousandths. */
  reorderAt: quantityInput,
});
export type MaterialInput = z.output<typeof materialSchema>;

export const materialChangeSchema = materialSchema.extend(idSchema.shape);
export type MaterialChange = z.output<typeof materialChangeSchema>;
