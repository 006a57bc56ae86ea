import { z } from "zod";
import { apiKeyScopeNames, createApiKeySchema } from "@/lib/keys/input";
import { teamManagers } from "@/lib/tenancy/members/roles";
import { instant, maybe } from "../fields";
import { defineOperations } from "../operation";

const listedKey = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    prefix: z.string().meta({ description: "The beginning of the key. Only a hash of the key is stored." }),
    scopes: z.array(z.enum(apiKeyScopeNames)),
    createdAt: instant,
    expiresAt: maybe(instant),
    lastUsedAt: maybe(instant),
  })
  .meta({ id: "ApiKey" });

export const keyOperations = defineOperations({
  listApiKeys: {
    method: "get",
    path: "/api/v1/api-keys",
    tag: "Keys",
    caller: "member",
    roles: teamManagers,
    access: "read",
    summary: "List API keys",
    answer: z.strictObject({ data: z.array(listedKey) }),
    errors: [],
  },
  createApiKey: {
    method: "post",
    path: "/api/v1/api-keys",
    tag: "Keys",
    caller: "member",
    roles: teamManagers,
    verified: true,
    confirmed: true,
    access: "write",
    summary: "Create API key",
    description:
      "Only this response contains the key: we store a hash of it. Retrying with the same Idempotency-Key doesn't create a second key: it returns the ID with a null key. If you lost the first response, revoke that key and create another.",
    body: createApiKeySchema,
    status: 201,
    idempotent: true,
    secret: "key",
    answer: z.strictObject({ id: z.string(), key: z.string().nullable() }).meta({ id: "NewApiKey" }),
    errors: ["feature_not_in_plan", "read_only", "conflict"],
    example: { name: "ERP", scopes: ["usage:read"], expiresInDays: 90 },
  },
});
