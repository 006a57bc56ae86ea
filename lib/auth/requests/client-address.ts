/**
 * The IP address a request came from: the last entry of X-Forwarded-For, written by our own proxy or by Next.js. Entries
 * before it may be forged by the sender. An IPv6 /64 network counts as one address, because a customer usually has all of it.
 */
export function clientAddress(headers: Pick<Headers, "get">): string {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  if (!last) return "unknown";
  const address = last.replace(/^::ffff:(?=\d+\.)/i, "");
  return address.includes(":") ? network(address) : address;
}

/** `2001:DB8:0:1::9` → `2001:db8:0:1::/64`, as short as people write it (RFC 5952). This machine's own address isn't a network. */
function network(address: string): string {
  const groups = groupsOf(address);
  const prefix = groups.slice(0, 4);
  if (prefix.every((group) => group === "0")) return groups.slice(4).join(":") === "0:0:0:1" ? "::1" : "::/64";
  while (prefix.at(-1) === "0") prefix.pop();
  return `${prefix.join(":")}::/64`;
}

function groupsOf(address: string): string[] {
  const [head = "", tail] = address.toLowerCase().split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  return [...left, ...zeros, ...right].map((group) => group.replace(/^0+(?=.)/, ""));
}
