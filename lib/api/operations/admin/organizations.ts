import { z } from "zod";
import { collectionMethods, itemKinds, organizationStatuses, roleNames, subscriptionStatuses } from "@/db/schema";
import { listColumns, organizationFlags, organizationStates, trialWindows } from "@/lib/admin/list/organization-filter";
import { currency, instant, limit, maybe, minorUnits } from "../../fields";
import { defineOperations } from "../../operation";
import { interval, subscription } from "../subscription";
import { currentUsage } from "../usage";
import { acrossAll, organizationParams, pageOf, pageQuery, searchText } from "./admin-read";

const mrr = minorUnits.meta({ description: "Monthly recurring revenue in minor units of `currency`." });
/** PostgreSQL would reject NUL. */
const key = z
  .string()
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

const listedOrganization = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    externalId: maybe(z.string()),
    domain: maybe(z.string()),
    owner: maybe(z.string()).meta({ description: "The email address of the first owner." }),
    members: z.int(),
    plan: z.string(),
    interval: maybe(interval),
    status: z.enum(organizationStatuses),
    suspendedAt: maybe(instant),
    trialEndsAt: instant,
    cancelAt: maybe(instant),
    mrr,
    currency: maybe(currency),
    overLimit: z.boolean().meta({ description: "A limit is reached." }),
    used: z.boolean().meta({ description: "A metered part of the product was used at least once." }),
    mismatch: z.boolean().meta({ description: "Stripe and the database differ." }),
    createdAt: instant,
  })
  .meta({ id: "ListedOrganization" });

const override = z.strictObject({
  id: z.string(),
  kind: z.enum(["meter", "feature"]),
  name: z.string(),
  limit: maybe(limit),
  enabled: maybe(z.boolean()),
  reason: z.string(),
  expiresAt: maybe(instant),
});

const organization = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    externalId: maybe(z.string()),
    domain: maybe(z.string()),
    profile: z.record(z.string(), z.string()).meta({ description: "The answers given at onboarding." }),
    createdAt: instant,
    onboardedAt: maybe(instant),
    mrr,
    currency: maybe(currency),
    stripeCustomerId: maybe(z.string()),
    stripeSubscriptionId: maybe(z.string()),
    subscription,
    usage: currentUsage,
    overrides: z.array(override),
    members: z.array(
      z.strictObject({
        id: z.string(),
        name: maybe(z.string()),
        email: z.string(),
        role: z.enum(roleNames),
        since: instant,
      }),
    ),
  })
  .meta({ id: "AdminOrganization" });

const storedItem = z.strictObject({
  stripeItemId: z.string(),
  stripePriceId: maybe(z.string()),
  kind: z.enum(itemKinds).meta({ description: "`custom`: something outside the catalog." }),
  key: maybe(z.string()).meta({ description: "The catalog's key; null for a custom item." }),
  name: z.string(),
  quantity: z.int().meta({ description: "0 for a metered price." }),
  unitAmount: z.number().meta({ description: "Minor units for one unit, possibly fractional; 0 for tiers." }),
  recurringAmount: minorUnits.meta({ description: "Per interval at this quantity, before discounts and tax." }),
  currency,
  interval,
  intervalCount: z.int(),
  metered: z.boolean(),
});

const listedSubscription = z
  .strictObject({
    organization: z.string(),
    organizationName: z.string(),
    stripeCustomerId: maybe(z.string()),
    stripeSubscriptionId: z.string(),
    status: z.enum(subscriptionStatuses),
    plan: maybe(z.string()).meta({ description: "Null if the subscription has no plan from the catalog." }),
    interval: maybe(interval),
    intervalCount: maybe(z.int()),
    mrr,
    currency: maybe(currency),
    collectionMethod: maybe(z.enum(collectionMethods)),
    firstPaidAt: maybe(instant),
    currentPeriodStart: maybe(instant),
    currentPeriodEnd: maybe(instant),
    trialEndsAt: maybe(instant),
    cancelAt: maybe(instant),
    pastDueSince: maybe(instant),
    endedAt: maybe(instant),
    items: z.array(storedItem),
  })
  .meta({ id: "AdminSubscription" });

export const organizationOperations = defineOperations({
  listOrganizations: {
    ...acrossAll,
    path: "/api/v1/admin/organizations",
    summary: "List organizations",
    description: "Newest first, unless sorted otherwise.",
    query: z.strictObject({
      search: searchText.optional().meta({
        description:
          "Part of the name, domain, external ID, Stripe ID, or a member's name or email; or an invoice's ID or number.",
      }),
      status: z.enum(organizationStates).optional(),
      plan: key.optional(),
      trial: z.enum(trialWindows).optional().meta({ description: "Running trials that end within this many days." }),
      flag: z.enum(organizationFlags).optional().meta({ description: "A limit is reached, or Stripe differs." }),
      industry: key.optional(),
      companySize: key.optional(),
      sort: z
        .templateLiteral([z.enum(["", "-"]), z.enum(listColumns)])
        .optional()
        .meta({
          description:
            "A column to sort by; put `-` before it for descending order. `mrr` compares amounts in the catalog's currency at the stored rates of the day.",
        }),
      ...pageQuery,
    }),
    answer: pageOf(listedOrganization),
  },
  getOrganization: {
    ...acrossAll,
    path: "/api/v1/admin/organizations/{id}",
    params: organizationParams,
    resource: "organization",
    summary: "Get organization",
    description: "An organization with its subscription, usage against limits, overrides and members.",
    answer: organization,
  },
  listSubscriptions: {
    ...acrossAll,
    path: "/api/v1/admin/subscriptions",
    summary: "List subscriptions",
    description: "Every organization's subscription as last synced from Stripe, canceled ones included.",
    query: z.strictObject({
      status: z.enum(subscriptionStatuses).optional(),
      plan: key.optional(),
      ...pageQuery,
    }),
    answer: pageOf(listedSubscription),
  },
});
