import type { Catalog } from "@/lib/catalog";
import { docCalls, docNames } from "../doc-calls";
import type { Step } from "../guide";

/** Features and limits. */
export function entitlements(catalog: Catalog, origin: string): Step[] {
  const calls = docCalls(catalog, origin);
  const { plan, feature } = docNames(catalog);
  return [
    {
      id: "feature",
      title: "Check a feature",
      paragraphs: [
        "Ask where the feature is used, not only where its button is shown. The answer follows the plan, add-ons and exceptions of that moment: a change of plan shows in the next answer.",
        `Here, ${feature.name} isn't part of ${plan.name}. \`availableIn\` names the plans to offer instead, lowest first, and \`because\` says where the answer comes from.`,
      ],
      calls: [{ title: "Check entitlement", ...calls.feature }],
    },
    {
      id: "amount",
      title: "Check an amount",
      paragraphs: [
        "The same endpoint says whether a given amount of a meter would be accepted. Nothing is counted or held. To hold it, reserve it.",
        "If it isn't accepted, `problem` is the error that the attempt would get.",
      ],
      calls: [{ title: "Check entitlement", ...calls.amount }],
    },
    {
      id: "limits",
      title: "List every limit",
      paragraphs: [
        "All limits of an organization, each with where it comes from: the plan, add-ons and overrides. For a page of your own that shows what a customer has.",
      ],
      calls: [{ title: "List limits", ...calls.limits }],
    },
    {
      id: "access",
      title: "Read-only and suspended organizations",
      paragraphs: ["Every answer has `access`, which is about the organization as a whole:"],
      points: [
        "`full`: everything the plan includes.",
        "`grace`: the same, while a payment is late.",
        "`read_only`: the trial or the subscription ended, or three payments failed. People can still view and export everything. New usage gets a 402 with the code `read_only`.",
        "`blocked`: a platform admin suspended it. Only its billing page is open.",
      ],
    },
    {
      id: "cache",
      title: "Cache with care",
      paragraphs: [
        "An answer takes a few milliseconds, so you rarely need a cache. If you keep one, keep features for a minute at most, and never keep the answer about an amount.",
      ],
    },
  ];
}
