/** Storage is sold in decimal gigabytes. */
export const gigabyte = 1_000_000_000;

/** The level of the storage gauge: a gigabyte counts once its first byte is used, so a limit of 10 holds up to exactly 10 GB. */
export const gigabytesOf = (bytes: number): number => Math.ceil(bytes / gigabyte);

const units = ["bytes", "KB", "MB", "GB"] as const;

/** `1.4 MB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${new Intl.NumberFormat("en-US", { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 }).format(value)} ${units[power]}`;
}
