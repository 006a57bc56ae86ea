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

/** `2001:db8::1` → `2001:db8:0:0::/64`. */
function network(address: string): string {
  const [head = "", tail] = address.split("::");
  const left = head ? head.split(":") : [];
  const right = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  return `${[...left, ...zeros, ...right].slice(0, 4).join(":")}::/64`;
}
