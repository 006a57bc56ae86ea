import { catalog } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import { unreachable } from "@/lib/errors";
import { formatNumber, formatPercent } from "@/lib/numbers";
import type { TemplateProps } from "../templates";
import type { Message } from "./message";

type Props = TemplateProps<"limit-reached">;

export const limitReached: Message<"limit-reached"> = {
  subject: (props) => `${headline(props)} · ${catalog.name}`,
  letter: (props) => ({
    preview: `${formatNumber(props.used)} of ${formatNumber(props.limit)} used.`,
    heading: headline(props),
    paragraphs: [
      `${props.organization} has used ${formatNumber(props.used)} of its ${formatNumber(props.limit)} ${inSentence(props.meter)}.`,
      consequence(props),
    ],
    action: { label: "View plan and usage", url: props.billingUrl },
    note: "You're receiving this because you manage this organization. Sent once per period and limit.",
  }),
};

/** "Work orders" → "work orders"; a name like "API calls" stays as it is. */
const inSentence = (meter: string) => meter.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

function headline({ step, meter, used, limit }: Props): string {
  switch (step) {
    case "warning":
      return `${meter}: ${formatPercent(Math.floor((used / limit) * 100) / 100)} used`;
    case "critical":
      return `${meter}: close to your limit`;
    case "soft":
      return `${meter}: limit reached`;
    case "refused":
      return `${meter}: usage rejected`;
    case "hard":
      return `${meter}: hard limit reached`;
    default:
      return unreachable(step);
  }
}

function consequence({ step, graceEndsAt, used, hardLimit, refused }: Props): string {
  switch (step) {
    case "warning":
    case "critical":
      if (hardLimit === null) return "Everything keeps working. Above the limit, overage charges start.";
      return `Everything keeps working. When you reach the limit, a ${catalog.thresholds.graceDays}-day grace period starts.`;
    case "soft":
      if (hardLimit === null) return "Everything keeps working. Usage above the limit is charged as overage.";
      return graceEndsAt
        ? `You can go over the limit until ${formatUtcDate(new Date(graceEndsAt))}. After that, upgrade your plan or wait for the next period.`
        : "To use more, upgrade your plan or wait for the next period.";
    case "refused":
      return `A request to add ${formatNumber(refused ?? 0)} was rejected because only ${formatNumber(Math.max(0, (hardLimit ?? used) - used))} are left before your hard limit of ${formatNumber(hardLimit ?? used)}. Smaller amounts still go through. To use more, upgrade your plan.`;
    case "hard":
      return "Further usage is rejected until you upgrade or the next period starts. No data was lost.";
    default:
      return unreachable(step);
  }
}
