"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { answer } from "@/lib/action";
import { type Admin, asPlatformAdmin } from "@/lib/admin";
import { parseInput } from "@/lib/parse-input";
import * as webhooks from "@/lib/webhooks";

export async function createEndpoint(input: unknown) {
  return changed(webhooks.createEndpointSchema, input, webhooks.createEndpoint);
}

export async function changeEndpoint(input: unknown) {
  return changed(webhooks.changeEndpointSchema, input, webhooks.changeEndpoint);
}

export async function rotateSecret(input: unknown) {
  return changed(webhooks.endpointIdSchema, input, webhooks.rotateSecret);
}

export async function deleteEndpoint(input: unknown) {
  return changed(webhooks.endpointIdSchema, input, webhooks.deleteEndpoint);
}

export async function sendTest(input: unknown) {
  return changed(webhooks.endpointIdSchema, input, webhooks.sendTest);
}

export async function resendDelivery(input: unknown) {
  return changed(webhooks.deliveryIdSchema, input, webhooks.resendDelivery);
}

/** Parse, authorize, one verb, answer: the same for each. */
function changed<Schema extends z.ZodType, Result>(
  schema: Schema,
  input: unknown,
  verb: (admin: Admin, given: z.output<Schema>) => Promise<Result>,
) {
  return answer(async () => {
    const given = parseInput(schema, input);
    const result = await asPlatformAdmin((admin) => verb(admin, given));
    revalidatePath("/admin/webhooks");
    return result;
  });
}
