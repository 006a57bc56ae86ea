import { formatCount } from "@/lib/numbers";
import { passwordMinLength } from "./password-length";

export type PasswordStrength = {
  /** 0 too short, 1 weak, 2 fair, 3 good, 4 strong. */
  score: 0 | 1 | 2 | 3 | 4;
  label: string;
  hint: string;
};

const common = ["password", "passwort", "qwerty", "letmein", "welcome", "iloveyou", "admin", "123456", "abcdef"];

/**
 * A rough estimate to advise the person typing, not a requirement. `personal` are words an attacker would try, such as the
 * company's name or the email address.
 */
export function passwordStrength(password: string, personal: readonly string[] = []): PasswordStrength {
  const missing = passwordMinLength - password.length;
  if (missing > 0) return { score: 0, label: "Too short", hint: `${formatCount(missing, "more character")}.` };
  const known = knownWord(password, personal);
  if (known) return { score: 1, label: "Weak", hint: `“${known}” is easy to guess.` };
  const bits = effectiveLength(password) * Math.log2(alphabet(password));
  if (bits < 45) return { score: 1, label: "Weak", hint: "Avoid repetition. A few unrelated words work well." };
  if (bits < 60) return { score: 2, label: "Fair", hint: "Add another word to make it good." };
  if (bits < 80) return { score: 3, label: "Good", hint: "Good enough for most accounts." };
  return { score: 4, label: "Strong", hint: "Very hard to guess." };
}

function knownWord(password: string, personal: readonly string[]): string | undefined {
  const lower = password.toLowerCase();
  const words = personal.flatMap((text) => text.toLowerCase().split(/[\s@.+_-]+/)).filter((word) => word.length >= 4);
  return [...common, ...words].find((word) => lower.includes(word));
}

/** Counts characters that don't just repeat or continue the previous one: `aaaa` and `1234` count little. */
function effectiveLength(password: string): number {
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0);
  const distinct = codes.filter((code, index) => Math.abs(code - (codes[index - 1] ?? -9)) > 1).length;
  return Math.min(distinct, new Set(codes).size * 1.5);
}

function alphabet(password: string): number {
  const kinds: [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/\d/, 10],
    [/[^a-zA-Z\d]/, 30],
  ];
  return kinds.reduce((sum, [kind, size]) => sum + (kind.test(password) ? size : 0), 0);
}
