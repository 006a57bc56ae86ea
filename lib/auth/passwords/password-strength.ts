import { passwordMinLength } from "../input";

export type PasswordStrength = {
  /** 0 too short, 1 weak, 2 fair, 3 good, 4 strong. */
  score: 0 | 1 | 2 | 3 | 4;
  label: string;
  hint: string;
};

const common = ["password", "passwort", "qwerty", "letmein", "welcome", "iloveyou", "admin", "123456", "abcdef"];

/**
 * A rule of thumb for the person who types, not a gate: bits of the different characters and kinds used, without what
 * everyone tries first. `personal` are words an attacker knows, such as the company's name or the address.
 */
export function passwordStrength(password: string, personal: readonly string[] = []): PasswordStrength {
  const missing = passwordMinLength - password.length;
  if (missing > 0)
    return { score: 0, label: "Too short", hint: `${missing} more character${missing === 1 ? "" : "s"}.` };
  const known = knownWord(password, personal);
  if (known) return { score: 1, label: "Weak", hint: `“${known}” is easy to guess.` };
  const bits = effectiveLength(password) * Math.log2(alphabet(password));
  if (bits < 45) return { score: 1, label: "Weak", hint: "Repeat less; a few unrelated words work well." };
  if (bits < 60) return { score: 2, label: "Fair", hint: "One more word makes it good." };
  if (bits < 80) return { score: 3, label: "Good", hint: "Good enough for most." };
  return { score: 4, label: "Strong", hint: "Nobody will guess this." };
}

function knownWord(password: string, personal: readonly string[]): string | undefined {
  const lower = password.toLowerCase();
  const words = personal.flatMap((text) => text.toLowerCase().split(/[\s@.+_-]+/)).filter((word) => word.length >= 4);
  return [...common, ...words].find((word) => lower.includes(word));
}

/** Characters that do not merely repeat or continue the one before: `aaaa` and `1234` count little. */
function effectiveLength(password: string): number {
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0);
  const fresh = codes.filter((code, index) => Math.abs(code - (codes[index - 1] ?? -9)) > 1).length;
  return Math.min(fresh, new Set(codes).size * 1.5);
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
