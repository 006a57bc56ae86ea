"use server";

import { parseInput } from "@/lib/parse-input";
import {
  blockWorkOrder,
  createPlant,
  createWorkOrder,
  deletePlant,
  deleteWorkOrder,
  moveWorkOrder,
  placeWorkOrder,
  reportQuantities,
  unblockWorkOrder,
  updatePlant,
  updateWorkOrder,
} from "@/products/unison/domain";
import {
  blockSchema,
  moveSchema,
  placeSchema,
  plantChangeSchema,
  plantSchema,
  quantitiesSchema,
  workOrderChangeSchema,
  workOrderSchema,
} from "@/products/unison/domain/inputs";
import { idSchema } from "@/products/unison/domain/text-input";
import { change } from "./change";
import { orderWriters, plantWriters } from "./permissions";

export async function addPlant(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => createPlant(ctx, parseInput(plantSchema, input)));
}

export async function savePlant(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => updatePlant(ctx, parseInput(plantChangeSchema, input)));
}

export async function removePlant(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => deletePlant(ctx, parseInput(idSchema, input)));
}

export async function addWorkOrder(organization: string, input: unknown) {
  return change({ organization, roles: orderWriters }, (ctx) =>
    createWorkOrder(ctx, parseInput(workOrderSchema, input)),
  );
}

export async function saveWorkOrder(organization: string, input: unknown) {
  return change({ organization, roles: orderWriters }, (ctx) =>
    updateWorkOrder(ctx, parseInput(workOrderChangeSchema, input)),
  );
}

export async function putInLane(organization: string, input: unknown) {
  return change({ organization, roles: orderWriters }, (ctx) => moveWorkOrder(ctx, parseInput(moveSchema, input)));
}

export async function placeOrder(organization: string, input: unknown) {
  return change({ organization, roles: orderWriters }, (ctx) => placeWorkOrder(ctx, parseInput(placeSchema, input)));
}

export async function blockOrder(organization: string, input: unknown) {
  return change({ organization, roles: orderWriters }, (ctx) => blockWorkOrder(ctx, parseInput(blockSchema, input)));
}

export async function unblockOrder(organization: string, input: unknown) {
  return change({ organization, roles: orderWriters }, (ctx) => unblockWorkOrder(ctx, parseInput(idSchema, input)));
}

export async function reportOrderQuantities(organization: string, input: unknown) {
  return change({ organization, roles: orderWriters }, (ctx) =>
    reportQuantities(ctx, parseInput(quantitiesSchema, input)),
  );
}

export async function removeWorkOrder(organization: string, input: unknown) {
  return change({ organization, roles: orderWriters }, (ctx) => deleteWorkOrder(ctx, parseInput(idSchema, input)));
}
