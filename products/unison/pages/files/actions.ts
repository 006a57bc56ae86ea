"use server";

import { parseInput } from "@/lib/parse-input";
import { removeFile } from "@/products/unison/domain";
import { idSchema } from "@/products/unison/domain/text-input";
import { change } from "../change";
import { orderWriters } from "../permissions";

export async function deleteFile(organization: string, input: unknown) {
  return change({ organization, roles: orderWriters }, (ctx) => removeFile(ctx, parseInput(idSchema, input)));
}
