import { formatMoney } from "@/lib/money";
import { longDate } from "./plan-words";
import type { PreviewJson } from "./use-preview";

/** What confirming does, on the button that does it. */
export function confirmWords({ effect, today, currency, at }: PreviewJson): string {
  if (effect === "none") return "Keep as it is";
  if (effect === "period_end") return `Change on ${at ? longDate(new Date(at)) : "renewal"}`;
  const amount = today?.amount ?? 0;
  return amount > 0 ? `Pay ${formatMoney({ amount, currency })} and change now` : "Change now";
}

/** When it takes effect, in a sentence. */
export function effectWords({ kind, effect, at }: PreviewJson): string {
  const date = at ? longDate(new Date(at)) : "";
  switch (effect) {
    case "none":
      return "This is what you have. A change that was scheduled is taken back.";
    case "now":
      if (kind === "add_ons") return "Takes effect now, for what is left of your period.";
      return "Takes effect now. What is left of what you paid for is set off.";
    case "period_end":
      return `Takes effect on ${date}, when what you paid for ends. Until then nothing changes, and you can undo it.`;
    case "both":
      return `What you add takes effect now; what you give up goes on ${date}.`;
  }
}

/** "3 users over the 3 that Starter includes": what will no longer fit, with its numbers. */
export function levelWords({ name, used, limit, over }: PreviewJson["lost"]["levels"][number]): string {
  return `${name}: ${used} in use, ${limit} included. Nothing is deleted, but adding is refused until ${over} fewer ${over === 1 ? "is" : "are"} in use.`;
}
