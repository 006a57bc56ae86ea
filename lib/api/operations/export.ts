import { z } from "zod";
import { teamManagers, usageExporters } from "@/lib/tenancy/members/roles";
import { defineOperations } from "../operation";

const file = z.string().meta({ format: "binary" });

export const exportOperations = defineOperations({
  exportOrganization: {
    method: "post",
    path: "/settings/export",
    tag: "Export",
    caller: "download",
    file: "application/zip",
    roles: teamManagers,
    attempts: "export",
    summary: "Export all data",
    description:
      "A ZIP with a CSV file for each kind of data, all from the same moment. Available on every plan and with read-only access, up to six times an hour.",
    answer: file,
    errors: [],
  },
  exportUsageEvents: {
    method: "get",
    path: "/usage/export",
    tag: "Export",
    caller: "download",
    file: "text/csv",
    query: z.strictObject({
      organization: z.uuid().optional().meta({ description: "In place of the header, which a link can't send." }),
      meter: z.string().min(1).max(255),
      period: z.iso
        .datetime()
        .optional()
        .meta({ description: "The start of the period. The current period if omitted." }),
    }),
    roles: usageExporters,
    attempts: "usage_export",
    summary: "Export usage events",
    description: "The events behind a counter in one period, up to 60 times an hour. Recorded in the audit log.",
    answer: file,
    errors: ["unknown_name"],
  },
});
