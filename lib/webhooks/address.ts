import "server-only";
import { BlockList, isIP } from "node:net";

/** Addresses that lead into our own network, or nowhere: IANA's special-purpose registries (RFC 6890 and its updates). */
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
  // Of IPv6 only 2000::/3 is given out; within it some ranges lead elsewhere or carry an IPv4 address.
  ["::", 3, "ipv6"],
  ["4000::", 2, "ipv6"],
  ["8000::", 1, "ipv6"],
  ["2001::", 23, "ipv6"],
  ["2001:db8::", 32, "ipv6"],
  ["2002::", 16, "ipv6"],
  ["3fff::", 20, "ipv6"],
];

/** One list for each family: in a common one, the ranges of IPv6 hold every IPv4 address in its mapped form. */
const blocked = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [address, bits, family] of privateRanges) blocked[family].addSubnet(address, bits, family);

/** Whether an IP address is one of the public internet. An IPv4 address in IPv6's clothes is not: nobody needs one. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 0) return false;
  const family = version === 4 ? "ipv4" : "ipv6";
  return !blocked[family].check(address, family);
}

/**
 * Why an endpoint's address is refused; undefined when it is not. Names are looked up when it is sent, and checked then.
 *
 * @param local whether this is development or the demo, where endpoints of one's own machine are tried.
 */
export function refusalOfUrl(text: string, local: boolean): string | undefined {
  if (!URL.canParse(text)) return "This is no address.";
  const { protocol, hostname, username, password } = new URL(text);
  if (username || password) return "A name and password do not belong into the address.";
  if (local) return protocol === "https:" || protocol === "http:" ? undefined : "Only http and https.";
  if (protocol !== "https:") return "Only https.";
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0) return isPublicAddress(host) ? undefined : "This address is not on the public internet.";
  if (host === "localhost" || /\.(localhost|local|internal)$/.test(host) || !host.includes(".")) {
    return "This address is not on the public internet.";
  }
  return undefined;
}
