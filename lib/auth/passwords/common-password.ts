import "server-only";
import { catalog } from "@/lib/catalog";
import { invalidInput } from "@/lib/errors";

/** Characters around a word that don't make it harder to guess: "password1234!". More of them are a password by themselves. */
const maxAround = 8;

/** About 50,000 passwords from leaks. Loaded when the first password is chosen: it takes 5 MB and about 20 ms. */
let list: Promise<ReadonlySet<string>> | undefined;
const commonPasswords = () => {
  list ??= import("@zxcvbn-ts/language-common").then(({ dictionary }) => new Set(dictionary["passwords-common"]));
  return list;
};

/**
 * Refuses a new password that others use or that anyone would try first: one of a list from leaks, also with digits and signs
 * around or in it, repetitions, sequences, and the person's own address (NIST SP 800-63B-4, 3.1.1.2). What was chosen before
 * keeps working.
 *
 * @throws GatehouseError `invalid_input` on the field `password`.
 */
export async function requireUncommonPassword(password: string, { email }: { email: string }): Promise<void> {
  if (!(await isCommon(password, email))) return;
  const message = "This password is too easy to guess. A few unrelated words work well.";
  throw invalidInput(message, { errors: [{ field: "password", message }] });
}

async function isCommon(password: string, email: string): Promise<boolean> {
  const common = await commonPasswords();
  const [local = "", domain = ""] = email.toLowerCase().split("@");
  const own = new Set([email.toLowerCase(), local, domain, domain.split(".")[0] ?? "", catalog.name.toLowerCase()]);
  return spellings(password).some((text) => common.has(text) || own.has(text) || isPattern(text, common));
}

/** The password, and what is left of it without what people add to a word. */
function spellings(password: string): string[] {
  const lower = password.normalize("NFKC").toLowerCase();
  const packed = lower.replace(/[^\p{L}\p{N}]/gu, "");
  const texts = [lower, packed, ...[lower, packed].map(withoutSubstitutes)];
  const cores = texts.flatMap((text) => {
    const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
    return core.length >= 3 && text.length - core.length <= maxAround ? [core, withoutSubstitutes(core)] : [];
  });
  return [...new Set([...texts, ...cores])].filter(Boolean);
}

const substitutes: Readonly<Record<string, string>> = {
  "@": "a",
  "4": "a",
  "3": "e",
  "1": "i",
  "!": "i",
  "0": "o",
  $: "s",
  "5": "s",
  "7": "t",
};
const withoutSubstitutes = (text: string) => text.replace(/[@431!0$57]/g, (sign) => substitutes[sign] ?? sign);

/** One short or common part over and over, or characters that follow each other. */
function isPattern(text: string, common: ReadonlySet<string>): boolean {
  const [, unit] = /^(.+?)\1+$/u.exec(text) ?? [];
  if (unit && (unit.length <= 4 || common.has(unit))) return true;
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return text.length >= 6 && steps.every((step) => Math.abs(step) <= 1 || Math.abs(step) === 9);
}
