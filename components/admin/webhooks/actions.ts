"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { answer } from "@/lib/action";
import { type Admin, asPlatformAdmin } from "@/lib/admin";
import { requireConfirmed } from "@/lib/auth";
import { parseInput } from "@/lib/parse-input";
import * as webhooks from "@/lib/webhooks";
import type { ChangeEndpointInput, CreateEndpointInput } from "@/lib/webhooks/input";

/** Parses the input, runs one verb as a platform admin, and renders the page again. */
function change<Schema extends z.ZodType, Result>(
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

/** What decides where events go, and who can sign them, isn't for an unattended browser. */
function changeConfirmed<Schema extends z.ZodType, Result>(
  schema: Schema,
  input: unknown,
  verb: (admin: Admin, given: z.output<Schema>) => Promise<Result>,
) {
  return change(schema, input, (admin, given) => {
    requireConfirmed(admin);
    return verb(admin, given);
  });
}

export async function createEndpoint(input: CreateEndpointInput) {
  return changeConfirmed(webhooks.createEndpointSchema, input, webhooks.createEndpoint);
}

export async function changeEndpoint(input: ChangeEndpointInput) {
  return changeConfirmed(webhooks.changeEndpointSchema, input, webhooks.changeEndpoint);
}

export async function rotateSecret(input: { endpointId: string }) {
  return changeConfirmed(webhooks.endpointIdSchema, input, webhooks.rotateSecret);
}

export async function deleteEndpoint(input: { endpointId: string }) {
  return change(webhooks.endpointIdSchema, input, webhooks.deleteEndpoint);
}

export async function sendTest(input: { endpointId: string }) {
  return change(webhooks.endpointIdSchema, input, webhooks.sendTest);
}

export async function resendDelivery(input: { deliveryId: string }) {
  return change(webhooks.deliveryIdSchema, input, webhooks.resendDelivery);
}
