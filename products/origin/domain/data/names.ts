import { z } from "zod";

/** Control, format, private-use and unassigned characters, and line separators: none belongs in a name that is shown. */
const unprintable = /[\p{C}\u2028\u2029]/u;

/** Text on one line, in Unicode's composed form, with single spaces. */
export const nameSchema = (maxLength: number) =>
  z
    .string()
    .transform((text) => text.normalize("NFKC").trim().replace(/\s+/gu, " "))
    .pipe(
      z
        .string()
        .min(1, "Enter a value.")
        .max(maxLength, `Use at most ${maxLength} characters.`)
        .refine((text) => !unprintable.test(text), "Use printable characters only."),
    );

/** An id that the sender chose. Case and inner spaces matter, so it isn't changed. */
export const idSchema = z
  .string()
  .min(1, "Enter an ID.")
  .max(200, "Use at most 200 characters.")
  .refine((text) => !unprintable.test(text), "Use printable characters only.");

/** Lowercase: `Google Ads` from one export and `google ads` from another are one channel. */
export const channelSchema = nameSchema(80).transform((channel) => channel.toLowerCase());

const spelled: Readonly<Record<string, string>> = {
  linkedin: "LinkedIn",
  youtube: "YouTube",
  tiktok: "TikTok",
  seo: "SEO",
  sem: "SEM",
  ppc: "PPC",
  sms: "SMS",
  tv: "TV",
};

/** `paid search` → `Paid search`, `linkedin ads` → `LinkedIn ads`. */
export function channelName(channel: string): string {
  const words = channel.split(" ").map((word) => spelled[word] ?? word);
  const [first = "", ...rest] = words;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(" ");
}
