import type { Catalog } from "@/lib/catalog";
import { docCalls, docNames } from "../doc-calls";
import type { Step } from "../guide";

/** A program that uses the client. A test runs it. */
export function clientProgram(catalog: Catalog, origin: string): string {
  const { meter } = docNames(catalog);
  return `import { createClient } from "@gatehouse/client";

const gatehouse = createClient({ url: "${origin}", key: process.env.GATEHOUSE_KEY });

const result = await gatehouse.track({
  organization: "your-customer-id",
  meter: "${meter.key}",
  idempotencyKey: "order-4711",
});
if (result.status === "refused") console.log(result.problem.title, result.problem.upgradeUrl);
else console.log(\`\${result.used} of \${result.limit} used\`);

await gatehouse.close();`;
}

/** Key and first call. */
export function quickStart(catalog: Catalog, origin: string): Step[] {
  const calls = docCalls(catalog, origin);
  const { meter } = docNames(catalog);
  return [
    {
      id: "key",
      title: "1. Get a key",
      paragraphs: ["Every request carries a key in the header `Authorization`. There are two kinds:"],
      points: [
        "A platform key, `gh_platform_…`, is for the servers that run the product. It reports usage and reads any organization. A platform admin creates it under Admin, Platform keys.",
        "An organization key, `gh_org_…`, is for one customer's servers. It reads that customer's usage, limits and features, on plans with API access. An owner or admin creates it under Settings, API keys.",
        "A key is shown once. Keep it out of your repository, and in an environment variable.",
      ],
      code: {
        title: "Your shell",
        examples: [{ language: "Shell", code: "export GATEHOUSE_KEY=gh_platform_…" }],
      },
    },
    {
      id: "first-call",
      title: "2. Make the first call",
      paragraphs: [
        `This reports one ${meter.unit.one} for one organization. \`organization\` is the ID it has in your own system, or ours. \`meter\` is a counter of the plan.`,
        "The answer says how much has been used in this period, the limit, and when it resets.",
        "Send it again: the idempotency key makes sure that it counts once.",
      ],
      calls: [{ title: "Track usage", ...calls.track }],
    },
    {
      id: "read",
      title: "3. Ask before you act",
      paragraphs: [
        "Before work that takes a while, ask whether there is room for it. A “no” is an answer with `allowed: false` and the reason, not an error.",
        "With an organization key, leave out `organization`: the key says which one it is.",
      ],
      calls: [{ title: "Check limit", ...calls.limit }],
    },
    {
      id: "client",
      title: "4. Let the client do it",
      paragraphs: [
        "For JavaScript and TypeScript there is a client, `@gatehouse/client`, in `packages/client` of the repository. It batches events, retries with the same keys, and its types come from this API's document. It has no dependencies.",
        "A refused event is a result. Everything else that goes wrong is an error with `status`, `code` and `problem`.",
      ],
      code: { title: "Your program", examples: [{ language: "JavaScript", code: clientProgram(catalog, origin) }] },
    },
    {
      id: "next",
      title: "5. Know what can happen",
      paragraphs: ["Errors are problem documents (RFC 9457) with a `code` that stays the same. The ones to handle:"],
      points: [
        "`402 limit_reached`: the amount wasn't counted. `upgradeUrl` is where the customer can change that.",
        "`409 conflict`: the idempotency key was used for something else.",
        "`422 unknown_name`: no such meter, plan or feature. `valid` lists those there are.",
        "`429` and `503`: wait as long as `Retry-After` says and send the same request again.",
      ],
    },
  ];
}
