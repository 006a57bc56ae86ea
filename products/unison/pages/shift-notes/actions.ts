"use server";

import { parseInput } from "@/lib/parse-input";
import { addShiftNote, removeShiftNote } from "@/products/unison/domain";
import { noteSchema } from "@/products/unison/domain/shift-notes/shift-notes";
import { idSchema } from "@/products/unison/domain/text-input";
import { change } from "../change";
import { orderWriters } from "../permissions";

export async function leaveNote(organization: string, input: unknown) {
  return change({ organization, roles: orderWriters }, (ctx) => addShiftNote(ctx, parseInput(noteSchema, input)));
}

export async function deleteNote(organization: string, input: unknown) {
  return change({ organization, roles: orderWriters }, (ctx) => removeShiftNote(ctx, parseInput(idSchema, input)));
}
