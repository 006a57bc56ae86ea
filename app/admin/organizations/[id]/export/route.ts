import { z } from "zod";
import { asPlatformAdmin, reasonSchema } from "@/lib/admin";
import { otherMethods } from "@/lib/api";
import { recordAudit } from "@/lib/audit";
import { assertSameOrigin } from "@/lib/auth";
import { organizationName } from "@/lib/billing";
import { inTenant } from "@/lib/context";
import { invalidInput } from "@/lib/errors";
import { exportOrganization, fileNameOf } from "@/lib/export";
import { route } from "@/lib/http";
import { parseInput } from "@/lib/parse-input";

/** All data of an organization as a ZIP, as its owners can download it. */
export const POST = route(async (request, { params }: { params: Promise<{ id: string }> }) => {
  assertSameOrigin(request);
  const id = parseInput(z.uuid(), (await params).id);
  const { reason } = parseInput(reasonSchema, Object.fromEntries(await request.formData().catch(noForm)));
  const { actor, now, name } = await asPlatformAdmin(async (admin) => {
    const ctx = inTenant(admin, id);
    const organization = await organizationName(ctx);
    await recordAudit(ctx, { organizationId: id, action: "admin.data_exported", details: { reason } });
    return { actor: admin.actor, now: admin.now, name: organization };
  });
  const { size, bytes } = await exportOrganization({ organizationId: id, organization: name, actor });
  return new Response(bytes, {
    headers: {
      "Content-Type": "application/zip",
      "Content-Length": String(size),
      "Content-Disposition": `attachment; filename="${fileNameOf(name, now)}"`,
      "Cache-Control": "no-store",
    },
  });
});

function noForm(): never {
  throw invalidInput("Send a form with the reason.");
}

export const { DELETE, GET, OPTIONS, PATCH, PUT } = otherMethods("POST");
