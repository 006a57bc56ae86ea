"use server";

import { parseInput } from "@/lib/parse-input";
import { assignLanes } from "@/products/unison/domain";
import { idSchema } from "@/products/unison/domain/text-input";
import { change } from "../change";
import { orderWriters } from "../permissions";

export async function assignPlantLanes(organization: string, input: unknown) {
  return change({ organization, roles: orderWriters }, (ctx) => assignLanes(ctx, parseInput(idSchema, input)));
}
