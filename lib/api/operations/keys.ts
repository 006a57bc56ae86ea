import { z } from "zod";
import { createApiKeySchema, readScopeNames } from "@/lib/keys/input";
import type { Operation } from "../operation";
import { instant, maybe } from "../words";

const listedKey = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    prefix: z.string().meta({ description: "How the key begins; the key itself is kept as a hash." }),
    scopes: z.array(z.enum(readScopeNames)),
    createdAt: instant,
    expiresAt: maybe(instant),
    lastUsedAt: maybe(instant),
  })
  .meta({ id: "ApiKey" });

export const keyOperations: readonly Operation[] = [
  {
    id: "listApiKeys",
    method: "get",
    path: "/api/v1/api-keys",
    tag: "Keys",
    callers: ["session"],
    summary: "The organization's keys",
    answer: z.strictObject({ data: z.array(listedKey) }),
    refusals: [],
  },
  {
    id: "createApiKey",
    method: "post",
    path: "/api/v1/api-keys",
    tag: "Keys",
    callers: ["session"],
    summary: "Make a key",
    description:
      "The key is in this answer and nowhere else: it is not kept. The same Idempotency-Key again makes no second one and answers with its id, and null in place of the key. Where the first answer was lost, revoke what it made and make another.",
    body: createApiKeySchema,
    status: 201,
    once: true,
    answer: z.strictObject({ id: z.string(), key: z.string().nullable() }).meta({ id: "NewApiKey" }),
    refusals: ["feature_not_in_plan", "read_only", "conflict"],
    example: { name: "ERP", scopes: ["usage:read"], expiresInDays: 90 },
  },
];
