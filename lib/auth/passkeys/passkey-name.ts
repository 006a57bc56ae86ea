/** In characters. */
export const passkeyNameMax = 60;

/** A name for a new passkey that the person's others don't have: "Chrome on Windows", "Chrome on Windows 2". */
export function freeName(wanted: string, taken: readonly string[]): string {
  const base = wanted.slice(0, passkeyNameMax - 4);
  for (let number = 2; ; number += 1) {
    const name = number === 2 ? base : `${base} ${number - 1}`;
    if (!taken.includes(name)) return name;
  }
}
