"use server";

import { parseInput } from "@/lib/parse-input";
import {
  addPart,
  addShift,
  movePart,
  removePart,
  removeShift,
  renamePart,
  setWorkdays,
  updateShift,
} from "@/products/unison/domain";
import {
  addPartSchema,
  movePartSchema,
  removePartSchema,
  renamePartSchema,
} from "@/products/unison/domain/floor-parts/part-input";
import { addShiftSchema, updateShiftSchema, workdaysSchema } from "@/products/unison/domain/shifts/shift-input";
import { idSchema } from "@/products/unison/domain/text-input";
import { change } from "../change";
import { plantWriters } from "../permissions";

export async function addFloorPart(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => addPart(ctx, parseInput(addPartSchema, input)));
}

export async function renameFloorPart(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => renamePart(ctx, parseInput(renamePartSchema, input)));
}

export async function moveFloorPart(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => movePart(ctx, parseInput(movePartSchema, input)));
}

export async function removeFloorPart(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => removePart(ctx, parseInput(removePartSchema, input)));
}

export async function addPlantShift(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => addShift(ctx, parseInput(addShiftSchema, input)));
}

export async function savePlantShift(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => updateShift(ctx, parseInput(updateShiftSchema, input)));
}

export async function removePlantShift(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => removeShift(ctx, parseInput(idSchema, input)));
}

export async function savePlantWorkdays(organization: string, input: unknown) {
  return change({ organization, roles: plantWriters }, (ctx) => setWorkdays(ctx, parseInput(workdaysSchema, input)));
}
