import type { ListedAudit } from "@/lib/audit";
import { describeAction, layerActionNames } from "@/lib/audit/actions";
import { grouped } from "@/lib/grouped";

/** The areas of the log, by the first part of an action's name. */
const areas: Readonly<Record<string, string>> = {
  admin: "Platform admin",
  alerts: "Alerts",
  audit: "Audit log",
  auth: "Sign-in and access",
  billing: "Billing",
  entitlements: "Overrides",
  jobs: "Jobs",
  keys: "Keys",
  organization: "Setup",
  privacy: "Privacy",
  reconciliation: "Reconciliation",
  settings: "Settings",
  team: "Team",
  tenancy: "Organizations",
  webhooks: "Webhooks",
};

export type ActionGroup = { area: string; all: string; actions: readonly { name: string; label: string }[] };

/** Every action of the commercial layer for the filter, by area. */
export function actionGroups(): ActionGroup[] {
  const groups = grouped(layerActionNames, areaOf);
  return [...groups]
    .map(([area, names]) => ({
      area: areas[area] ?? area,
      all: `${area}.*`,
      actions: names.map((name) => ({ name, label: sentence(describeAction(name) ?? plain(name)) })),
    }))
    .sort((a, b) => a.area.localeCompare(b.area));
}

const areaOf = (action: string): string => action.split(".")[0] ?? action;

/** "created an API key" → "Created an API key". */
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const plain = (action: string): string => action.replaceAll(/[._]/g, " ");

/** What happened, as a sentence that stands alone. @param ofProduct the product's own words, if it wrote the row. */
export const actionText = (action: string, ofProduct: string | undefined): string =>
  sentence(ofProduct ?? describeAction(action) ?? plain(action));

const systems: Readonly<Record<string, string>> = {
  worker: "Worker",
  stripe: "Stripe",
  seed: "Sample data",
  sign_up: "Visitor",
  cli: "Command line",
};

/** Who acted. A person who was deleted is named by their ID. */
export function actorText({ actor, actorKind, actorId }: Pick<ListedAudit, "actor" | "actorKind" | "actorId">): string {
  switch (actorKind) {
    case "user":
      return actor?.email ?? `Deleted user ${actorId.slice(-6)}`;
    case "system":
      return new Map(Object.entries(systems)).get(actorId) ?? actorId;
    case "platform_key":
      return "Platform key";
    case "api_key":
      return "API key";
    default:
      return actorId;
  }
}

/** The organization's name, or what stands for the chains that belong to none. */
export function chainText({
  organizationId,
  organization,
}: Pick<ListedAudit, "organizationId" | "organization">): string {
  if (organization) return organization;
  if (organizationId.startsWith("00000000-")) return organizationId.endsWith("1") ? "Accounts" : "Platform";
  return `Deleted ${organizationId.slice(0, 8)}`;
}

const reasons: Readonly<Record<string, string>> = {
  wrong_password: "Wrong password",
  unknown_email: "Unknown email",
  too_many_attempts: "Too many attempts",
};

/** Why: what someone has entered, what was answered, or what went wrong. Undefined where the row has no reason. */
export function reasonText({ reason, message, attempted }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof message === "string") return typeof attempted === "string" ? `${attempted}: ${message}` : message;
  if (typeof reason !== "string") return undefined;
  return new Map(Object.entries(reasons)).get(reason) ?? reason.replaceAll("_", " ");
}
