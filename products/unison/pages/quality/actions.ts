"use server";

import { parseInput } from "@/lib/parse-input";
import {
  addCheck,
  addSuggestedChecks,
  decideNonConformance,
  recordCheck,
  removeCheck,
  reopenNonConformance,
  reportNonConformance,
} from "@/products/unison/domain";
import {
  addCheckSchema,
  dispositionSchema,
  orderSchema,
  recordCheckSchema,
  reportSchema,
} from "@/products/unison/domain/quality/quality-input";
import { idSchema } from "@/products/unison/domain/text-input";
import { change } from "../change";
import { orderWriters } from "../permissions";

const roles = orderWriters;

export async function reportProblem(organization: string, input: unknown) {
  return change({ organization, roles }, (ctx) => reportNonConformance(ctx, parseInput(reportSchema, input)));
}

export async function decideProblem(organization: string, input: unknown) {
  return change({ organization, roles }, (ctx) => decideNonConformance(ctx, parseInput(dispositionSchema, input)));
}

export async function reopenProblem(organization: string, input: unknown) {
  return change({ organization, roles }, (ctx) => reopenNonConformance(ctx, parseInput(idSchema, input)));
}

export async function addInspectionCheck(organization: string, input: unknown) {
  return change({ organization, roles }, (ctx) => addCheck(ctx, parseInput(addCheckSchema, input)));
}

export async function addIndustryChecks(organization: string, input: unknown) {
  return change({ organization, roles }, (ctx) => addSuggestedChecks(ctx, parseInput(orderSchema, input)));
}

export async function recordInspectionCheck(organization: string, input: unknown) {
  return change({ organization, roles }, (ctx) => recordCheck(ctx, parseInput(recordCheckSchema, input)));
}

export async function removeInspectionCheck(organization: string, input: unknown) {
  return change({ organization, roles }, (ctx) => removeCheck(ctx, parseInput(idSchema, input)));
}
