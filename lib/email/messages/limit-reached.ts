import { catalog } from "@/lib/catalog";
import { unreachable } from "@/lib/errors";
import type { TemplateProps } from "../templates";
import { formatDay } from "./format-day";
import type { Message } from "./message";

type Props = TemplateProps<"limit-reached">;

const numbers = new Intl.NumberFormat("en-US");

export const limitReached: Message<"limit-reached"> = {
  subject: (props) => `${headline(props)} · ${catalog.name}`,
  letter: (props) => ({
    preview: `${numbers.format(props.used)} of ${numbers.format(props.limit)} used.`,
    heading: headline(props),
    paragraphs: [
      `${props.organization} has used ${numbers.format(props.used)} of ${numbers.format(props.limit)} (${props.meter}).`,
      consequence(props),
    ],
    action: { label: "See plans and usage", url: props.billingUrl },
    note: "You receive this because you look after the organization. Each step is told once per period.",
  }),
};

function headline({ step, meter, used, limit }: Props): string {
  switch (step) {
    case "call":
      return `${meter}: ${Math.floor((used / limit) * 100)} % used`;
    case "email":
      return `${meter}: nearly at your limit`;
    case "soft":
      return `${meter}: limit reached`;
    case "hard":
      return `${meter}: stopped at the limit`;
    default:
      return unreachable(step);
  }
}

function consequence({ step, graceEndsAt }: Props): string {
  switch (step) {
    case "call":
    case "email":
      return "Nothing stops yet. When the limit is reached, a grace period begins.";
    case "soft":
      return graceEndsAt
        ? `Use goes on until ${formatDay(graceEndsAt)}. After that, more needs a larger plan or the next period.`
        : "More needs a larger plan or the next period.";
    case "hard":
      return "More is refused until the plan is raised or the next period begins. Nothing was lost.";
    default:
      return unreachable(step);
  }
}
