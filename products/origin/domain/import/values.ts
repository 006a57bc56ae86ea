import { minorUnits } from "@/lib/money";

export type Parsed<T> = { value: T } | { problem: string };

export type DateOrder = "mdy" | "dmy";
export type DecimalMark = "." | ",";

const symbols: Readonly<Record<string, string>> = { "€": "eur", "£": "gbp", "¥": "jpy", "₹": "inr", "₩": "krw" };
const maxAmount = 1_000_000_000_000;

/**
 * An amount as a person or a spreadsheet writes it, in minor units: `$1,234.50`, `1.234,50 €`, `(12.00)`, `−5`.
 *
 * @param decimal the mark before the fraction. `1,50` with a point isn't 150: it is refused.
 */
export function parseAmount(
  text: string,
  { decimal, currency }: { decimal: DecimalMark; currency: string },
): Parsed<number> {
  const shown = `“${text.trim().slice(0, 40)}”`;
  const [symbol] = /[€£¥₹₩]/u.exec(text) ?? [];
  if (symbol && symbols[symbol] !== currency) {
    return { problem: `${shown} is in another currency. Your reports are in ${currency.toUpperCase()}.` };
  }
  const code = /^\s*([a-z]{3})\b|\b([a-z]{3})\s*$/i.exec(text)?.[0].trim().toLowerCase();
  if (code && code !== currency) {
    return { problem: `${shown} is in another currency. Your reports are in ${currency.toUpperCase()}.` };
  }
  const bare = text.replace(/^\s*[a-z]{3}\b|\b[a-z]{3}\s*$/i, "").replace(/[\s'’$€£¥₹₩]/gu, "");
  const negative = /^\(.*\)$/.test(bare) || /^[-−]/.test(bare) || /[-−]$/.test(bare);
  const digits = bare.replace(/^\(|\)$|^[-−+]|[-−]$/g, "");
  if (!/\d/.test(digits) || !wholeAmount[decimal].test(digits)) return { problem: `${shown} isn't an amount.` };
  const plain = digits.replaceAll(decimal === "." ? "," : ".", "").replace(decimal, ".");
  // Rounds the written decimals: 1.005 × 100 would be 100.49999999999999.
  const amount = Number(`${Math.round(Number(`${Number(plain)}e${Math.log10(minorUnits(currency))}`))}`);
  if (!Number.isSafeInteger(amount) || amount > maxAmount) return { problem: `${shown} is too large.` };
  return { value: negative && amount !== 0 ? -amount : amount };
}

/** The mark before the fraction, from amounts of the file; a point if they don't say. */
export function decimalMarkOf(samples: readonly string[]): DecimalMark {
  const commas = samples.filter((text) => /,\d{1,2}(?!\d)/.test(text)).length;
  const points = samples.filter((text) => /\.\d{1,2}(?!\d)/.test(text)).length;
  return commas > points ? "," : ".";
}

/** With separators between thousands, or without. */
const wholeAmount: Readonly<Record<DecimalMark, RegExp>> = {
  ".": /^(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d*)?$/,
  ",": /^(?:\d+|\d{1,3}(?:\.\d{3})+)?(?:,\d*)?$/,
};

type Calendar = { year: number; month: number; day: number };
type Clock = { hour: number; minute: number; second: number; ms: number };

/** Excel counts days from here; it took 1900 for a leap year. */
const excelEpoch = Date.UTC(1899, 11, 30);
const dayMs = 86_400_000;

/**
 * A day: `2026-11-30`, `11/30/2026`, `30.11.2026`, `30-Nov-2026`, or a number of Excel's. A time after it is left out.
 *
 * @returns `2026-11-30`.
 */
export function parseDay(text: string, order: DateOrder): Parsed<string> {
  const found = calendarOf(text.trim(), order);
  if (!found) return { problem: `“${text.trim().slice(0, 40)}” isn't a date.` };
  const { year, month, day } = found.date;
  return { value: `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}` };
}

/**
 * An instant: a day as in `parseDay`, with a time or at midnight. Without an offset, it is local to the time zone.
 *
 * @param offsetAt minutes that the zone's local time is ahead of UTC at an instant.
 */
export function parseInstant(
  text: string,
  { order, offsetAt }: { order: DateOrder; offsetAt: (at: Date) => number },
): Parsed<Date> {
  const shown = text.trim();
  const wrong = { problem: `“${shown.slice(0, 40)}” isn't a date and time.` };
  if (/^\d{10}$/.test(shown)) return { value: new Date(Number(shown) * 1000) };
  if (/^\d{13}$/.test(shown)) return { value: new Date(Number(shown)) };
  const found = calendarOf(shown, order);
  const clock = found && clockOf(found.rest);
  if (!found || !clock) return wrong;
  const { date } = found;
  const local = Date.UTC(date.year, date.month - 1, date.day, clock.hour, clock.minute, clock.second, clock.ms);
  if (clock.offset !== undefined) return { value: new Date(local - clock.offset * 60_000) };
  return { value: new Date(utcOf(local, offsetAt)) };
}

/** The first guess is off by an hour around a change of the clocks, the second isn't. */
export function utcOf(local: number, offsetAt: (at: Date) => number): number {
  const guess = local - offsetAt(new Date(local)) * 60_000;
  return local - offsetAt(new Date(guess)) * 60_000;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function calendarOf(text: string, order: DateOrder): { date: Calendar; rest: string } | undefined {
  if (/^\d{5}(\.\d+)?$/.test(text)) return ofExcel(Number(text));
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(.*)$/.exec(text);
  if (iso) return checked(iso[1], iso[2], iso[3], iso[4]);
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (packed) return checked(packed[1], packed[2], packed[3], "");
  const named = /^(\d{1,2})[-\s]([a-z]{3})[a-z]*\.?[-\s,]+(\d{4})(?!\d)(.*)$/i.exec(text);
  if (named) return checked(named[3], monthNumber(named[2]), named[1], named[4]);
  const american = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)(.*)$/i.exec(text);
  if (american) return checked(american[3], monthNumber(american[1]), american[2], american[4]);
  const parts = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)(.*)$/.exec(text);
  if (!parts) return undefined;
  const [, first, second, year = "", rest] = parts;
  const full = year.length === 2 ? `20${year}` : year;
  // Points are never American.
  return order === "mdy" && !/^\d{1,2}\./.test(text)
    ? checked(full, first, second, rest)
    : checked(full, second, first, rest);
}

const monthNumber = (name = ""): string => String(months.indexOf(name.toLowerCase()) + 1);

function ofExcel(serial: number): { date: Calendar; rest: string } | undefined {
  const at = new Date(excelEpoch + Math.round(serial * dayMs));
  if (at.getUTCFullYear() < 1990) return undefined;
  const date = { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
  return { date, rest: at.toISOString().slice(10, 19) };
}

function checked(year = "", month = "", day = "", rest = ""): { date: Calendar; rest: string } | undefined {
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  const real = new Date(Date.UTC(date.year, date.month - 1, date.day));
  const exists = real.getUTCMonth() === date.month - 1 && real.getUTCDate() === date.day;
  return exists && date.year >= 1900 ? { date, rest } : undefined;
}

/** The time after a date: midnight without one. `offset` in minutes, if it has one. */
function clockOf(rest: string): (Clock & { offset?: number }) | undefined {
  const text = rest.trim().replace(/^T/i, "");
  if (text === "") return { hour: 0, minute: 0, second: 0, ms: 0 };
  const found =
    /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i.exec(
      text,
    );
  if (!found) return undefined;
  const [, given = "", minute = "", second = "0", fraction = "0", half, zone] = found;
  const hour = hourOf(Number(given), half);
  if (hour === undefined || Number(minute) > 59 || Number(second) > 59) return undefined;
  const ms = Number(fraction.padEnd(3, "0").slice(0, 3));
  const offset = zone === undefined ? undefined : offsetOf(zone);
  return { hour, minute: Number(minute), second: Number(second), ms, ...(offset === undefined ? {} : { offset }) };
}

function hourOf(given: number, half: string | undefined): number | undefined {
  if (!half) return given <= 23 ? given : undefined;
  if (given < 1 || given > 12) return undefined;
  return (given % 12) + (half.toLowerCase().startsWith("p") ? 12 : 0);
}

function offsetOf(zone: string): number {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!found) return 0;
  const [, sign, hours, minutes = "0"] = found;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const pad = (value: number): string => String(value).padStart(2, "0");

/** Day before month if a date of the file can't be read otherwise; month before day if none says. */
export function dateOrderOf(samples: readonly string[]): DateOrder {
  const parts = samples.flatMap((text) => {
    const found = /^\s*(\d{1,2})[-/](\d{1,2})[-/](\d{2,4})/.exec(text);
    return found ? [[Number(found[1]), Number(found[2])] as const] : [];
  });
  return parts.some(([first]) => first > 12) && !parts.some(([, second]) => second > 12) ? "dmy" : "mdy";
}
