import type { Catalog } from "@/lib/catalog";
import { formatNumber, formatPercent } from "@/lib/numbers";
import { docCalls, docNames } from "../doc-calls";
import type { Step } from "../guide";

/** Reporting usage. */
export function metering(catalog: Catalog, origin: string): Step[] {
  const calls = docCalls(catalog, origin);
  const { meter, plan, limit, hardLimit } = docNames(catalog);
  const { warning, critical, hard, graceDays } = catalog.thresholds;
  return [
    {
      id: "track",
      title: "Track an event",
      paragraphs: [
        `A counter, such as \`${meter.key}\`, adds up events until it resets. One request counts, checks the limit and answers, exactly, however many arrive at once.`,
        "`timestamp` is when it happened: up to 35 days ago, so that events you queued still count in their own period. `properties` break usage down, such as by team.",
      ],
      calls: [{ title: "Track usage", ...calls.track }],
    },
    {
      id: "idempotency",
      title: "Never count twice",
      paragraphs: [
        "Give every event an `idempotencyKey`: the ID it has in your own system. Networks lose answers. With a key, you can safely send the event again for at least 35 days. You get the first answer, marked as a duplicate.",
        "The same key with different content is a mistake on your side, and gets a 409. Nothing is counted.",
      ],
      calls: [
        { title: "The same event again", ...calls.retry },
        { title: "The same key for another event", ...calls.reuse },
      ],
    },
    {
      id: "batch",
      title: "Send a batch",
      paragraphs: [
        `Up to ${formatNumber(1_000)} events in a request, for any organizations. The answer has a result for each event, in order. One that is refused or malformed doesn't stop the others, and the status is 200.`,
        "Look at `refused`: those events weren't counted.",
      ],
      calls: [{ title: "Track usage in a batch", ...calls.batch }],
    },
    {
      id: "reserve",
      title: "Reserve, then commit or release",
      paragraphs: [
        "When you don't know in advance how much a job will use, reserve the most it can. The amount counts against the limit at once, so that two jobs can't both take the last of it.",
        "Afterward, commit what was used, which frees the rest, or release all of it. A reservation that is neither committed nor released expires after 15 minutes, or after `expiresIn` seconds up to a day.",
      ],
      calls: [
        { title: "Reserve usage", ...calls.reserve },
        { title: "Commit reservation", ...calls.commit },
        { title: "Reserve usage for another job", ...calls.reserveMore },
        { title: "Release reservation", ...calls.release },
      ],
    },
    {
      id: "limits",
      title: "When a limit is reached",
      paragraphs: [
        `${plan.name} includes ${formatNumber(limit)} ${meter.unit.other} per period. At ${formatPercent(warning)} and ${formatPercent(critical)} of a limit, we notify the customer. At the limit, a ${graceDays}-day grace period starts, in which usage can reach ${formatPercent(hard)}: here ${formatNumber(hardLimit)}. After that, events get a 402.`,
        "A 402 says which rule applied, how much was used, when it resets, what would raise the limit, and where to upgrade. Show `title` to people, and lead them to `upgradeUrl`. Where a plan sells overage, nothing stops: more usage is added to the next invoice.",
      ],
      calls: [{ title: "Track more than fits", ...calls.overLimit }],
    },
  ];
}
