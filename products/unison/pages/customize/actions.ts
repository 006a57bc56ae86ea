"use server";

import { parseInput } from "@/lib/parse-input";
import { addField, addRule, removeField, removeRule, setValues } from "@/products/unison/domain";
import {
  addFieldSchema,
  addRuleSchema,
  fieldSubjects,
  valuesSchema,
} from "@/products/unison/domain/customization/customization-input";
import { idSchema } from "@/products/unison/domain/text-input";
import { change } from "../change";
import { orderWriters, plantWriters } from "../permissions";

export async function addCustomField(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => addField(ctx, parseInput(addFieldSchema, input)));
}

export async function removeCustomField(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => removeField(ctx, parseInput(idSchema, input)));
}

/** A form sends each field's value under the field's ID. */
export async function saveCustomValues(organization: string, input: Readonly<Record<string, unknown>>) {
  return change({ organization, roles: orderWriters }, (ctx) => {
    const { subject, id, ...values } = input;
    const known = fieldSubjects.find((name) => name === subject);
    return setValues(ctx, parseInput(valuesSchema, { subject: known, id, values }));
  });
}

export async function addAutomationRule(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => addRule(ctx, parseInput(addRuleSchema, input)));
}

export async function removeAutomationRule(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => removeRule(ctx, parseInput(idSchema, input)));
}
