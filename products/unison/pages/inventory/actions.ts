"use server";

import { parseInput } from "@/lib/parse-input";
import {
  countMaterial,
  createMaterial,
  deleteMaterial,
  issueMaterial,
  receiveMaterial,
  updateMaterial,
} from "@/products/unison/domain";
import {
  countSchema,
  issueSchema,
  materialChangeSchema,
  materialSchema,
  receiptSchema,
} from "@/products/unison/domain/inventory/stock-input";
import { idSchema } from "@/products/unison/domain/text-input";
import { change } from "../change";
import { orderWriters } from "../permissions";

const roles = orderWriters;

export async function addMaterial(organization: string, input: unknown) {
  return change({ organization, roles }, (ctx) => createMaterial(ctx, parseInput(materialSchema, input)));
}

export async function saveMaterial(organization: string, input: unknown) {
  return change({ organization, roles }, (ctx) => updateMaterial(ctx, parseInput(materialChangeSchema, input)));
}

export async function removeMaterial(organization: string, input: unknown) {
  return change({ organization, roles }, (ctx) => deleteMaterial(ctx, parseInput(idSchema, input)));
}

export async function receiveStock(organization: string, input: unknown) {
  return change({ organization, roles }, (ctx) => receiveMaterial(ctx, parseInput(receiptSchema, input)));
}

export async function issueStock(organization: string, input: unknown) {
  return change({ organization, roles }, (ctx) => issueMaterial(ctx, parseInput(issueSchema, input)));
}

export async function countStock(organization: string, input: unknown) {
  return change({ organization, roles }, (ctx) => countMaterial(ctx, parseInput(countSchema, input)));
}
