// cspell:ignore doesn
import type { Mail } from "./mail";

export const intents = ["quote", "demo", "support", "other"] as const;
export type Intent = (typeof intents)[number];

export type Lead = {
  email: string;
  name: string | null;
  company: string | null;
  phone: string | null;
  intent: Intent;
  subject: string;
};

/** Where people have their private address, which says nothing of a company. */
const freeMail =
  /^(gmail|googlemail|outlook|hotmail|live|yahoo|ymail|icloud|me|aol|gmx|web|proton|protonmail|fastmail|mail)\.[a-z.]+$/;

/** What one message says of its sender. Pure. */
export function leadOf(mail: Mail): Lead {
  const own = withoutQuotes(mail.text);
  return {
    email: mail.from,
    name: mail.name,
    company: companyOf(mail.from, own),
    phone: phoneOf(own),
    intent: intentOf(mail.subject, own),
    subject: mail.subject,
  };
}

/** An answer quotes our own words, in which we'd find our own phone number. */
function withoutQuotes(text: string): string {
  const lines = text.split(/\r?\n/);
  const cut = lines.findIndex((line) => /^(-{2,} ?original message|on .{5,80} wrote:$|from: .+@)/i.test(line.trim()));
  return lines
    .slice(0, cut < 0 ? undefined : cut)
    .filter((line) => !line.startsWith(">"))
    .join("\n");
}

function companyOf(email: string, text: string): string | null {
  const named = /^(?:company|organization|firm)[ \t]*:[ \t]*(.{2,80})$/im.exec(text)?.[1]?.trim();
  if (named) return named;
  const legal = /^[ \t]*([A-Z][\w&'. -]{1,60}(?:,? (?:Inc|LLC|Ltd|GmbH|Co|Corp|AG|BV|SA|Group)\.?))[ \t]*$/m.exec(
    text,
  )?.[1];
  if (legal) return legal.trim();
  const domain = email.split("@")[1] ?? "";
  if (freeMail.test(domain)) return null;
  const [label = ""] = domain.split(".").slice(-2);
  const words = label.split("-").filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ") || null;
}

/** 7 to 15 digits (E.164), as people write them. Dates and order numbers have no separators like these, or fewer digits. */
function phoneOf(text: string): string | null {
  const labeled = /(?:phone|tel|mobile|cell|call me(?: at)?|direct)[^\d+(\n]{0,12}(\+?[\d(][\d ()./-]{5,20}\d)/i.exec(
    text,
  )?.[1];
  const international = /(?:^|[^\d\w])(\+\d[\d ()./-]{6,20}\d)/.exec(text)?.[1];
  const local = /(?:^|[^\d\w-])(\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?!\d)/.exec(text)?.[1];
  const found = [labeled, international, local].find((each) => each && isPhone(each));
  return found?.trim() ?? null;
}

const isPhone = (candidate: string): boolean => {
  const digits = candidate.replace(/\D/g, "");
  return digits.length >= 7 && digits.length <= 15 && !/^\d{4}-\d{2}-\d{2}/.test(candidate.trim());
};

const signs: readonly (readonly [Intent, RegExp])[] = [
  ["support", /\b(not working|doesn['’]?t work|broken|refund|complaint|problem with|support request|help with my)\b/i],
  ["demo", /\b(demo|trial|walk[- ]?through|show (?:us|me)|presentation)\b/i],
  ["quote", /\b(quote|quotation|price|pricing|cost|estimate|offer|how much|budget|availability|order)\b/i],
];

/** The subject weighs more than the text. */
function intentOf(subject: string, text: string): Intent {
  for (const where of [subject, text]) {
    const found = signs.find(([, sign]) => sign.test(where));
    if (found) return found[0];
  }
  return "other";
}
