import { assertSameOrigin } from "@/lib/auth";
import { readJson, route } from "@/lib/http";
import { createApiKey, createApiKeySchema, listApiKeys } from "@/lib/keys";
import { asMember, teamManagers } from "@/lib/tenancy";

const headers = { "Cache-Control": "no-store" };

export const GET = route(async () => {
  const data = await asMember({ roles: teamManagers, need: "read" }, listApiKeys);
  return Response.json({ data }, { headers });
});

/** A person makes keys, a key does not. */
export const POST = route(async (request) => {
  assertSameOrigin(request);
  const input = await readJson(request, createApiKeySchema);
  const made = await asMember({ roles: teamManagers, verified: true, need: "write" }, (member) =>
    createApiKey(member, input),
  );
  return Response.json(made, { status: 201, headers });
});
