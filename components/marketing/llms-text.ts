import { amountOfOne, type Catalog, currentPrice, isFree, plansByRank } from "@/lib/catalog";
import { formatPrice } from "@/lib/money";
import { defaultTrialDays } from "./trial";

type Page = { path: string; title: string; about: string };
type LlmsInput = { catalog: Catalog; docs: readonly Page[]; origin: string };

/** The site in short as Markdown, in the form of llms-txt.org: what it is, what it costs, and where to read more. Pure. */
export function llmsText({ catalog, docs, origin }: LlmsInput): string {
  const { name, copy } = catalog;
  const link = ({ path, title, about }: Page) => `- [${title}](${new URL(path, origin).href}): ${about}`;
  return [
    `# ${name}`,
    "",
    `> ${copy.description}`,
    "",
    `${copy.tagline}. Free trial of ${defaultTrialDays(catalog)} days, no credit card required.`,
    "",
    "## Plans",
    "",
    ...plansByRank(catalog).map((plan) => `- ${plan.name}, ${priceOf(catalog, plan)}: ${plan.highlights.join("; ")}.`),
    "",
    "## Docs",
    "",
    ...docs.map(link),
    link({ path: "/api/openapi.json", title: "OpenAPI 3.1 document", about: "every endpoint, for tools" }),
    "",
    "## Site",
    "",
    ...sitePages.map(link),
    "",
    "## Questions",
    "",
    ...copy.faqs.flatMap(({ question, answer }) => [`### ${question}`, "", answer, ""]),
  ].join("\n");
}

function priceOf(catalog: Catalog, plan: Catalog["plans"][number]): string {
  if (isFree(catalog, plan)) return "free";
  const price = currentPrice(catalog, plan, "month");
  return price ? `${formatPrice({ amount: amountOfOne(price), currency: price.currency })} a month` : "by arrangement";
}

const sitePages: readonly Page[] = [
  { path: "/pricing", title: "Pricing", about: "plans, limits, add-ons and questions" },
  { path: "/changelog", title: "What's new", about: "features, improvements and fixes by day" },
  { path: "/security", title: "Security", about: "how data is protected, and what isn't claimed" },
  { path: "/status", title: "System status", about: "whether everything works, and the last 90 days" },
  { path: "/support", title: "Support", about: "write to a person" },
  { path: "/terms", title: "Terms of service", about: "the agreement" },
  { path: "/privacy", title: "Privacy policy", about: "what is stored, why, and for how long" },
];
