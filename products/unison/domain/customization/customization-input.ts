import { z } from "zod";
import { severities } from "../quality/quality";
import { nameInput, optionalText, orNothing } from "../text-input";
import { workOrderPriorities } from "../work-orders/work-order";

export const fieldSubjects = ["work_order", "material"] as const;
export type FieldSubject = (typeof fieldSubjects)[number];

export const fieldKinds = ["text", "number", "date", "yes_no", "choice"] as const;
export type FieldKind = (typeof fieldKinds)[number];

export const fieldTitles: Readonly<Record<FieldSubject, string>> = { work_order: "Work order", material: "Material" };
export const kindLabels: Readonly<Record<FieldKind, string>> = {
  text: "Text",
  number: "Number",
  date: "Date",
  yes_no: "Yes or no",
  choice: "Choice",
};

export const addFieldSchema = z
  .strictObject({
    subject: z.enum(fieldSubjects),
    label: nameInput("field", 60),
    kind: z.enum(fieldKinds),
    /** Separated by commas. */
    choices: z
      .string()
      .max(1000)
      .nullish()
      .transform((text) => [...new Set((text ?? "").split(",").map((choice) => choice.trim()))].filter(Boolean)),
  })
  .refine(({ kind, choices }) => kind !== "choice" || choices.length >= 2, {
    error: "Enter at least two choices, separated by commas.",
    path: ["choices"],
  });
export type AddField = z.output<typeof addFieldSchema>;

export const valuesSchema = z.strictObject({
  subject: z.enum(fieldSubjects),
  id: z.uuid(),
  values: z.record(z.uuid(), z.string().trim().max(500)),
});
export type Values = z.output<typeof valuesSchema>;

export const automationEvents = ["work_order_created", "non_conformance_reported"] as const;
export type AutomationEvent = (typeof automationEvents)[number];

export const addRuleSchema = z
  .strictObject({
    event: z.enum(automationEvents),
    contains: optionalText(80),
    minimumSeverity: orNothing(z.enum(severities)),
    setPriority: orNothing(z.enum(workOrderPriorities)),
    setLane: optionalText(60),
    setDepartment: optionalText(60),
    block: z.enum(["", "yes"]).transform((value) => value === "yes"),
  })
  .refine(({ setPriority, setLane, setDepartment, block }) => setPriority || setLane || setDepartment || block, {
    error: "Choose at least one action for the rule.",
    path: ["setPriority"],
  });
export type AddRule = z.output<typeof addRuleSchema>;
