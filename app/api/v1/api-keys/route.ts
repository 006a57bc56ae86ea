import { operations, otherMethods, serve } from "@/lib/api";
import { createApiKey, listApiKeys } from "@/lib/keys";

export const GET = serve(operations.listApiKeys, async ({ member }) => ({ data: await listApiKeys(member) }));

export const POST = serve(operations.createApiKey, ({ member, body }) => createApiKey(member, body));

export const { DELETE, OPTIONS, PATCH, PUT } = otherMethods("GET", "POST");
