const number = new Intl.NumberFormat("en-US");
const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 });

/** Intl writes a hyphen before negative numbers; the interface uses a minus sign. */
export const withMinusSign = (text: string): string => text.replace(/^-/, "\u2212");

/** `12,345`. */
export const formatNumber = (value: number | bigint): string => withMinusSign(number.format(value));

/** `12.3K`: for the axes of charts. */
export const formatCompact = (value: number): string => withMinusSign(compact.format(value));

/** `0.194` → `19.4%`, `0.6` → `60%`. */
export const formatPercent = (ratio: number): string => withMinusSign(percent.format(ratio));

/** `1 seat`, `2 seats`, `1,200 API calls`. The plural is the singular with an s unless given. */
export const formatCount = (count: number, singular: string, plural = `${singular}s`): string =>
  `${formatNumber(count)} ${count === 1 ? singular : plural}`;
