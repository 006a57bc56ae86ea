import { z } from "zod";
import { instant, maybe } from "../../fields";
import { defineOperations } from "../../operation";
import { acrossAll, pageOf, pageQuery, searchText } from "./admin-read";

const person = maybe(z.strictObject({ id: z.string(), name: maybe(z.string()), email: z.string() }));

export const auditOperations = defineOperations({
  listAuditLogs: {
    ...acrossAll,
    path: "/api/v1/admin/audit-logs",
    summary: "List audit logs",
    description: "Who did what in all organizations, newest first. Sign-ins and refusals are included.",
    query: z.strictObject({
      search: searchText.optional().meta({ description: "Text contained in an action's target or details." }),
      actor: searchText.optional().meta({ description: "A person by name, email or ID, or another actor by its ID." }),
      action: searchText.optional().meta({ description: "An action, or all of one area such as `billing.*`." }),
      organization: searchText.optional().meta({
        description:
          "An organization, by ID or part of its name; `platform` or `accounts` for rows that belong to none.",
      }),
      from: z.iso.date().optional().meta({ description: "The first day, UTC." }),
      to: z.iso.date().optional().meta({ description: "The last day, UTC." }),
      support: z.enum(["1"]).optional().meta({ description: "Only what platform admins did in support sessions." }),
      ...pageQuery,
    }),
    answer: pageOf(
      z
        .strictObject({
          organization: z
            .string()
            .meta({ description: "The chain's ID: an organization's, or all zeros without one." }),
          organizationName: maybe(z.string()).meta({ description: "Null without an organization, or once deleted." }),
          seq: z.int().meta({ description: "The row's number in its chain, without gaps." }),
          action: z.string(),
          actorKind: z.string(),
          actorId: z.string(),
          actor: person,
          impersonator: person.meta({ description: "The platform admin, in a support session." }),
          subject: maybe(z.string()),
          details: z.record(z.string(), z.unknown()),
          occurredAt: instant,
          previousHash: z.string(),
          hash: z.string(),
        })
        .meta({ id: "AuditLog" }),
    ),
  },
});
