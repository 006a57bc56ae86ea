"use server";

import { refresh } from "next/cache";
import { type ActionResult, answer } from "@/lib/action";
import { parseInput } from "@/lib/parse-input";
import { asMember, type Member, type MemberOptions } from "@/lib/tenancy";
import {
  createPlant,
  createWorkOrder,
  deletePlant,
  deleteWorkOrder,
  moveWorkOrder,
  updatePlant,
  updateWorkOrder,
} from "@/products/unison/domain";
import {
  idSchema,
  moveSchema,
  plantChangeSchema,
  plantSchema,
  workOrderChangeSchema,
  workOrderSchema,
} from "@/products/unison/domain/inputs";
import { orderWriters, plantWriters } from "./permissions";

/** Runs a verb for the signed-in member, then refreshes the page. */
function change<T>(options: MemberOptions, work: (member: Member) => Promise<T>): Promise<ActionResult<T>> {
  return answer(async () => {
    const result = await asMember({ ...options, need: "write", supportSession: true }, work);
    refresh();
    return result;
  });
}

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

export async function removeWorkOrder(organization: string, input: unknown) {
  return change({ organization, roles: orderWriters }, (ctx) => deleteWorkOrder(ctx, parseInput(idSchema, input)));
}
