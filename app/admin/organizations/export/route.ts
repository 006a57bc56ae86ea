import { asPlatformAdmin, exportOrganizations, organizationFilterSchema } from "@/lib/admin";
import { otherMethods } from "@/lib/api";
import { platformChain, recordAudit } from "@/lib/audit";
import { isoDay } from "@/lib/dates";
import { route, streamed } from "@/lib/http";

/** The list of organizations as a CSV file, for the filter in the URL. */
export const GET = route(async (request) => {
  const {
    after: _,
    hide: __,
    ...filter
  } = organizationFilterSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { actor, now } = await asPlatformAdmin(async (admin) => {
    await recordAudit(admin, {
      organizationId: platformChain,
      action: "admin.organizations_exported",
      details: { filter },
    });
    return admin;
  });
  return new Response(streamed(exportOrganizations(actor, filter)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="organizations-${isoDay(now)}.csv"`,
      "Cache-Control": "no-store",
    },
  });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
