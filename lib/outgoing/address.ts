import "server-only";
import { BlockList, isIP } from "node:net";

/** Addresses that aren't on the public internet: IANA's special-purpose registries (RFC 6890 and its updates). */
const privateRanges: readonly (readonly [address: string, bits: number, family: "ipv4" | "ipv6"])[] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.0.2.0", 24, "ipv4"],
  ["192.88.99.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["198.51.100.0", 24, "ipv4"],
  ["203.0.113.0", 24, "ipv4"],
  ["224.0.0.0", 4, "ipv4"],
  ["240.0.0.0", 4, "ipv4"],
  // Of IPv6, only 2000::/3 is allocated. Within it, some ranges are reserved or embed an IPv4 address.
  ["::", 3, "ipv6"],
  ["4000::", 2, "ipv6"],
  ["8000::", 1, "ipv6"],
  ["2001::", 23, "ipv6"],
  ["2001:db8::", 32, "ipv6"],
  ["2002::", 16, "ipv6"],
  ["3fff::", 20, "ipv6"],
];

/** One list for each family: in a shared one, the IPv6 ranges would match every IPv4 address in its mapped form. */
const blocked = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [address, bits, family] of privateRanges) blocked[family].addSubnet(address, bits, family);

/** Whether an IP address is on the public internet. An IPv4 address mapped to IPv6 isn't: no endpoint needs one. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  return !blocked[family].check(address, family);
}

const notPublic = "Use a URL on the public internet.";

/**
 * Why the URL of an endpoint is rejected; undefined if it is accepted. Host names are resolved, and their addresses checked,
 * when a message is sent.
 *
 * @param local whether endpoints on this machine are allowed, as in development and the local demo.
 */
export function urlError(text: string, local: boolean): string | undefined {
  if (!URL.canParse(text)) return "Enter a valid URL, such as https://api.example.com/webhooks.";
  const { protocol, hostname, username, password } = new URL(text);
  if (username || password) return "Remove the user name and password from the URL.";
  if (local) return protocol === "https:" || protocol === "http:" ? undefined : "Use an http or https URL.";
  if (protocol !== "https:") return "Use an https URL.";
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0) return isPublicAddress(host) ? undefined : notPublic;
  if (host === "localhost" || /\.(localhost|local|internal)$/.test(host) || !host.includes(".")) {
    return notPublic;
  }
  return undefined;
}
